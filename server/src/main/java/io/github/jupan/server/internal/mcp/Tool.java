package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.sandbox.JupanException;
import io.github.jupan.server.Permission;
import io.github.jupan.server.internal.peer.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;

/// A tool as a client sees it: `NAME.json` beside this class says all that a client is told of it.
interface Tool {

    String name();

    /// What a client is told of it.
    default ObjectNode definition() {
        return (ObjectNode) Json.read(resource(name() + ".json"));
    }

    /// Whether calls of one session take turns.
    default boolean takesTurns() {
        return false;
    }

    /// What the client has to have declared for its calls.
    ///
    /// @param permission that code needs
    default Set<String> needs(Permission permission) {
        return Set.of();
    }

    /// @return the result, as the protocol has it
    /// @throws JupanException or IllegalArgumentException with one line that says what to do
    ObjectNode call(ToolCall call);

    static ObjectNode result(boolean isError, String text) {
        ObjectNode result = Json.NODES.objectNode();
        result.putArray("content");
        addText(result, text);
        return result.put("isError", isError);
    }

    static void addText(ObjectNode result, String text) {
        result.withArray("content").addObject().put("type", "text").put("text", text);
    }

    static ObjectNode result(boolean isError, String text, JsonNode structured) {
        return result(isError, text).set("structuredContent", structured);
    }

    /// The text of a file beside this class.
    static String resource(String name) {
        try (InputStream in = Tool.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
