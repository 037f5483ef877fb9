package io.github.jupan.models.internal.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Anthropic's messages, and those of servers that speak them. The client makes one block of all thinking of a turn,
/// and leaves out what has a signature alone; here each block comes back as it was.
public final class AnthropicExchange extends Exchange {

    /// Attribute of the message: its blocks of thinking in order, as JSON, where the client's own form loses
    /// something.
    static final String THINKING = "jupan.thinking";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<AiMessage> answers;
    private final Map<Integer, Block> thinking = new TreeMap<>();
    /// Calls whose arguments came with their head, for as long as no others have come.
    private final Map<Integer, JsonNode> inputs = new LinkedHashMap<>();

    /// A block of thinking as far as it has come.
    private record Block(JsonNode head, StringBuilder thinking, StringBuilder signature) {

        static Block of(JsonNode head) {
            return new Block(
                    head,
                    new StringBuilder(head.path("thinking").asText("")),
                    new StringBuilder(head.path("signature").asText("")));
        }

        boolean isRedacted() {
            return head.path("type").asText().equals("redacted_thinking");
        }

        JsonNode whole() {
            return isRedacted()
                    ? head
                    : JSON.createObjectNode()
                            .put("type", "thinking")
                            .put("thinking", thinking.toString())
                            .put("signature", signature.toString());
        }
    }

    public AnthropicExchange(ChatRequest request) {
        answers = request.messages().stream()
                .filter(AiMessage.class::isInstance)
                .map(AiMessage.class::cast)
                .toList();
    }

    @Override
    String body(String body) {
        if (answers.stream().noneMatch(answer -> answer.attributes().containsKey(THINKING))) {
            return body;
        }
        try {
            JsonNode sent = JSON.readTree(body);
            List<JsonNode> written = new ArrayList<>();
            sent.path("messages").forEach(message -> {
                if (message.path("role").asText().equals("assistant")) {
                    written.add(message);
                }
            });
            for (int i = 0; i < written.size() && written.size() == answers.size(); i++) {
                if (answers.get(i).attributes().get(THINKING) instanceof String blocks
                        && written.get(i) instanceof ObjectNode message) {
                    message.set("content", withBlocks(JSON.readTree(blocks), message.path("content")));
                }
            }
            return JSON.writeValueAsString(sent);
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    private static ArrayNode withBlocks(JsonNode blocks, JsonNode content) {
        ArrayNode all = JSON.createArrayNode();
        blocks.forEach(all::add);
        content.forEach(block -> {
            if (!isThinking(block)) {
                all.add(block);
            }
        });
        return all;
    }

    private static boolean isThinking(JsonNode block) {
        return block.path("type").asText().endsWith("thinking");
    }

    @Override
    List<ServerSentEvent> events(ServerSentEvent event, JsonNode data) {
        String type = data.path("type").asText();
        int index = data.path("index").asInt();
        List<ServerSentEvent> events = new ArrayList<>();
        switch (type) {
            case "content_block_start" -> started(index, data.path("content_block"));
            case "content_block_delta" -> went(index, data.path("delta"));
            case "content_block_stop" -> {
                JsonNode input = inputs.remove(index);
                if (input != null) {
                    events.add(arguments(index, input));
                }
            }
            case "message_delta" -> stopped(data.path("delta"));
            default -> {}
        }
        // The client passes over an event without its name.
        events.add(event(type.isEmpty() ? event.event() : type, data));
        return events;
    }

    private void started(int index, JsonNode block) {
        if (isThinking(block)) {
            thinking.put(index, Block.of(block));
        }
        if (block.path("type").asText().equals("tool_use") && block instanceof ObjectNode call) {
            if (call.path("id").asText("").isBlank()) {
                call.put("id", "toolu_" + UUID.randomUUID().toString().replace("-", ""));
            }
            name(call);
            if (!call.path("input").isEmpty()) {
                inputs.put(index, call.path("input"));
            }
        }
    }

    private void went(int index, JsonNode delta) {
        if (delta.has("partial_json")) {
            inputs.remove(index);
        }
        Block block = thinking.get(index);
        if (block != null) {
            block.thinking().append(delta.path("thinking").asText(""));
            block.signature().append(delta.path("signature").asText(""));
        }
    }

    private static ServerSentEvent arguments(int index, JsonNode input) {
        ObjectNode event =
                JSON.createObjectNode().put("type", "content_block_delta").put("index", index);
        event.putObject("delta").put("type", "input_json_delta").put("partial_json", input.toString());
        return event("content_block_delta", event);
    }

    private void stopped(JsonNode delta) {
        String reason = delta.path("stop_reason").asText("");
        switch (reason) {
            case "", "null", "end_turn", "stop_sequence", "max_tokens", "tool_use" -> {}
            case "refusal" -> {
                ended(reason, FinishReason.CONTENT_FILTER);
                JsonNode why = delta.path("stop_details").path("explanation");
                if (why.isTextual()) {
                    refused(why.asText());
                }
            }
            case "model_context_window_exceeded" -> ended(reason, FinishReason.LENGTH);
            default -> ended(reason, FinishReason.OTHER);
        }
    }

    @Override
    void addTo(Map<String, Object> attributes) {
        List<Block> blocks = List.copyOf(thinking.values());
        long thoughts = blocks.stream().filter(block -> !block.isRedacted()).count();
        boolean signatureAlone = blocks.stream()
                .anyMatch(block ->
                        block.thinking().isEmpty() && !block.signature().isEmpty());
        boolean redactedFirst = thoughts > 0 && blocks.getFirst().isRedacted();
        if (thoughts > 1 || signatureAlone || redactedFirst) {
            ArrayNode all = JSON.createArrayNode();
            blocks.forEach(block -> all.add(block.whole()));
            attributes.put(THINKING, all.toString());
        }
    }

    @Override
    List<ServerSentEvent> whole(JsonNode document) {
        if (!document.path("content").isArray()) {
            return List.of();
        }
        List<ServerSentEvent> events = new ArrayList<>();
        ObjectNode start = JSON.createObjectNode().put("type", "message_start");
        ObjectNode message = start.putObject("message");
        for (String field : List.of("id", "model", "usage")) {
            message.set(field, document.path(field).isMissingNode() ? null : document.get(field));
        }
        events.add(event("message_start", start));
        int index = 0;
        for (JsonNode block : document.path("content")) {
            ObjectNode opened =
                    JSON.createObjectNode().put("type", "content_block_start").put("index", index);
            opened.set("content_block", block);
            events.add(event("content_block_start", opened));
            events.add(event(
                    "content_block_stop",
                    JSON.createObjectNode().put("type", "content_block_stop").put("index", index++)));
        }
        ObjectNode end = JSON.createObjectNode().put("type", "message_delta");
        end.putObject("delta")
                .setAll((ObjectNode) JSON.createObjectNode().set("stop_reason", document.path("stop_reason")));
        events.add(event("message_delta", end));
        events.add(event("message_stop", JSON.createObjectNode().put("type", "message_stop")));
        return events;
    }
}
