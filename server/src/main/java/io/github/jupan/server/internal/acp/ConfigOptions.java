package io.github.jupan.server.internal.acp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.Mode;
import io.github.jupan.server.ModelSource;
import io.github.jupan.server.internal.peer.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a user can choose for a session: its model and its mode.
final class ConfigOptions {

    static final String MODEL = "model";
    static final String MODE = "mode";

    /// How a listing says that the name is to be filled in.
    private static final String PLACE = "NAME";

    private ConfigOptions() {}

    /// @param model that the session has
    static ArrayNode of(String model, Mode mode, List<ModelSource.Listing> models) {
        ArrayNode options = Json.NODES.arrayNode();
        ArrayNode choices = select(options.addObject(), MODEL, "Model", "Which model answers", model);
        Set<String> names = new LinkedHashSet<>(List.of(model));
        models.stream()
                .filter(each -> each.usable() && !each.form().contains(PLACE))
                .forEach(each -> names.add(each.form()));
        names.forEach(name -> choices.addObject().put("value", name).put("name", name));
        ArrayNode modes = select(options.addObject(), MODE, "Mode", "Whether code is used", SessionModes.id(mode));
        SessionModes.state(mode)
                .availableModes()
                .forEach(each -> modes.addObject()
                        .put("value", each.id())
                        .put("name", each.name())
                        .put("description", each.description()));
        return options;
    }

    private static ArrayNode select(ObjectNode option, String id, String name, String description, String current) {
        return option.put("id", id)
                .put("name", name)
                .put("description", description)
                .put("category", id)
                .put("type", "select")
                .put("currentValue", current)
                .putArray("options");
    }
}
