package io.github.jupan.models.internal.completions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes one request's body. What the request does not say is left out.
final class CompletionsRequest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Flavour flavour;
    private final boolean withReasoning;
    /// The identifiers made for calls that came without one, until their results have been written.
    private final Deque<String> made = new ArrayDeque<>();

    CompletionsRequest(Flavour flavour, boolean withReasoning) {
        this.flavour = flavour;
        this.withReasoning = withReasoning;
    }

    String body(ChatRequest request) {
        ChatRequestParameters parameters = request.parameters();
        ObjectNode body = JSON.createObjectNode();
        put(body, "model", parameters.modelName());
        ArrayNode messages = body.putArray("messages");
        request.messages().forEach(message -> messages.add(message(message, messages.size())));
        put(body, "temperature", parameters.temperature());
        put(body, "top_p", parameters.topP());
        if (parameters.topK() != null && !flavour.topK) {
            throw new UnsupportedFeatureException("this provider does not take topK");
        }
        put(body, "top_k", parameters.topK());
        put(body, "frequency_penalty", parameters.frequencyPenalty());
        put(body, "presence_penalty", parameters.presencePenalty());
        put(body, flavour.bound, parameters.maxOutputTokens());
        put(body, "stop", some(parameters.stopSequences()));
        tools(body, parameters);
        put(body, "response_format", format(parameters.responseFormat()));
        if (parameters instanceof OpenAiChatRequestParameters more) {
            more(body, more);
        }
        body.put("stream", true);
        if (flavour.usageOnRequest) {
            body.putObject("stream_options").put("include_usage", true);
        }
        return text(body);
    }

    private void more(ObjectNode body, OpenAiChatRequestParameters parameters) {
        if (parameters.maxOutputTokens() == null) {
            put(body, "max_completion_tokens", parameters.maxCompletionTokens());
        }
        put(body, "logit_bias", some(parameters.logitBias()));
        put(body, "parallel_tool_calls", parameters.parallelToolCalls());
        put(body, flavour.seed, parameters.seed());
        put(body, "user", parameters.user());
        put(body, "store", parameters.store());
        put(body, "metadata", some(parameters.metadata()));
        put(body, "service_tier", parameters.serviceTier());
        put(body, "reasoning_effort", parameters.reasoningEffort());
        put(body, "logprobs", parameters.logprobs());
        put(body, "top_logprobs", parameters.topLogprobs());
        Map<String, Object> custom = parameters.customParameters();
        if (custom != null) {
            custom.forEach((name, value) -> put(body, name, value));
        }
    }

    private void tools(ObjectNode body, ChatRequestParameters parameters) {
        List<ToolSpecification> specifications = parameters.toolSpecifications();
        if (specifications == null || specifications.isEmpty()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        for (ToolSpecification specification : specifications) {
            ObjectNode function = tools.addObject().put("type", "function").putObject("function");
            function.put("name", specification.name());
            put(function, "description", specification.description());
            boolean strict = Boolean.TRUE.equals(specification.strict());
            put(
                    function,
                    "parameters",
                    specification.parameters() == null
                            ? Map.of("type", "object", "properties", Map.of())
                            : JsonSchemaElementUtils.toMap(specification.parameters(), strict));
            put(function, "strict", strict ? true : null);
        }
        ToolChoice choice = parameters.toolChoice();
        if (choice != null) {
            body.put(
                    "tool_choice",
                    switch (choice) {
                        case AUTO -> "auto";
                        case REQUIRED -> flavour.anyTool;
                        case NONE -> "none";
                    });
        }
    }

    private static @Nullable ObjectNode format(@Nullable ResponseFormat format) {
        if (format == null || format.type() == ResponseFormatType.TEXT) {
            return null;
        }
        ObjectNode written = JSON.createObjectNode();
        if (format.jsonSchema() == null) {
            return written.put("type", "json_object");
        }
        ObjectNode schema = written.put("type", "json_schema").putObject("json_schema");
        put(schema, "name", format.jsonSchema().name());
        schema.put("strict", false);
        put(schema, "schema", JsonSchemaElementUtils.toMap(format.jsonSchema().rootElement()));
        return written;
    }

    private ObjectNode message(ChatMessage message, int position) {
        ObjectNode written = JSON.createObjectNode();
        switch (message) {
            case SystemMessage system -> written.put("role", "system").put("content", system.text());
            case UserMessage user -> user(written.put("role", "user"), user);
            case AiMessage ai -> answer(written.put("role", "assistant"), ai, position);
            case ToolExecutionResultMessage result -> result(written.put("role", "tool"), result);
            default -> throw new UnsupportedFeatureException("a message of type " + message.type());
        }
        return written;
    }

    private static void user(ObjectNode written, UserMessage user) {
        put(written, "name", user.name());
        if (user.hasSingleText()) {
            written.put("content", user.singleText());
            return;
        }
        ArrayNode parts = written.putArray("content");
        user.contents().forEach(content -> parts.add(part(content)));
    }

    private static ObjectNode part(Content content) {
        ObjectNode part = JSON.createObjectNode();
        switch (content) {
            case TextContent text -> part.put("type", "text").put("text", text.text());
            case ImageContent image -> {
                ObjectNode url = part.put("type", "image_url").putObject("image_url");
                url.put(
                        "url",
                        address(
                                image.image().url(),
                                image.image().mimeType(),
                                image.image().base64Data()));
                if (image.detailLevel() != null) {
                    url.put("detail", image.detailLevel().name().toLowerCase(Locale.ROOT));
                }
            }
            case VideoContent video ->
                part.put("type", "video_url")
                        .putObject("video_url")
                        .put(
                                "url",
                                address(
                                        video.video().url(),
                                        video.video().mimeType(),
                                        video.video().base64Data()));
            case AudioContent audio ->
                part.put("type", "input_audio")
                        .putObject("input_audio")
                        .put("data", audio.audio().base64Data())
                        .put("format", String.valueOf(audio.audio().mimeType()).replaceFirst(".*/", ""));
            case PdfFileContent pdf ->
                part.put("type", "file")
                        .putObject("file")
                        .put(
                                "file_data",
                                address(
                                        pdf.pdfFile().url(),
                                        pdf.pdfFile().mimeType(),
                                        pdf.pdfFile().base64Data()))
                        .put("filename", "pdf_file");
            default -> throw new UnsupportedFeatureException("content of type " + content.type());
        }
        return part;
    }

    private static String address(@Nullable URI url, @Nullable String type, @Nullable String base64) {
        return url != null ? url.toString() : "data:" + type + ";base64," + base64;
    }

    private void answer(ObjectNode written, AiMessage message, int position) {
        boolean calls = message.hasToolExecutionRequests();
        if (message.text() != null || !calls) {
            written.put("content", message.text() == null ? "" : message.text());
        }
        if (withReasoning) {
            // Those who ask for it refuse a call without any, and one whose reasoning is empty.
            boolean none = message.thinking() == null || message.thinking().isEmpty();
            if (calls || !none) {
                written.put("reasoning_content", none ? " " : message.thinking());
            }
            put(written, "reasoning_details", kept(message, CompletionsReader.REASONING));
        }
        if (!calls) {
            return;
        }
        JsonNode extras = kept(message, CompletionsReader.EXTRA);
        ArrayNode all = written.putArray("tool_calls");
        for (ToolExecutionRequest call : message.toolExecutionRequests()) {
            String id = call.id();
            if (id == null || id.isBlank()) {
                id = CallId.at(position, all.size());
                made.add(id);
            }
            ObjectNode one = all.addObject().put("id", id).put("type", "function");
            one.putObject("function").put("name", call.name()).put("arguments", call.arguments());
            if (extras != null && extras.has(id)) {
                one.set("extra_content", extras.get(id));
            }
        }
    }

    private void result(ObjectNode written, ToolExecutionResultMessage result) {
        if (!result.hasSingleText()) {
            throw new UnsupportedFeatureException("chat completions take only text as the result of a tool");
        }
        boolean named = result.id() != null && !result.id().isBlank();
        written.put("tool_call_id", named || made.isEmpty() ? result.id() : made.poll());
        if (flavour == Flavour.MISTRAL) {
            put(written, "name", result.toolName());
        }
        written.put("content", result.text());
    }

    private static @Nullable JsonNode kept(AiMessage message, String attribute) {
        try {
            return message.attributes().get(attribute) instanceof String json ? JSON.readTree(json) : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static @Nullable Object some(@Nullable Object given) {
        boolean none = (given instanceof Collection<?> list && list.isEmpty())
                || (given instanceof Map<?, ?> map && map.isEmpty());
        return none ? null : given;
    }

    private static void put(ObjectNode node, String name, @Nullable Object value) {
        if (value != null) {
            node.set(name, JSON.valueToTree(value));
        }
    }

    private static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
