package io.github.jupan.server.internal.mcp;

import io.github.jupan.server.internal.peer.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The headers in which a request says again what its body says, for those on the way that read no bodies.
final class StatelessHeaders {

    private static final Set<String> WITH_NAME = Set.of("tools/call", "prompts/get");
    private static final String READ = "resources/read";
    private static final String ENCODED = "=?base64?";
    private static final String END = "?=";

    private StatelessHeaders() {}

    /// @param headers gives the value of one; null when it is not there
    /// @throws McpFailure when one is missing or says something else
    static void check(Request request, Function<String, @Nullable String> headers) {
        same(
                headers,
                "MCP-Protocol-Version",
                request.param("_meta").path(Mcp.VERSION).asText());
        if (request.id().isEmpty()) {
            return;
        }
        same(headers, "Mcp-Method", request.method());
        if (WITH_NAME.contains(request.method())) {
            same(headers, "Mcp-Name", request.param("name").asText());
        } else if (request.method().equals(READ)) {
            same(headers, "Mcp-Name", request.param("uri").asText());
        }
    }

    private static void same(Function<String, @Nullable String> headers, String name, String expected) {
        @Nullable String value = headers.apply(name);
        if (value == null) {
            throw McpFailure.headers("the header " + name + " is missing");
        }
        if (!decoded(value.strip()).equals(expected)) {
            throw McpFailure.headers("the header " + name + " does not say what the body says");
        }
    }

    private static String decoded(String value) {
        if (!value.startsWith(ENCODED) || !value.endsWith(END) || value.length() < ENCODED.length() + END.length()) {
            return value;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(value.substring(ENCODED.length(), value.length() - END.length()));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return value;
        }
    }
}
