package io.github.jupan.agent;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.List;

/// Shows a question's events to LangChain4j's handler of a stream: what the model says and thinks, not its code.
final class AnswerHandler implements AgentListener, StreamingHandle {

    private final StreamingChatResponseHandler handler;
    private final Stop stop;
    private boolean said;
    private boolean newTurn;

    AnswerHandler(StreamingChatResponseHandler handler, Stop stop) {
        this.handler = handler;
        this.stop = stop;
    }

    @Override
    public void onEvent(AgentEvent event) {
        if (stop.cancelled()) {
            return;
        }
        switch (event) {
            case AgentEvent.TurnStarted turn -> newTurn = said;
            case AgentEvent.Text text -> {
                say(newTurn ? "\n\n" + text.text() : text.text());
                newTurn = false;
            }
            case AgentEvent.Thinking thinking ->
                handler.onPartialThinking(new PartialThinking(thinking.text()), new PartialThinkingContext(this));
            case AgentEvent.Asked shown -> {}
            case AgentEvent.CodeStarted shown -> {}
            case AgentEvent.Code shown -> {}
            case AgentEvent.TurnEnded shown -> {}
            case AgentEvent.CopySuspected shown -> {}
            case AgentEvent.RunStarted shown -> {}
            case AgentEvent.Printed shown -> {}
            case AgentEvent.RunEnded shown -> {}
            case AgentEvent.ToolStarted shown -> {}
            case AgentEvent.ToolEnded shown -> {}
            case AgentEvent.Ended shown -> {}
        }
    }

    private void say(String text) {
        said = true;
        handler.onPartialResponse(new PartialResponse(text), new PartialResponseContext(this));
    }

    void complete(ChatResponse response) {
        List<ToolExecutionRequest> calls = response.aiMessage().toolExecutionRequests();
        for (int i = 0; i < calls.size() && !stop.cancelled(); i++) {
            handler.onCompleteToolCall(new CompleteToolCall(i, calls.get(i)));
        }
        if (!stop.cancelled()) {
            handler.onCompleteResponse(response);
        }
    }

    void fail(Throwable failure) {
        if (!stop.cancelled()) {
            handler.onError(failure);
        }
    }

    @Override
    public void cancel() {
        stop.cancel();
    }

    @Override
    public boolean isCancelled() {
        return stop.cancelled();
    }
}
