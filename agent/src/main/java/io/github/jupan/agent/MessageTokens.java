package io.github.jupan.agent;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Counts the tokens of messages by `o200k_base`, which is near enough to what other models count.
final class MessageTokens {

    /// What providers add around each message, in tokens.
    private static final int AROUND = 6;

    private static final EncodingRegistry ENCODINGS = Encodings.newLazyEncodingRegistry();

    private MessageTokens() {}

    /// A bound that takes no counting.
    static long atMost(List<ChatMessage> messages) {
        long tokens = 0;
        for (ChatMessage message : messages) {
            tokens += atMost(text(message)) + AROUND;
        }
        return tokens;
    }

    /// A token is at least a byte, a character at most three.
    static long atMost(String text) {
        return 3L * text.length();
    }

    static long of(ChatMessage message) {
        return of(text(message)) + AROUND;
    }

    /// JTokkit throws at a lone surrogate, which has no UTF-8.
    static long of(String text) {
        String encodable = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return ENCODINGS.getEncoding(EncodingType.O200K_BASE).countTokensOrdinary(encodable);
    }

    private static String text(ChatMessage message) {
        return switch (message) {
            case UserMessage user -> user.hasSingleText() ? user.singleText() : user.toString();
            case ToolExecutionResultMessage result ->
                result.toolName() + (result.hasSingleText() ? result.text() : result.contents());
            case AiMessage ai -> {
                StringBuilder text = new StringBuilder();
                text.append(ai.text() == null ? "" : ai.text());
                text.append(ai.thinking() == null ? "" : ai.thinking());
                for (ToolExecutionRequest call : ai.toolExecutionRequests()) {
                    text.append(call.name()).append(call.arguments());
                }
                yield text.toString();
            }
            default -> message.toString();
        };
    }
}
