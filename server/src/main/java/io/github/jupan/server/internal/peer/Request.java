package io.github.jupan.server.internal.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// A call as the client wrote it.
///
/// @param id a string, a number or null; empty for a notification, which is never answered
/// @param params an object or an array
public record Request(Optional<JsonNode> id, String method, Optional<JsonNode> params) {

    /// @throws Failure when this is no request
    public static Request of(JsonNode node) {
        if (!node.isObject()) {
            throw invalid("a request is an object");
        }
        if (!"2.0".equals(node.path("jsonrpc").textValue())) {
            throw invalid("jsonrpc must be \"2.0\"");
        }
        String method = node.path("method").textValue();
        if (method == null) {
            throw invalid("method must be a string");
        }
        JsonNode id = node.get("id");
        if (id != null && !isId(id)) {
            throw invalid("id must be a string, a number or null");
        }
        JsonNode params = node.get("params");
        if (params != null && !params.isContainerNode()) {
            throw invalid("params must be an object or an array");
        }
        return new Request(Optional.ofNullable(id), method, Optional.ofNullable(params));
    }

    private static Failure invalid(String detail) {
        return new Failure(ErrorCode.INVALID_REQUEST, detail);
    }

    static boolean isId(JsonNode node) {
        return node.isTextual() || node.isNumber() || node.isNull();
    }

    /// The answer to something that was asked, which is no request.
    static boolean isAnswer(JsonNode node) {
        return !node.has("method") && node.hasNonNull("id") && (node.has("result") || node.has("error"));
    }

    /// The id to answer with where the rest is no request: its own, as far as it has one.
    public static JsonNode idOf(JsonNode node) {
        JsonNode id = node.get("id");
        return id != null && isId(id) ? id : Json.NODES.nullNode();
    }

    /// A member of its parameters; missing where they have none of this name.
    public JsonNode param(String name) {
        return params.orElseGet(Json.NODES::objectNode).path(name);
    }

    static ObjectNode result(JsonNode id, JsonNode result) {
        return answer(id).set("result", result);
    }

    public static ObjectNode error(JsonNode id, ObjectNode error) {
        return answer(id).set("error", error);
    }

    private static ObjectNode answer(JsonNode id) {
        ObjectNode answer = Json.NODES.objectNode().put("jsonrpc", "2.0");
        answer.set("id", id);
        return answer;
    }

    static ObjectNode notification(String method, JsonNode params) {
        ObjectNode notification = Json.NODES.objectNode().put("jsonrpc", "2.0").put("method", method);
        notification.set("params", params);
        return notification;
    }
}
