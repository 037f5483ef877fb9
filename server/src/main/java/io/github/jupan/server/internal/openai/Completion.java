package io.github.jupan.server.internal.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import io.github.jupan.server.internal.openai.request.Json;
import java.util.List;
import java.util.UUID;

/// What `/v1/chat/completions` answers, whole or in chunks.
///
/// @param created in seconds since 1970
/// @param model its full name
record Completion(String id, long created, String model) {

    static Completion now(String model) {
        return new Completion(
                "chatcmpl-" + UUID.randomUUID().toString().replace("-", ""), System.currentTimeMillis() / 1_000, model);
    }

    private ObjectNode head(String object) {
        return Json.object()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }

    ObjectNode whole(WholeText text, Answer answer) {
        ObjectNode whole = head("chat.completion");
        ObjectNode choice = whole.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        String said = text.said(answer.text());
        boolean silent = answer.refusal().isPresent() || (!answer.calls().isEmpty() && said.isEmpty());
        message.put("content", silent ? null : said);
        message.put("refusal", answer.refusal().orElse(null));
        if (!text.thought().isEmpty()) {
            message.put("reasoning_content", text.thought());
        }
        if (!answer.calls().isEmpty()) {
            message.set("tool_calls", calls(answer.calls(), false));
        }
        choice.putNull("logprobs").put("finish_reason", answer.finishReason());
        whole.set("usage", answer.usage());
        whole.set("jupan", answer.more());
        return whole;
    }

    static ArrayNode calls(List<ToolExecutionRequest> calls, boolean numbered) {
        ArrayNode all = Json.array();
        for (ToolExecutionRequest call : calls) {
            ObjectNode one = numbered ? all.addObject().put("index", all.size() - 1) : all.addObject();
            one.put("id", call.id()).put("type", "function");
            one.putObject("function").put("name", call.name()).put("arguments", call.arguments());
        }
        return all;
    }

    /// What stands before and behind a delta in a chunk.
    record Frame(String before, String behind) {

        String around(String delta) {
            return before + delta + behind;
        }
    }

    /// @param usageToCome whether the usage has a chunk of its own in the end
    Frame frame(boolean usageToCome) {
        String head = Json.text(head("chat.completion.chunk"));
        String usage = usageToCome ? ",\"usage\":null" : "";
        return new Frame(
                head.substring(0, head.length() - 1) + ",\"choices\":[{\"index\":0,\"delta\":",
                ",\"finish_reason\":null}]" + usage + "}");
    }

    ObjectNode last(Answer answer) {
        ObjectNode last = head("chat.completion.chunk");
        ObjectNode choice = last.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta");
        choice.put("finish_reason", answer.finishReason());
        last.set("jupan", answer.more());
        return last;
    }

    ObjectNode usage(Answer answer) {
        ObjectNode usage = head("chat.completion.chunk");
        usage.putArray("choices");
        usage.set("usage", answer.usage());
        return usage;
    }
}
