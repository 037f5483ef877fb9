package io.github.jupan.bench.tokens;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayList;
import java.util.List;

/// A model that says the same prepared tokens each time, as fast as they are taken. They hold what a scanner has to
/// look at twice: inline code, comparisons, numbers, and a fence in a language that is not run.
final class ReplayedAnswer implements StreamingChatModel {

    private static final List<String> TOKENS = List.of(
            "The",
            " word",
            " `",
            "count",
            "`",
            " holds",
            " 12",
            " letters",
            ",",
            " and",
            " 3",
            " <",
            " 4",
            ".",
            " So",
            " the",
            " answer",
            " is",
            " written",
            " below",
            ":",
            "\n",
            "```",
            "sql",
            "\n",
            "select",
            " 1",
            "\n",
            "```",
            "\n",
            "That",
            " is",
            " all",
            " there",
            " is",
            " to",
            " say",
            ".",
            "\n\n");

    private final List<String> tokens;
    private final ChatResponse response;

    ReplayedAnswer(int length) {
        List<String> repeated = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            // Each round says another number: an answer that repeats itself is stopped.
            String token = TOKENS.get(i % TOKENS.size());
            repeated.add(token.equals(" 12") ? " " + (12 + i) : token);
        }
        tokens = List.copyOf(repeated);
        response = ChatResponse.builder()
                .aiMessage(AiMessage.from(text()))
                .finishReason(FinishReason.STOP)
                .build();
    }

    String text() {
        return String.join("", tokens);
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        PartialResponseContext context = new PartialResponseContext(new Handle());
        for (String token : tokens) {
            handler.onPartialResponse(new PartialResponse(token), context);
        }
        handler.onCompleteResponse(response);
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
