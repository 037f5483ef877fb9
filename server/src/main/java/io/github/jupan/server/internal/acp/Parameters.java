package io.github.jupan.server.internal.acp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.jupan.server.internal.peer.ErrorCode;
import io.github.jupan.server.internal.peer.Failure;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Parameters and results as the records of the protocol's Java SDK.
final class Parameters {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Parameters() {}

    static <T> T read(JsonNode node, Class<T> type) {
        try {
            return JSON.treeToValue(node, type);
        } catch (JsonMappingException wrong) {
            throw wrong(wrong.getPath().isEmpty() ? "not what the protocol has there" : place(wrong));
        } catch (JsonProcessingException wrong) {
            throw wrong("not what the protocol has there");
        }
    }

    private static String place(JsonMappingException wrong) {
        return "the value at "
                + wrong.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "/" + step.getIndex() : "/" + step.getFieldName())
                        .collect(Collectors.joining())
                + " is not what the protocol has there";
    }

    static JsonNode write(Object value) {
        return JSON.valueToTree(value);
    }

    static Failure wrong(String what) {
        return new Failure(ErrorCode.INVALID_PARAMS, "wrong parameters: " + what);
    }

    static String required(@Nullable String value, String field) {
        if (value == null) {
            throw wrong(field + " is missing");
        }
        return value;
    }
}
