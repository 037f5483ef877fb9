package io.github.jupan.local.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import io.github.jupan.local.internal.process.Command.Ask;
import io.github.jupan.local.internal.process.Command.Message;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// From LangChain4j's request to what a model's process is asked.
public final class ChatRequests {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ChatRequests() {}

    /// @throws UnsupportedFeatureException for tools, their calls and results, and all that is not text
    public static Ask ask(ChatRequest request, OptionalLong seed) {
        ChatRequestParameters wanted = request.parameters();
        if (!wanted.toolSpecifications().isEmpty()) {
            throw new UnsupportedFeatureException("A local model takes no tools; have it write its code as text.");
        }
        return new Ask(
                0,
                request.messages().stream().map(ChatRequests::message).toList(),
                wanted.maxOutputTokens(),
                wanted.temperature(),
                wanted.topP(),
                wanted.topK(),
                wanted.frequencyPenalty(),
                wanted.presencePenalty(),
                seed.isPresent() ? seed.getAsLong() : null,
                wanted.stopSequences(),
                schema(wanted.responseFormat()));
    }

    private static Message message(ChatMessage message) {
        return switch (message) {
            case SystemMessage system -> new Message("system", whole(system.text()));
            case UserMessage user ->
                new Message(
                        "user", user.contents().stream().map(ChatRequests::text).collect(Collectors.joining("\n")));
            case AiMessage answer
            when !answer.hasToolExecutionRequests() ->
                new Message("assistant", whole(Objects.requireNonNullElse(answer.text(), "")));
            default -> throw new UnsupportedFeatureException("A local model takes no tools, nor " + message.type());
        };
    }

    private static String text(Content content) {
        if (content instanceof TextContent text) {
            return whole(text.text());
        }
        throw new UnsupportedFeatureException("A local model reads text alone, and no " + content.type());
    }

    /// Half a character, which no line of JSON can carry, becomes a question mark.
    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static @Nullable JsonNode schema(@Nullable ResponseFormat format) {
        if (format == null || format.type() == ResponseFormatType.TEXT) {
            return null;
        }
        return MAPPER.valueToTree(
                format.jsonSchema() == null
                        ? Map.of("type", "object")
                        : JsonSchemaElementUtils.toMap(format.jsonSchema().rootElement()));
    }
}
