package io.github.jupan.models.internal.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/// Arguments of a call as they go back to a provider: the JSON object that they are or nearly are.
final class CallArguments {

    /// The only member of an object that stands for arguments of which nothing could be made.
    static final String RAW = "input_raw";

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectMapper LENIENT = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .build();

    private CallArguments() {}

    static String object(@Nullable String arguments) {
        if (arguments == null || arguments.isBlank()) {
            return "{}";
        }
        if (read(STRICT, arguments) != null) {
            return arguments;
        }
        JsonNode nearly = read(LENIENT, arguments);
        return nearly != null
                ? nearly.toString()
                : LENIENT.createObjectNode().put(RAW, arguments).toString();
    }

    private static @Nullable JsonNode read(ObjectMapper mapper, String text) {
        try {
            JsonNode read = mapper.readTree(text);
            return read.isObject() ? read : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
