package io.github.jupan.models;

import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.jupan.models.internal.offline.Planner;
import io.github.jupan.models.internal.offline.Reply;
import io.github.jupan.models.internal.offline.TokenStream;
import java.time.Duration;
import java.util.Map;

/// A model for when none is connected. It is *not* a language model: it is a small planner that knows questions on
/// letters, words, arithmetic and dates in English and Korean by rules, writes Python for them, and says what the run
/// printed. It never computes anything itself: no result, no number. What it has not read to the last word, or can be
/// read in two ways, it declines: the message then has the attribute `jupan.finish`, `not_understood`.
///
/// It streams as a model does, by the tokens of `o200k_base`, through a native call of the tool `python` where the
/// request offers that, else through a fenced block. A turn runs on a virtual thread of its own, so that `chat`
/// returns at once; all callbacks come from that thread, in order. After `StreamingHandle.cancel()` nothing more is
/// called, as with LangChain4j's own providers. Safe for use by several threads; holds nothing that would need
/// closing.
public final class OfflineModel implements StreamingChatModel {

    /// What response metadata gives as the model's name.
    public static final String NAME = "offline";

    private static final String TOOL = "python";

    /// In place of a provider's own word for the end of a turn.
    private static final Map<String, Object> NOT_UNDERSTOOD = Map.of("jupan.finish", "not_understood");

    private final Duration tokenDelay;

    /// Streams as fast as its listener takes the tokens.
    public OfflineModel() {
        this(Duration.ZERO);
    }

    /// @param tokenDelay how long to wait before each token, so that a person can watch it stream
    public OfflineModel(Duration tokenDelay) {
        if (tokenDelay.isNegative()) {
            throw new IllegalArgumentException("negative token delay: " + tokenDelay);
        }
        this.tokenDelay = tokenDelay;
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        Thread.ofVirtual().name("offline-model").start(() -> turn(request, handler));
    }

    private void turn(ChatRequest request, StreamingChatResponseHandler handler) {
        TokenStream stream = new TokenStream(NAME, request, handler, tokenDelay);
        try {
            switch (Planner.reply(request.messages())) {
                case Reply.Says says -> stream.say(says.text(), Map.of());
                case Reply.Wonders wonders -> stream.say(wonders.text(), NOT_UNDERSTOOD);
                case Reply.Runs runs -> {
                    if (offersPython(request)) {
                        stream.call(runs.thought(), TOOL, callId(request), runs.code());
                    } else {
                        stream.say(runs.thought() + "\n\n```python\n" + runs.code() + "\n```\n", Map.of());
                    }
                }
            }
        } catch (RuntimeException e) {
            handler.onError(e);
        }
    }

    private static boolean offersPython(ChatRequest request) {
        return request.toolSpecifications() != null
                && request.toolSpecifications().stream()
                        .anyMatch(tool -> tool.name().equals(TOOL));
    }

    /// Different for every call of a conversation, and the same whenever that conversation is played again.
    private static String callId(ChatRequest request) {
        return "call_"
                + (1
                        + request.messages().stream()
                                .filter(ToolExecutionResultMessage.class::isInstance)
                                .count());
    }
}
