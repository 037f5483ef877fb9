package io.github.jupan.server.internal.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.server.ModelSource;
import io.github.jupan.server.RequestException;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.openai.request.Json;
import io.github.jupan.server.internal.openai.request.Query;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// The models that a client may name.
record ModelList(Sessions sessions, SessionOptions options) {

    /// How a listing says that the name is to be filled in.
    private static final String PLACE = "NAME";

    /// The usual one, under its own name too, and those whose names are known here.
    ObjectNode all() {
        Set<String> names = new LinkedHashSet<>();
        names.add(Query.USUAL);
        try {
            names.add(sessions.model(options));
        } catch (RequestException notConfigured) {
            names.remove(Query.USUAL);
        }
        for (ModelSource.Listing listing : sessions.models().list()) {
            if (listing.usable() && !listing.form().contains(PLACE)) {
                names.add(listing.form());
            }
        }
        ObjectNode list = Json.object().put("object", "list");
        ArrayNode data = list.putArray("data");
        names.forEach(name -> data.add(model(name)));
        return list;
    }

    /// @throws RequestException when there is no such model, or it is not configured
    ObjectNode one(String name) {
        boolean usual = name.equals(Query.USUAL);
        sessions.model(
                usual
                        ? options
                        : new SessionOptions(Optional.of(name), options.mode(), options.limits(), options.settings()));
        return model(name);
    }

    private static ObjectNode model(String name) {
        return Json.object()
                .put("id", name)
                .put("object", "model")
                .put("created", 0)
                .put("owned_by", "jupan");
    }
}
