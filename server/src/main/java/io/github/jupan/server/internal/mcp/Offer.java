package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.jupan.server.internal.peer.ErrorCode;
import io.github.jupan.server.internal.peer.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What clients are offered, in the order in which it is listed.
final class Offer {

    /// A prompt, and what it comes to with its arguments.
    record Offered(ObjectNode definition, Function<JsonNode, ObjectNode> fill) {}

    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final Map<String, ObjectNode> definitions = new LinkedHashMap<>();
    private final Map<String, Schema> schemas = new LinkedHashMap<>();
    private final Map<String, Offered> prompts = new LinkedHashMap<>();

    private final Function<Client, Resources> resources;

    /// @param resources of a client
    Offer(List<Tool> tools, List<Offered> prompts, Function<Client, Resources> resources) {
        this.resources = resources;
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        for (Tool tool : tools) {
            ObjectNode definition = tool.definition();
            this.tools.put(tool.name(), tool);
            definitions.put(tool.name(), definition);
            schemas.put(tool.name(), registry.getSchema(definition.get("inputSchema")));
        }
        prompts.forEach(each -> this.prompts.put(each.definition().path("name").asText(), each));
    }

    /// What jupan has.
    static Offer own() {
        return new Offer(
                List.of(new Ask(), new CountText(), new RunPython()), List.of(UseCode.prompt()), Documents::new);
    }

    List<ObjectNode> tools() {
        return List.copyOf(definitions.values());
    }

    List<ObjectNode> prompts() {
        return prompts.values().stream().map(Offered::definition).toList();
    }

    Resources resources(Client client) {
        return resources.apply(client);
    }

    /// @throws Failure when there is none of this name
    Tool tool(String name) {
        return Optional.ofNullable(tools.get(name))
                .orElseThrow(() -> new Failure(
                        ErrorCode.INVALID_PARAMS, "there is no tool " + name + "; there are " + names(tools)));
    }

    /// @throws Failure when there is none of this name, or its arguments are wrong
    ObjectNode prompt(String name, JsonNode arguments) {
        return Optional.ofNullable(prompts.get(name))
                .orElseThrow(() -> new Failure(
                        ErrorCode.INVALID_PARAMS, "there is no prompt " + name + "; there are " + names(prompts)))
                .fill()
                .apply(arguments);
    }

    private static String names(Map<String, ?> offered) {
        return String.join(", ", offered.keySet());
    }

    /// What is wrong with a call's arguments, in one line.
    Optional<String> complaint(Tool tool, JsonNode arguments) {
        List<Error> errors = Objects.requireNonNull(schemas.get(tool.name())).validate(arguments);
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of("the arguments of " + tool.name() + " are wrong: "
                        + errors.stream().map(Offer::words).collect(Collectors.joining("; ")));
    }

    private static String words(Error error) {
        String place = error.getInstanceLocation().toString();
        return (place.isEmpty() ? "" : place + ": ") + error.getMessage();
    }
}
