package io.github.jupan.server.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.server.internal.Reach;
import io.github.jupan.server.internal.peer.Call;

/// Who calls a method.
///
/// @param sessions those that the client can name
record Caller(Call call, Reach sessions) {

    Cancellation cancellation() {
        return call.cancellation();
    }

    void notify(String method, JsonNode params) {
        call.notify(method, params);
    }
}
