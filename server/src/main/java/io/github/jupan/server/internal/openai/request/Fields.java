package io.github.jupan.server.internal.openai.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A JSON object's members, and where they stand in the request. One that is null is absent.
///
/// @param path of the object, such as `messages[2]`; empty for the whole request
public record Fields(ObjectNode node, String path) {

    public static Fields of(ObjectNode request) {
        return new Fields(request, "");
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    public Optional<JsonNode> value(String name) {
        return has(name) ? Optional.of(node.get(name)) : Optional.empty();
    }

    public Optional<String> text(String name) {
        return value(name).map(value -> {
            if (!value.isTextual()) {
                throw ApiException.wrong(path(name), path(name) + " must be a string");
            }
            return value.textValue();
        });
    }

    String required(String name) {
        return text(name).orElseThrow(() -> ApiException.wrong(path(name), path(name) + " is missing"));
    }

    Optional<Double> number(String name) {
        return value(name).map(value -> {
            if (!value.isNumber()) {
                throw ApiException.wrong(path(name), path(name) + " must be a number");
            }
            return value.doubleValue();
        });
    }

    Optional<Double> number(String name, double least, double most) {
        Optional<Double> number = number(name);
        number.filter(value -> !(value >= least && value <= most)).ifPresent(value -> {
            throw ApiException.wrong(path(name), path(name) + " must be from " + least + " to " + most);
        });
        return number;
    }

    Optional<Long> integer(String name) {
        return value(name).map(value -> {
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw ApiException.wrong(path(name), path(name) + " must be an integer");
            }
            return value.longValue();
        });
    }

    /// A whole number from 1.
    Optional<Integer> count(String name) {
        return integer(name).map(value -> {
            if (value < 1) {
                throw ApiException.wrong(path(name), path(name) + " must be at least 1");
            }
            return (int) Math.min(value, Integer.MAX_VALUE);
        });
    }

    public boolean flag(String name) {
        return value(name)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw ApiException.wrong(path(name), path(name) + " must be true or false");
                    }
                    return value.booleanValue();
                })
                .orElse(false);
    }

    public Optional<Fields> object(String name) {
        return value(name).map(value -> object(value, path(name)));
    }

    /// The objects of a list; none when it is absent.
    List<Fields> objects(String name) {
        List<Fields> all = new ArrayList<>();
        value(name).ifPresent(value -> {
            if (!value.isArray()) {
                throw ApiException.wrong(path(name), path(name) + " must be a list");
            }
            value.forEach(each -> all.add(object(each, path(name) + "[" + all.size() + "]")));
        });
        return all;
    }

    private static Fields object(JsonNode value, String path) {
        if (value instanceof ObjectNode object) {
            return new Fields(object, path);
        }
        throw ApiException.wrong(path, path + " must be an object");
    }
}
