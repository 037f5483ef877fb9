package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.prompts.Prompt;
import io.github.jupan.server.internal.peer.ErrorCode;
import io.github.jupan.server.internal.peer.Failure;
import io.github.jupan.server.internal.peer.Json;

/// The prompt `use_code`: a task, to be done with the tools.
final class UseCode {

    private static final String TASK = "task";

    private UseCode() {}

    static Offer.Offered prompt() {
        ObjectNode definition = Json.NODES
                .objectNode()
                .put("name", "use_code")
                .put("title", "Use code")
                .put("description", "Has a task done with code instead of in the head");
        definition
                .putArray("arguments")
                .addObject()
                .put("name", TASK)
                .put("description", "What to do")
                .put("required", true);
        return new Offer.Offered(definition, UseCode::message);
    }

    private static ObjectNode message(JsonNode arguments) {
        String task = arguments.path(TASK).asText();
        if (task.isBlank()) {
            throw new Failure(ErrorCode.INVALID_PARAMS, "use_code needs the argument task");
        }
        ObjectNode result = Json.NODES.objectNode();
        result.putArray("messages")
                .addObject()
                .put("role", "user")
                .putObject("content")
                .put("type", "text")
                .put("text", Prompt.USE_CODE.with(TASK, task));
        return result;
    }
}
