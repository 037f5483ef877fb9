package io.github.jupan.agent.internal.turn;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Counts the tokens of messages by `o200k_base`, which is near enough to what other models count.
final class MessageTokens {

    /// What providers add around each message, in tokens.
    private static final int AROUND = 6;

    /// What an image costs: OpenAI's 85 to 1,445, Anthropic's width times height by 750 up to 1,568, Gemini's 258 a
    /// tile. Sound and PDF, whose cost depends on what is in them, are counted alike; a provider's own count tells.
    private static final int IMAGE = 1_300;

    private static final int MOST_COUNTED = 1_000_000;

    private static final EncodingRegistry ENCODINGS = Encodings.newLazyEncodingRegistry();

    private MessageTokens() {}

    /// A bound that takes no counting.
    static long atMost(List<ChatMessage> messages) {
        long tokens = 0;
        for (ChatMessage message : messages) {
            Parts parts = Parts.of(message);
            tokens += atMost(parts.text()) + parts.fixed();
        }
        return tokens;
    }

    /// A token is at least a byte, a character at most three.
    static long atMost(String text) {
        return 3L * text.length();
    }

    static long of(ChatMessage message) {
        Parts parts = Parts.of(message);
        return of(parts.text()) + parts.fixed();
    }

    /// Of a text too long for any model the beginning is counted. JTokkit throws at a lone surrogate, which has no
    /// UTF-8.
    static long of(String text) {
        String counted = text.substring(0, Math.min(text.length(), MOST_COUNTED));
        String encodable = new String(counted.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        long tokens = ENCODINGS.getEncoding(EncodingType.O200K_BASE).countTokensOrdinary(encodable);
        return counted.length() == text.length() ? tokens : tokens * text.length() / counted.length();
    }

    /// A message as it is counted.
    ///
    /// @param fixed tokens of all that is no text
    private record Parts(String text, long fixed) {

        private static Parts of(ChatMessage message) {
            return switch (message) {
                case UserMessage user -> of("", user.contents());
                case ToolExecutionResultMessage result -> of(result.toolName(), result.contents());
                case AiMessage ai -> {
                    StringBuilder text = new StringBuilder();
                    text.append(ai.text() == null ? "" : ai.text());
                    text.append(ai.thinking() == null ? "" : ai.thinking());
                    for (ToolExecutionRequest call : ai.toolExecutionRequests()) {
                        text.append(call.name()).append(call.arguments());
                    }
                    yield new Parts(text.toString(), AROUND);
                }
                default -> new Parts(message.toString(), AROUND);
            };
        }

        private static Parts of(String name, List<Content> contents) {
            StringBuilder text = new StringBuilder(name);
            long fixed = AROUND;
            for (Content content : contents) {
                if (content instanceof TextContent words) {
                    text.append(words.text());
                } else {
                    fixed += IMAGE;
                }
            }
            return new Parts(text.toString(), fixed);
        }
    }
}
