package io.github.jupan.practice;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.function.BiFunction;

/// A model whose answers are a function of what it is asked and its seed; many may ask it at once.
public final class AnsweringModel implements StreamingChatModel {

    private final long seed;
    private final BiFunction<ChatRequest, Long, String> answers;

    private AnsweringModel(long seed, BiFunction<ChatRequest, Long, String> answers) {
        this.seed = seed;
        this.answers = answers;
    }

    public static AgentSource source(BiFunction<ChatRequest, Long, String> answers) {
        return (seed, heard) -> io.github.jupan.agent.Agent.builder(heard.apply(new AnsweringModel(seed, answers)))
                .dialect(io.github.jupan.agent.Dialect.TEXT);
    }

    /// The last thing that the model was told.
    public static String asked(ChatRequest request) {
        return ((UserMessage) request.messages().getLast()).singleText();
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        String text;
        try {
            text = answers.apply(request, seed);
        } catch (RuntimeException failure) {
            handler.onError(failure);
            return;
        }
        Handle handle = new Handle();
        handler.onPartialResponse(new PartialResponse(text), new PartialResponseContext(handle));
        if (!handle.cancelled) {
            handler.onCompleteResponse(ChatResponse.builder()
                    .aiMessage(AiMessage.from(text))
                    .finishReason(FinishReason.STOP)
                    .tokenUsage(new TokenUsage(100, 1 + text.length() / 4))
                    .build());
        }
    }

    private static final class Handle implements StreamingHandle {
        private volatile boolean cancelled;

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }
}
