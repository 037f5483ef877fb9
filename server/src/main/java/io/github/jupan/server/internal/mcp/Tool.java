package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.jupan.sandbox.JupanException;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/// A tool as a client sees it: `NAME.json` beside this class says all that a client is told of it.
interface Tool {

    /// Where the [Call] travels in the SDK's context.
    String CALL = "jupan.call";

    JsonMapper JSON = JsonMapper.builder().build();

    String name();

    /// @throws JupanException or IllegalArgumentException with one line that says what to do
    CallToolResult call(Arguments arguments, Call call, Progress progress);

    default SyncToolSpecification specification() {
        return new SyncToolSpecification(definition(name()), this::answer);
    }

    private CallToolResult answer(McpSyncServerExchange exchange, CallToolRequest request) {
        Call call = (Call) Objects.requireNonNull(exchange.transportContext().get(CALL), "no call");
        try {
            return call(Arguments.of(request.arguments()), call, Progress.of(exchange, request));
        } catch (CancellationException | JupanException | IllegalArgumentException refused) {
            return result(true, JupanException.line(refused.getMessage()));
        } catch (RuntimeException | Error failure) {
            // The SDK would leave a client waiting for the answer.
            System.getLogger(Tool.class.getName()).log(System.Logger.Level.WARNING, name() + " failed", failure);
            return result(true, "internal error: " + failure.getClass().getSimpleName());
        }
    }

    static McpTransportContext context(Call call) {
        return McpTransportContext.create(Map.of(CALL, call));
    }

    static CallToolResult result(boolean isError, String text) {
        return CallToolResult.builder().isError(isError).addTextContent(text).build();
    }

    static CallToolResult result(boolean isError, String text, JsonNode structured) {
        return CallToolResult.builder()
                .isError(isError)
                .addTextContent(text)
                .structuredContent(JSON.convertValue(structured, new TypeReference<Map<String, Object>>() {}))
                .build();
    }

    private static McpSchema.Tool definition(String name) {
        try {
            return JSON.readValue(resource(name + ".json"), McpSchema.Tool.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(name + ".json is no tool", broken);
        }
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
