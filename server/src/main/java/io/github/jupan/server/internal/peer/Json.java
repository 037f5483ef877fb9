package io.github.jupan.server.internal.peer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// JSON as RFC 8259 has it and nothing besides: one value, in UTF-8, of bounded depth. Of a name that is there twice
/// the last counts.
public final class Json {

    public static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int DEPTH = 512;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    public static JsonNode read(byte[] utf8) {
        try {
            return read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException malformed) {
            throw new Failure(ErrorCode.PARSE_ERROR, "the message is not UTF-8");
        }
    }

    public static JsonNode read(String text) {
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (StreamConstraintsException tooMuch) {
            throw new Failure(
                    ErrorCode.PARSE_ERROR, "a number is longer than 1000 digits, or the nesting deeper than " + DEPTH);
        } catch (JsonProcessingException malformed) {
            throw new Failure(ErrorCode.PARSE_ERROR, where(malformed));
        } catch (NumberFormatException tooLarge) {
            throw new Failure(ErrorCode.PARSE_ERROR, "the exponent of a number has too many digits");
        }
        if (node.isMissingNode()) {
            throw new Failure(ErrorCode.PARSE_ERROR, "the message is empty");
        }
        return node;
    }

    /// The place alone: Jackson's own words quote the message, and that may hold what no log should.
    private static String where(JsonProcessingException malformed) {
        var location = malformed.getLocation();
        return location == null
                ? "the message is not JSON"
                : "the message is not JSON from line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /// On one line, for every reader: half a surrogate pair has no UTF-8, and some take U+2028 for the end of a line.
    public static String write(JsonNode node) {
        String text;
        try {
            text = MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.codePoints().anyMatch(Json::needsEscape) ? escaped(text) : text;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (needsEscape(point)) {
                escaped.append("\\u%04x".formatted(point));
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }

    private static boolean needsEscape(int point) {
        return point == 0x2028 || point == 0x2029 || (point >= 0xd800 && point <= 0xdfff);
    }
}
