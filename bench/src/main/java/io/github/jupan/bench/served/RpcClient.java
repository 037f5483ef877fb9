package io.github.jupan.bench.served;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/// A client of JSON-RPC that asks one thing after another.
abstract class RpcClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private int asked;

    /// @return the result; notifications on the way are left out
    /// @throws IOException when the answer is an error, or there is none
    final JsonNode call(String method, ObjectNode params) throws IOException, InterruptedException {
        ObjectNode request =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", ++asked).put("method", method);
        request.set("params", params);
        send(request.toString());
        while (true) {
            JsonNode message = JSON.readTree(receive());
            if (message.path("id").asInt() == asked) {
                if (message.has("error")) {
                    throw new IOException(method + " failed: "
                            + message.path("error").path("message").asText());
                }
                return message.path("result");
            }
        }
    }

    /// Opens a session.
    ///
    /// @return its id
    final String open() throws IOException, InterruptedException {
        return call("session.open", JSON.createObjectNode()).path("session").asText();
    }

    /// Runs a snippet in a session, and gives its value.
    final String run(String session, String code) throws IOException, InterruptedException {
        JsonNode run = call(
                "sandbox.run", JSON.createObjectNode().put("session", session).put("code", code));
        return run.path("value").asText();
    }

    abstract void send(String message) throws IOException;

    abstract String receive() throws IOException, InterruptedException;

    @Override
    public abstract void close();
}
