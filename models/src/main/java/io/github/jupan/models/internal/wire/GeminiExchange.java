package io.github.jupan.models.internal.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Google's Gemini. It wants the results of a turn's calls in one content, and its client fails at a reason newer
/// than itself, joins the texts of a chunk with blank lines, and keeps the last signature where the first call's is
/// wanted.
public final class GeminiExchange extends Exchange {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// The reasons that LangChain4j's client tells apart by itself.
    private static final Set<String> PLAIN = Set.of("STOP", "MAX_TOKENS");

    private static final Set<String> FILTERS = Set.of(
            "SAFETY",
            "RECITATION",
            "LANGUAGE",
            "BLOCKLIST",
            "PROHIBITED_CONTENT",
            "SPII",
            "IMAGE_SAFETY",
            "IMAGE_PROHIBITED_CONTENT",
            "IMAGE_RECITATION");

    private boolean callSigned;

    @Override
    String body(String body) {
        try {
            JsonNode sent = JSON.readTree(body);
            if (!(sent.path("contents") instanceof ArrayNode contents)) {
                return body;
            }
            ArrayNode joined = JSON.createArrayNode();
            for (JsonNode content : contents) {
                JsonNode before = joined.path(joined.size() - 1);
                if (holdsResults(before) && holdsResults(content)) {
                    ((ArrayNode) before.path("parts")).addAll((ArrayNode) content.path("parts"));
                } else {
                    joined.add(content);
                }
            }
            if (joined.size() == contents.size()) {
                return body;
            }
            ((ObjectNode) sent).set("contents", joined);
            return JSON.writeValueAsString(sent);
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    private static boolean holdsResults(JsonNode content) {
        return content.path("parts") instanceof ArrayNode parts && parts.path(0).has("functionResponse");
    }

    @Override
    List<ServerSentEvent> events(ServerSentEvent event, JsonNode data) {
        JsonNode candidate = data.path("candidates").path(0);
        boolean changed = false;
        if (candidate instanceof ObjectNode given && given.path("finishReason").isTextual()) {
            String reason = given.get("finishReason").asText();
            if (!PLAIN.contains(reason)) {
                ended(reason, FILTERS.contains(reason) ? FinishReason.CONTENT_FILTER : FinishReason.OTHER);
                given.put("finishReason", "OTHER");
                changed = true;
            }
        }
        if (candidate.path("content").path("parts") instanceof ArrayNode parts) {
            changed |= mendCalls(parts);
            changed |= joinTexts(parts);
        }
        return List.of(changed ? event(event.event(), data) : event);
    }

    /// Gives a call without arguments or a name some, and leaves the first signed call's signature as the only one:
    /// the client sends the last that it saw.
    private boolean mendCalls(ArrayNode parts) {
        boolean changed = false;
        boolean signs = false;
        for (JsonNode part : parts) {
            if (part.path("functionCall") instanceof ObjectNode call) {
                changed |= name(call);
                if (!call.path("args").isObject()) {
                    call.putObject("args");
                    changed = true;
                }
            }
            signs |= isSignedCall(part);
        }
        if (!signs && !callSigned) {
            return changed;
        }
        for (JsonNode each : parts) {
            if (!callSigned && isSignedCall(each)) {
                callSigned = true;
            } else if (each instanceof ObjectNode part) {
                changed |= part.remove("thoughtSignature") != null;
            }
        }
        return changed;
    }

    private static boolean isSignedCall(JsonNode part) {
        return part.has("functionCall") && part.path("thoughtSignature").isTextual();
    }

    /// Joins texts of one kind that stand in one chunk.
    private static boolean joinTexts(ArrayNode parts) {
        List<JsonNode> kept = new ArrayList<>();
        ObjectNode text = null;
        ObjectNode thought = null;
        for (JsonNode each : parts) {
            if (!(each instanceof ObjectNode part) || !part.path("text").isTextual()) {
                kept.add(each);
                continue;
            }
            ObjectNode first = part.path("thought").asBoolean() ? thought : text;
            if (first != null) {
                first.put("text", first.get("text").asText() + part.get("text").asText());
                if (part.has("thoughtSignature")) {
                    first.set("thoughtSignature", part.get("thoughtSignature"));
                }
                continue;
            }
            kept.add(part);
            if (part.path("thought").asBoolean()) {
                thought = part;
            } else {
                text = part;
            }
        }
        boolean changed = kept.size() < parts.size();
        if (changed) {
            parts.removeAll();
            parts.addAll(kept);
        }
        return changed;
    }

    @Override
    List<ServerSentEvent> whole(JsonNode document) {
        List<ServerSentEvent> events = new ArrayList<>();
        for (JsonNode piece :
                document.isArray() ? document : JSON.createArrayNode().add(document)) {
            if (piece.has("candidates") || piece.has("error")) {
                events.add(event(null, piece));
            }
        }
        return events;
    }
}
