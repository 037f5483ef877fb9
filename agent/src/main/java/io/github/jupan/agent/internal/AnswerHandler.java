package io.github.jupan.agent.internal;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.sandbox.Cancellation;
import java.util.List;

/// Shows a question's events to LangChain4j's handler of a stream: what the model says and thinks, not its code.
public final class AnswerHandler implements AgentListener, StreamingHandle {

    private final StreamingChatResponseHandler handler;
    private final Cancellation cancellation;
    private boolean said;
    private boolean newTurn;

    public AnswerHandler(StreamingChatResponseHandler handler, Cancellation cancellation) {
        this.handler = handler;
        this.cancellation = cancellation;
    }

    @Override
    public void onEvent(AgentEvent event) {
        if (cancellation.isRequested()) {
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
            default -> {}
        }
    }

    private void say(String text) {
        said = true;
        handler.onPartialResponse(new PartialResponse(text), new PartialResponseContext(this));
    }

    public void complete(ChatResponse response) {
        List<ToolExecutionRequest> calls = response.aiMessage().toolExecutionRequests();
        for (int i = 0; i < calls.size() && !cancellation.isRequested(); i++) {
            handler.onCompleteToolCall(new CompleteToolCall(i, calls.get(i)));
        }
        if (!cancellation.isRequested()) {
            handler.onCompleteResponse(response);
        }
    }

    public void fail(Throwable failure) {
        if (!cancellation.isRequested()) {
            handler.onError(failure);
        }
    }

    @Override
    public void cancel() {
        cancellation.cancel();
    }

    @Override
    public boolean isCancelled() {
        return cancellation.isRequested();
    }
}
