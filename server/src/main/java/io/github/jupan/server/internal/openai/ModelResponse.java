package io.github.jupan.server.internal.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import io.github.jupan.server.internal.openai.request.Json;
import io.github.jupan.server.internal.openai.request.ResponsesRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What `/v1/responses` answers, and the items that it is made of.
///
/// @param created in seconds since 1970
/// @param model its full name
record ModelResponse(String id, long created, String model, ResponsesRequest request) {

    /// Members of the request that stand in the answer again.
    private static final List<String> ECHOED = List.of(
            "instructions",
            "max_output_tokens",
            "previous_response_id",
            "reasoning",
            "temperature",
            "text",
            "top_p",
            "truncation",
            "user");

    static ModelResponse now(String model, ResponsesRequest request) {
        return new ModelResponse(id("resp"), System.currentTimeMillis() / 1_000, model, request);
    }

    static String id(String kind) {
        return kind + "_" + UUID.randomUUID().toString().replace("-", "");
    }

    static ObjectNode reasoning(String id, String text) {
        ObjectNode item = Json.object().put("id", id).put("type", "reasoning");
        ArrayNode summary = item.putArray("summary");
        if (!text.isEmpty()) {
            summary.add(summaryPart(text));
        }
        return item;
    }

    static ObjectNode summaryPart(String text) {
        return Json.object().put("type", "summary_text").put("text", text);
    }

    static ObjectNode message(String id, String status, List<ObjectNode> parts) {
        ObjectNode item = Json.object()
                .put("id", id)
                .put("type", "message")
                .put("status", status)
                .put("role", "assistant");
        item.putArray("content").addAll(parts);
        return item;
    }

    static ObjectNode textPart(String text) {
        ObjectNode part = Json.object().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        part.putArray("logprobs");
        return part;
    }

    static ObjectNode refusalPart(String text) {
        return Json.object().put("type", "refusal").put("refusal", text);
    }

    static ObjectNode call(String id, ToolExecutionRequest call, String status, String arguments) {
        return Json.object()
                .put("id", id)
                .put("type", "function_call")
                .put("status", status)
                .put("call_id", call.id())
                .put("name", call.name())
                .put("arguments", arguments);
    }

    /// The response as it begins.
    ObjectNode begun() {
        return response("in_progress", Json.array());
    }

    ObjectNode ended(Answer answer, ArrayNode output) {
        String status = answer.finishReason();
        boolean complete = !status.equals("length") && !status.equals("content_filter");
        ObjectNode ended = response(complete ? "completed" : "incomplete", output);
        if (!complete) {
            ended.putObject("incomplete_details")
                    .put("reason", status.equals("length") ? "max_output_tokens" : "content_filter");
        }
        ended.set("usage", usage(answer));
        ended.set("jupan", answer.more());
        return ended;
    }

    ObjectNode whole(WholeText text, Answer answer) {
        ArrayNode output = Json.array();
        if (!text.thought().isEmpty()) {
            output.add(reasoning(id("rs"), text.thought()));
        }
        String said = text.said(answer.text());
        if (answer.refusal().isPresent()) {
            output.add(message(
                    id("msg"), "completed", List.of(refusalPart(answer.refusal().get()))));
        } else if (!said.isEmpty() || answer.calls().isEmpty()) {
            output.add(message(id("msg"), "completed", List.of(textPart(said))));
        }
        answer.calls().forEach(call -> output.add(call(id("fc"), call, "completed", call.arguments())));
        return ended(answer, output);
    }

    private ObjectNode response(String status, ArrayNode output) {
        ObjectNode response = Json.object()
                .put("id", id)
                .put("object", "response")
                .put("created_at", created)
                .put("status", status)
                .put("model", model)
                .putNull("error")
                .putNull("incomplete_details");
        ECHOED.forEach(name -> response.set(name, value(name).orElse(null)));
        response.set("metadata", value("metadata").orElseGet(Json::object));
        response.set("tools", value("tools").orElseGet(Json::array));
        response.set(
                "tool_choice",
                value("tool_choice").orElseGet(() -> Json.object().textNode("auto")));
        response.put("parallel_tool_calls", true).put("store", request.isToBeKept());
        response.set("output", output);
        return response;
    }

    private Optional<JsonNode> value(String name) {
        return request.fields().value(name);
    }

    private static ObjectNode usage(Answer answer) {
        ObjectNode usage = Json.object();
        ObjectNode counted = answer.usage();
        usage.set("input_tokens", counted.get("prompt_tokens"));
        usage.putObject("input_tokens_details").put("cached_tokens", 0);
        usage.set("output_tokens", counted.get("completion_tokens"));
        usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
        usage.set("total_tokens", counted.get("total_tokens"));
        usage.set("complete", counted.get("complete"));
        return usage;
    }
}
