package io.github.jupan.server.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.server.internal.peer.ErrorCode;
import io.github.jupan.server.internal.peer.Failure;
import io.github.jupan.server.internal.peer.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The arguments of a call, by name, each of the shape that its parameter has.
final class Arguments {

    private final List<Param> params;
    private final Map<String, JsonNode> values = new LinkedHashMap<>();

    private Arguments(List<Param> params) {
        this.params = params;
    }

    /// @param given an object, by name, or an array, by position
    /// @throws Failure when one is missing, unknown or of the wrong shape
    static Arguments of(List<Param> params, JsonNode given) {
        Arguments arguments = new Arguments(params);
        if (given.isArray()) {
            if (given.size() > params.size()) {
                throw wrong("at most " + params.size() + " parameters are taken, not " + given.size());
            }
            for (int i = 0; i < given.size(); i++) {
                arguments.put(params.get(i), given.get(i));
            }
        } else {
            given.propertyStream().forEach(each -> arguments.put(arguments.named(each.getKey()), each.getValue()));
        }
        params.stream()
                .filter(param -> param.isRequired() && !arguments.values.containsKey(param.name()))
                .findFirst()
                .ifPresent(missing -> {
                    throw wrong(missing.name() + " is missing: " + missing.description());
                });
        return arguments;
    }

    private Param named(String name) {
        return params.stream()
                .filter(param -> param.name().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong("there is no parameter " + shortened(name) + "; "
                        + (params.isEmpty() ? "none is taken" : "there are " + names())));
    }

    private String names() {
        return params.stream().map(Param::name).collect(Collectors.joining(", "));
    }

    private void put(Param param, JsonNode value) {
        if (value.isNull() && !param.isRequired()) {
            return;
        }
        param.shape().complaint(value).ifPresent(complaint -> {
            throw wrong(param.name() + " " + complaint);
        });
        values.put(param.name(), value);
    }

    private static Failure wrong(String detail) {
        return new Failure(ErrorCode.INVALID_PARAMS, ErrorCode.INVALID_PARAMS.meaning() + ": " + detail);
    }

    private static String shortened(String name) {
        return name.length() > 40 ? name.substring(0, 40) + "…" : name;
    }

    /// Of a required parameter.
    String text(String name) {
        return value(name).orElseThrow().textValue();
    }

    Optional<String> optionalText(String name) {
        return value(name).map(JsonNode::textValue);
    }

    long whole(String name, long otherwise) {
        return value(name).map(JsonNode::longValue).orElse(otherwise);
    }

    Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        value(name)
                .ifPresent(object -> object.propertyStream()
                        .forEach(
                                each -> texts.put(each.getKey(), each.getValue().textValue())));
        return texts;
    }

    /// The members of an object; none when it was left out.
    Arguments fields(String name, Shape.Fields shape) {
        return of(shape.fields(), value(name).orElseGet(Json.NODES::objectNode));
    }

    Optional<JsonNode> value(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
