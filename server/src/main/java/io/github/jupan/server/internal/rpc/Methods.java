package io.github.jupan.server.internal.rpc;

import io.github.jupan.server.internal.peer.ErrorCode;
import io.github.jupan.server.internal.peer.Failure;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All methods, by name: the table that calls are looked up in, and that `rpc.discover` shows.
final class Methods {

    private final Map<String, Method> table = new LinkedHashMap<>();

    Methods(List<Method> methods) {
        methods.forEach(method -> table.put(method.name(), method));
        Method discover = Discovery.method(this);
        table.put(discover.name(), discover);
    }

    Method find(String name) {
        Method method = table.get(name);
        if (method == null) {
            throw new Failure(ErrorCode.METHOD_NOT_FOUND, "rpc.discover lists the methods that there are");
        }
        return method;
    }

    Collection<Method> all() {
        return table.values();
    }
}
