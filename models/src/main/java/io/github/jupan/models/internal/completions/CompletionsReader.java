package io.github.jupan.models.internal.completions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.github.jupan.models.internal.wire.Exchange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the chunks of one turn and tells a handler. Takes each member in whatever form servers are known to send it.
///
/// Calls are told in fragments as they come, and as complete when the turn ends: fragments of several may interleave.
final class CompletionsReader {

    /// Attribute of the message: what the server said of its reasoning beside the text, as a JSON list.
    static final String REASONING = "jupan.reasoning";

    /// Attribute of the message: what goes back with its calls, as JSON: by identifier, the member `extra_content`.
    static final String EXTRA = "jupan.extra";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StreamingChatResponseHandler handler;
    private final StreamedCalls calls;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final ReasoningDetails details = new ReasoningDetails();
    private @Nullable String id;
    private @Nullable String model;
    private @Nullable String finish;
    private @Nullable TokenUsage usage;
    private boolean reasoningIsNamed;
    private boolean answered;
    private boolean ended;

    CompletionsReader(StreamingChatResponseHandler handler, @Nullable List<ToolSpecification> tools) {
        this.handler = handler;
        Set<String> names = tools == null
                ? Set.of()
                : tools.stream().map(ToolSpecification::name).collect(Collectors.toUnmodifiableSet());
        this.calls = new StreamedCalls(names);
    }

    /// Whether anything of an answer has come.
    boolean heard() {
        return answered;
    }

    void read(String data, StreamingHandle handle) {
        if (data.equals("[DONE]")) {
            close();
            return;
        }
        try {
            read(JSON.readTree(data), handle);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a chunk that is no JSON", e);
        }
    }

    private void read(JsonNode chunk, StreamingHandle handle) {
        id = chunk.path("id").isTextual() ? chunk.get("id").asText() : id;
        model = chunk.path("model").isTextual() ? chunk.get("model").asText() : model;
        count(chunk.path("usage"));
        JsonNode choice = chunk.path("choices").path(0);
        if (!choice.isObject()) {
            return;
        }
        answered = true;
        // A server that does not stream sends the whole message.
        JsonNode delta = choice.path("delta").isObject() ? choice.path("delta") : choice.path("message");
        think(reasoning(delta), handle);
        delta.path("reasoning_details").forEach(details::add);
        boolean thought = delta.at("/extra_content/google/thought").asBoolean();
        say(delta.path("content"), thought, handle);
        refusal.append(delta.path("refusal").isTextual() ? delta.get("refusal").asText() : "");
        calls.read(
                delta.path("tool_calls"), call -> handler.onPartialToolCall(call, new PartialToolCallContext(handle)));
        calls.read(
                delta.path("function_call"),
                call -> handler.onPartialToolCall(call, new PartialToolCallContext(handle)));
        JsonNode reason = choice.path("finish_reason");
        if (reason.isTextual()) {
            finish = reason.asText();
        }
    }

    private void count(JsonNode given) {
        if (given.path("prompt_tokens").isNumber()
                && given.path("completion_tokens").isNumber()) {
            usage = new TokenUsage(
                    given.get("prompt_tokens").asInt(),
                    given.get("completion_tokens").asInt());
        }
    }

    /// The reasoning under the first name that has any. The details repeat it, where there is both.
    private String reasoning(JsonNode delta) {
        for (String name : List.of("reasoning_content", "reasoning", "thinking", "reasoning_text")) {
            String found = plain(delta.path(name));
            if (!found.isEmpty()) {
                reasoningIsNamed = true;
                return found;
            }
        }
        return reasoningIsNamed ? "" : plain(delta.path("reasoning_details"));
    }

    /// A text, or what is text in an object or a list.
    private static String plain(JsonNode node) {
        if (node.isTextual()) {
            return node.asText();
        }
        StringBuilder all = new StringBuilder();
        if (node.isArray()) {
            node.forEach(part -> all.append(plain(part)));
        } else if (node.isObject()) {
            for (String name : List.of("text", "content", "thinking", "summary")) {
                if (all.isEmpty()) {
                    all.append(plain(node.path(name)));
                }
            }
        }
        return all.toString();
    }

    private void say(JsonNode content, boolean thought, StreamingHandle handle) {
        if (content.isTextual()) {
            if (thought) {
                think(content.asText(), handle);
            } else {
                say(content.asText(), handle);
            }
        } else if (content.isArray()) {
            content.forEach(part -> say(part, thought, handle));
        } else if (content.isObject()) {
            switch (content.path("type").asText("")) {
                case "thinking", "reasoning" -> think(plain(content), handle);
                case "refusal" -> refusal.append(content.path("refusal").asText(""));
                case "", "text", "output_text" -> say(content.path("text"), thought, handle);
                default -> {}
            }
        }
    }

    private void say(String piece, StreamingHandle handle) {
        if (!piece.isEmpty()) {
            text.append(piece);
            handler.onPartialResponse(new PartialResponse(piece), new PartialResponseContext(handle));
        }
    }

    private void think(String piece, StreamingHandle handle) {
        if (!piece.isEmpty()) {
            thinking.append(piece);
            handler.onPartialThinking(new PartialThinking(piece), new PartialThinkingContext(handle));
        }
    }

    /// The turn is over.
    void close() {
        if (ended) {
            return;
        }
        ended = true;
        String word = finish == null ? "" : finish;
        if (!answered) {
            handler.onError(new RetriableException("the provider sent the end of an answer, and no answer"));
            return;
        }
        if (Finish.isBrokenOff(word)) {
            handler.onError(new InternalServerException("the provider broke the turn off: " + word));
            return;
        }
        List<ToolExecutionRequest> requests = new ArrayList<>();
        ObjectNode extras = JSON.createObjectNode();
        for (StreamedCall call : calls.all()) {
            ToolExecutionRequest request = call.complete();
            if (call.extra() != null) {
                extras.set(request.id(), call.extra());
            }
            handler.onCompleteToolCall(new CompleteToolCall(call.number(), request));
            requests.add(request);
        }
        handler.onCompleteResponse(ChatResponse.builder()
                .aiMessage(AiMessage.builder()
                        .text(text.isEmpty() ? null : text.toString())
                        .thinking(thinking.isEmpty() ? null : thinking.toString())
                        .toolExecutionRequests(requests)
                        .attributes(attributes(word, extras))
                        .build())
                .id(id)
                .modelName(model)
                .tokenUsage(usage)
                .finishReason(reason(word, requests))
                .build());
    }

    private FinishReason reason(String word, List<ToolExecutionRequest> requests) {
        if (!refusal.isEmpty()) {
            return FinishReason.CONTENT_FILTER;
        }
        FinishReason reason = Finish.reason(word);
        return reason == FinishReason.STOP && !requests.isEmpty() ? FinishReason.TOOL_EXECUTION : reason;
    }

    private Map<String, Object> attributes(String word, ObjectNode extras) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        if (!Finish.isPlain(word)) {
            attributes.put(Exchange.FINISH, word);
        }
        if (!refusal.isEmpty()) {
            attributes.put(Exchange.REFUSAL, refusal.toString());
        }
        if (!details.isEmpty()) {
            attributes.put(REASONING, details.json());
        }
        if (!extras.isEmpty()) {
            attributes.put(EXTRA, extras.toString());
        }
        return attributes;
    }
}
