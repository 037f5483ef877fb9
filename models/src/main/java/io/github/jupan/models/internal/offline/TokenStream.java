package io.github.jupan.models.internal.offline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Plays one turn to a handler, token by token, within the request's limit on output tokens.
public final class TokenStream {

    private final String modelName;
    private final ChatRequest request;
    private final StreamingChatResponseHandler handler;
    private final Duration delay;
    private final int most;
    private final Handle handle = new Handle();
    private int sent;

    public TokenStream(String modelName, ChatRequest request, StreamingChatResponseHandler handler, Duration delay) {
        this.modelName = modelName;
        this.request = request;
        this.handler = handler;
        this.delay = delay;
        Integer limit = request.maxOutputTokens();
        this.most = limit == null ? Integer.MAX_VALUE : limit;
    }

    /// Streams a text and completes the turn.
    ///
    /// @param attributes of the message
    public void say(String text, Map<String, Object> attributes) {
        StringBuilder said = new StringBuilder();
        boolean whole = text(text, said);
        AiMessage message =
                AiMessage.builder().text(said.toString()).attributes(attributes).build();
        complete(message, whole ? FinishReason.STOP : FinishReason.LENGTH);
    }

    /// Streams a text and then a call of a tool with one argument, `code`, and completes the turn.
    public void call(String text, String tool, String id, String code) {
        StringBuilder said = new StringBuilder();
        boolean whole = text(text, said);
        String arguments =
                JsonNodeFactory.instance.objectNode().put("code", code).toString();
        PartialToolCall.Builder partial =
                PartialToolCall.builder().index(0).id(id).name(tool);
        PartialToolCallContext context = new PartialToolCallContext(handle);
        whole = whole
                && stream(
                        arguments,
                        piece -> handler.onPartialToolCall(
                                partial.partialArguments(piece).build(), context));
        if (!whole) {
            complete(AiMessage.from(said.toString()), FinishReason.LENGTH);
            return;
        }
        ToolExecutionRequest call = ToolExecutionRequest.builder()
                .id(id)
                .name(tool)
                .arguments(arguments)
                .build();
        if (!handle.isCancelled()) {
            handler.onCompleteToolCall(new CompleteToolCall(0, call));
        }
        AiMessage message = AiMessage.builder()
                .text(said.toString())
                .toolExecutionRequests(List.of(call))
                .build();
        complete(message, FinishReason.TOOL_EXECUTION);
    }

    private boolean text(String text, StringBuilder said) {
        PartialResponseContext context = new PartialResponseContext(handle);
        return stream(text, piece -> {
            said.append(piece);
            handler.onPartialResponse(new PartialResponse(piece), context);
        });
    }

    /// Whether the text went out to its end, as far as the limit on tokens has a say.
    private boolean stream(String text, Consumer<String> out) {
        for (String piece : Pieces.of(text)) {
            if (handle.isCancelled()) {
                return true;
            }
            if (sent == most) {
                return false;
            }
            sent++;
            pause();
            if (!piece.isEmpty() && !handle.isCancelled()) {
                out.accept(piece);
            }
        }
        return true;
    }

    private void pause() {
        long until = System.nanoTime() + delay.toNanos();
        for (long left = delay.toNanos(); left > 0 && !handle.isCancelled(); left = until - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    private void complete(AiMessage message, FinishReason reason) {
        if (handle.isCancelled()) {
            return;
        }
        int input = request.messages().stream()
                .mapToInt(m -> Pieces.count(Texts.of(m)))
                .sum();
        handler.onCompleteResponse(ChatResponse.builder()
                .aiMessage(message)
                .modelName(modelName)
                .tokenUsage(new TokenUsage(input, sent))
                .finishReason(reason)
                .build());
    }

    /// Wakes the stream when it is cancelled while it waits.
    private static final class Handle implements StreamingHandle {

        private final Thread streaming = Thread.currentThread();
        private volatile boolean cancelled;

        @Override
        public void cancel() {
            cancelled = true;
            LockSupport.unpark(streaming);
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }
}
