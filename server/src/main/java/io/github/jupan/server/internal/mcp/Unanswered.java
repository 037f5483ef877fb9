package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.server.internal.peer.ErrorCode;
import io.github.jupan.server.internal.peer.Failure;
import io.github.jupan.server.internal.peer.Json;
import io.github.jupan.server.internal.peer.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Calls that were answered with a question to the client's user. The client makes the same call again with what its
/// user said ([multi round-trip
/// requests](https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr)):
/// an answer is good once, and for that call alone.
final class Unanswered {

    /// Whoever asks more at once forgets the oldest.
    private static final int MOST = 1_000;

    private static final String STATE = "requestState";

    /// What was called, by what the client was given to come back with.
    private final Map<String, String> calls = new LinkedHashMap<>();

    /// The result that sends the client to its user.
    ///
    /// @param questions requests to the client, by names that its answers then have
    synchronized ObjectNode put(Request call, ObjectNode questions) {
        String state = UUID.randomUUID().toString();
        calls.put(state, digest(call));
        if (calls.size() > MOST) {
            calls.remove(calls.keySet().iterator().next());
        }
        ObjectNode result = Json.NODES.objectNode().put("resultType", "input_required");
        result.set("inputRequests", questions);
        return result.put(STATE, state);
    }

    /// The answers to the questions of this call, by name, as far as there are; empty when nothing was asked yet.
    ///
    /// @throws Failure when the questions were of another call, or were answered before
    synchronized Optional<JsonNode> taken(Request call) {
        String state = call.param(STATE).textValue();
        if (state == null) {
            return Optional.empty();
        }
        if (!digest(call).equals(calls.remove(state))) {
            throw new Failure(
                    ErrorCode.INVALID_PARAMS, STATE + " belongs to no open question of this call; call without it");
        }
        return Optional.of(call.param("inputResponses"));
    }

    private static String digest(Request call) {
        try {
            String text = call.param("name") + " " + call.param("arguments");
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
