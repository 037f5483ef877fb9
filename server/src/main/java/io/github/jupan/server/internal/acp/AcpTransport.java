package io.github.jupan.server.internal.acp;

import com.agentclientprotocol.sdk.error.AcpErrorCodes;
import com.agentclientprotocol.sdk.json.TypeRef;
import com.agentclientprotocol.sdk.spec.AcpAgentTransport;
import com.agentclientprotocol.sdk.spec.AcpSchema;
import com.agentclientprotocol.sdk.spec.AcpSchema.JSONRPCMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.server.internal.MessageLines;
import io.github.jupan.server.internal.MessageLines.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Reads messages on the calling thread and writes them on any. The SDK's own transport ends at the first line that
/// is no JSON, and drops what is still to be written when the input ends; this one answers both.
final class AcpTransport implements AcpAgentTransport {

    /// The SDK allows one prompt at a time on a connection, by this name; an editor has many conversations on one.
    static final String PROMPT = "jupan/" + AcpSchema.METHOD_SESSION_PROMPT;

    private static final System.Logger LOG = System.getLogger(AcpTransport.class.getName());

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final OutputStream out;
    private final Runnable readerGone;
    private Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler = message -> Mono.empty();

    /// @param readerGone called when nobody reads what is written
    AcpTransport(OutputStream out, Runnable readerGone) {
        this.out = out;
        this.readerGone = readerGone;
    }

    @Override
    public Mono<Void> start(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> messageHandler) {
        handler = messageHandler;
        return Mono.empty();
    }

    /// Handles each line in turn, until the input ends.
    void read(InputStream in, int mostBytes) throws IOException {
        MessageLines lines = new MessageLines(in, mostBytes);
        for (Line next = lines.next(); next != null; next = lines.next()) {
            switch (next) {
                case Line.Whole line ->
                    line.text()
                            .ifPresentOrElse(
                                    this::read, () -> refuse(AcpErrorCodes.PARSE_ERROR, "this line is not UTF-8"));
                case Line.TooLong() ->
                    refuse(AcpErrorCodes.INVALID_REQUEST, "a message may have " + mostBytes + " bytes");
            }
        }
    }

    private void read(String line) {
        if (line.isBlank()) {
            return;
        }
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException wrong) {
            refuse(AcpErrorCodes.PARSE_ERROR, "this line is not JSON");
            return;
        }
        JSONRPCMessage message = message(node);
        if (message == null) {
            refuse(AcpErrorCodes.INVALID_REQUEST, "this is no request, notification or response of JSON-RPC 2.0");
        } else {
            handler.apply(Mono.just(message)).subscribe(this::write, failure -> answer(message, failure));
        }
    }

    /// What the SDK has not made an answer of: an editor waits for one.
    private void answer(JSONRPCMessage message, Throwable failure) {
        boolean told = failure instanceof AcpFailure;
        LOG.log(
                told ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                "a message of the editor's failed",
                failure);
        if (message instanceof AcpSchema.JSONRPCRequest request) {
            refuse(
                    JSON.valueToTree(request.id()),
                    AcpErrorCodes.INTERNAL_ERROR,
                    AcpFailure.of(failure).getMessage());
        }
    }

    private static @Nullable JSONRPCMessage message(JsonNode node) {
        try {
            if (node.path("method").isTextual()) {
                if (!node.has("id")) {
                    return JSON.treeToValue(node, AcpSchema.JSONRPCNotification.class);
                }
                var request = JSON.treeToValue(node, AcpSchema.JSONRPCRequest.class);
                return request.method().equals(AcpSchema.METHOD_SESSION_PROMPT)
                        ? new AcpSchema.JSONRPCRequest(PROMPT, request.id(), request.params())
                        : request;
            }
            return node.has("result") || node.has("error")
                    ? JSON.treeToValue(node, AcpSchema.JSONRPCResponse.class)
                    : null;
        } catch (JsonProcessingException wrong) {
            return null;
        }
    }

    private void refuse(int code, String message) {
        refuse(JSON.nullNode(), code, message);
    }

    private void refuse(JsonNode id, int code, @Nullable String message) {
        ObjectNode node = JSON.createObjectNode().put("jsonrpc", AcpSchema.JSONRPC_VERSION);
        node.set("id", id);
        node.putObject("error").put("code", code).put("message", message);
        write(node);
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromRunnable(() -> write(message));
    }

    /// By way of a string: half a surrogate pair in a text must not cost the message.
    private synchronized void write(Object message) {
        try {
            out.write((JSON.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (out instanceof PrintStream printed && printed.checkError()) {
                readerGone.run();
            }
        } catch (IOException gone) {
            readerGone.run();
        }
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return JSON.convertValue(data, JSON.constructType(type.getType()));
    }

    /// A request's parameters.
    static <T> T parameters(@Nullable Object data, Class<T> type) {
        try {
            T parameters = JSON.convertValue(data, type);
            if (parameters != null) {
                return parameters;
            }
        } catch (IllegalArgumentException wrong) {
            throw AcpFailure.parameters(
                    wrong.getCause() instanceof JsonMappingException place ? place(place) : "not an object");
        }
        throw AcpFailure.parameters("there are none");
    }

    private static String place(JsonMappingException wrong) {
        return "the value at "
                + wrong.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "/" + step.getIndex() : "/" + step.getFieldName())
                        .collect(Collectors.joining())
                + " is not what the protocol has there";
    }

    @Override
    public Mono<Void> awaitTermination() {
        return Mono.empty();
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }
}
