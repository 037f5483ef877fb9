package io.github.jupan.server.internal.rpc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.server.internal.Version;
import io.github.jupan.server.internal.peer.ErrorCode;
import io.github.jupan.server.internal.peer.Json;
import java.util.List;

/// `rpc.discover`: the table of methods as an OpenRPC document (<https://spec.open-rpc.org>).
final class Discovery {

    private static final String OPENRPC = "1.3.2";

    private Discovery() {}

    static Method method(Methods methods) {
        return new Method(
                "rpc.discover",
                "Describes all methods, as an OpenRPC document.",
                List.of(),
                new Shape.Any(),
                Method.Turn.NOW,
                (arguments, caller) -> document(methods));
    }

    private static ObjectNode document(Methods methods) {
        ObjectNode document = Json.NODES.objectNode().put("openrpc", OPENRPC);
        document.putObject("info").put("title", "jupan").put("version", Version.number());
        ArrayNode all = document.putArray("methods");
        methods.all().forEach(method -> all.add(described(method)));
        // OpenRPC has no place for what a server sends unasked.
        ObjectNode event = document.putArray("x-notifications").addObject().put("name", EventNotifications.METHOD);
        event.put(
                "summary",
                "What happens in a session while a question of this client's is answered, or its code runs.");
        params(event, EventShapes.NOTIFIED);
        ObjectNode components = document.putObject("components");
        ObjectNode schemas = components.putObject("schemas");
        EventShapes.ALL.forEach(each -> schemas.set(each.name(), each.shape().schema()));
        ObjectNode errors = components.putObject("errors");
        for (ErrorCode code : ErrorCode.values()) {
            errors.putObject(code.word()).put("code", code.number()).put("message", code.meaning());
        }
        return document;
    }

    private static ObjectNode described(Method method) {
        ObjectNode node = Json.NODES.objectNode().put("name", method.name()).put("summary", method.summary());
        node.put("paramStructure", "either");
        params(node, method.params());
        node.putObject("result")
                .put("name", "result")
                .set("schema", method.result().schema());
        return node;
    }

    private static void params(ObjectNode node, List<Param> all) {
        ArrayNode params = node.putArray("params");
        for (Param param : all) {
            params.addObject()
                    .put("name", param.name())
                    .put("description", param.description())
                    .put("required", param.isRequired())
                    .set("schema", param.shape().schema());
        }
    }
}
