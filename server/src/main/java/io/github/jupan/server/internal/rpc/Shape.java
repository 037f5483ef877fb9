package io.github.jupan.server.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.server.internal.peer.Json;
import java.util.List;
import java.util.Optional;

/// What a value may look like: checked when a request comes in, and told to clients as a JSON Schema.
sealed interface Shape {

    ObjectNode schema();

    /// What the value has to be, such as `must be a string`; empty when it is that.
    Optional<String> complaint(JsonNode value);

    private static Optional<String> unless(boolean right, String complaint) {
        return right ? Optional.empty() : Optional.of(complaint);
    }

    private static ObjectNode type(String type) {
        return Json.NODES.objectNode().put("type", type);
    }

    record Text() implements Shape {
        @Override
        public ObjectNode schema() {
            return type("string");
        }

        @Override
        public Optional<String> complaint(JsonNode value) {
            return unless(value.isTextual(), "must be a string");
        }
    }

    record Flag() implements Shape {
        @Override
        public ObjectNode schema() {
            return type("boolean");
        }

        @Override
        public Optional<String> complaint(JsonNode value) {
            return unless(value.isBoolean(), "must be true or false");
        }
    }

    record Whole(long least, long most) implements Shape {
        @Override
        public ObjectNode schema() {
            return type("integer").put("minimum", least).put("maximum", most);
        }

        @Override
        public Optional<String> complaint(JsonNode value) {
            boolean right = value.isIntegralNumber()
                    && value.canConvertToLong()
                    && value.longValue() >= least
                    && value.longValue() <= most;
            return unless(right, "must be a whole number from " + least + " to " + most);
        }
    }

    record Decimal(int least, int most) implements Shape {
        @Override
        public ObjectNode schema() {
            return type("number").put("minimum", least).put("maximum", most);
        }

        @Override
        public Optional<String> complaint(JsonNode value) {
            boolean right = value.isNumber() && value.doubleValue() >= least && value.doubleValue() <= most;
            return unless(right, "must be a number from " + least + " to " + most);
        }
    }

    record Word(List<String> words) implements Shape {
        @Override
        public ObjectNode schema() {
            ObjectNode schema = type("string");
            words.forEach(schema.putArray("enum")::add);
            return schema;
        }

        @Override
        public Optional<String> complaint(JsonNode value) {
            return unless(
                    value.isTextual() && words.contains(value.textValue()),
                    "must be one of " + String.join(", ", words));
        }
    }

    /// Texts by name.
    record Texts() implements Shape {
        @Override
        public ObjectNode schema() {
            return type("object").set("additionalProperties", type("string"));
        }

        @Override
        public Optional<String> complaint(JsonNode value) {
            return unless(
                    value.isObject() && value.valueStream().allMatch(JsonNode::isTextual),
                    "must be an object of texts by name");
        }
    }

    /// The id of a request.
    record Id() implements Shape {
        @Override
        public ObjectNode schema() {
            ObjectNode schema = Json.NODES.objectNode();
            schema.putArray("type").add("string").add("number");
            return schema;
        }

        @Override
        public Optional<String> complaint(JsonNode value) {
            return unless(value.isTextual() || value.isNumber(), "must be a string or a number");
        }
    }

    /// An object whose members are known.
    record Fields(List<Param> fields) implements Shape {

        Fields(Param... fields) {
            this(List.of(fields));
        }

        @Override
        public ObjectNode schema() {
            ObjectNode schema = type("object");
            ObjectNode properties = schema.putObject("properties");
            ArrayNode required = Json.NODES.arrayNode();
            for (Param field : fields) {
                ObjectNode described = field.shape().schema();
                properties.set(
                        field.name(),
                        described.has("$ref") ? described : described.put("description", field.description()));
                if (field.isRequired()) {
                    required.add(field.name());
                }
            }
            if (!required.isEmpty()) {
                schema.set("required", required);
            }
            return schema.put("additionalProperties", false);
        }

        @Override
        public Optional<String> complaint(JsonNode value) {
            return unless(value.isObject(), "must be an object");
        }
    }

    /// A list of such values.
    record Many(Shape item) implements Shape {
        @Override
        public ObjectNode schema() {
            return type("array").set("items", item.schema());
        }

        @Override
        public Optional<String> complaint(JsonNode value) {
            return unless(value.isArray(), "must be an array");
        }
    }

    /// Such a value, or null.
    record OrNull(Shape shape) implements Shape {
        @Override
        public ObjectNode schema() {
            ObjectNode schema = Json.NODES.objectNode();
            schema.putArray("anyOf").add(shape.schema()).addObject().put("type", "null");
            return schema;
        }

        @Override
        public Optional<String> complaint(JsonNode value) {
            return value.isNull() ? Optional.empty() : shape.complaint(value);
        }
    }

    /// An object of one of these kinds.
    record OneOf(List<Fields> kinds) implements Shape {
        @Override
        public ObjectNode schema() {
            ObjectNode schema = Json.NODES.objectNode();
            ArrayNode all = schema.putArray("oneOf");
            kinds.forEach(kind -> all.add(kind.schema()));
            return schema;
        }

        @Override
        public Optional<String> complaint(JsonNode value) {
            return unless(value.isObject(), "must be an object");
        }
    }

    /// One that is described once, under its name.
    record Named(String name, Shape shape) implements Shape {
        @Override
        public ObjectNode schema() {
            return Json.NODES.objectNode().put("$ref", "#/components/schemas/" + name);
        }

        @Override
        public Optional<String> complaint(JsonNode value) {
            return shape.complaint(value);
        }
    }

    /// An object that is described elsewhere.
    record Any() implements Shape {
        @Override
        public ObjectNode schema() {
            return type("object");
        }

        @Override
        public Optional<String> complaint(JsonNode value) {
            return unless(value.isObject(), "must be an object");
        }
    }
}
