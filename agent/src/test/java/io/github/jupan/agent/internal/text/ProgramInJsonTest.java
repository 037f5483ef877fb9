package io.github.jupan.agent.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.testkit.Chunks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramInJsonTest {

    private static final ToolNames PYTHON = new Tools();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"print(1)\\n\\tx = \\\"\\\\n\\\"\"}",
                " { \"code\" : \"\\ud83d\\ude00 각\uD83D\uDE00 \\u00e9\\/\" } ",
                "{\"other\": {\"code\": \"no\", \"a\": [1, {\"code\": \"no\"}]}, \"code\": \"yes\", \"x\": \"}\"}",
                "{\"code\": \"\"}",
                "{\"x\": \"code\", \"y\": [\"code\", \"no\"], \"code\": \"ok\"}",
                "{}"
            })
    void decodesTheCodeInAnyPieces(String json) throws JsonProcessingException {
        String expected = new ObjectMapper().readTree(json).path("code").asText("");
        long seed = new Random().nextLong();
        System.out.println("ProgramInJsonTest: seed " + seed);
        for (Chunks chunks : List.of(Chunks.whole(), Chunks.single(), Chunks.random(seed, 4))) {
            ProgramInJson arguments = new ProgramInJson(PYTHON, "python");
            StringBuilder code = new StringBuilder();
            for (String piece : chunks.of(json)) {
                String added = arguments.read(piece);
                assertThat(added).doesNotMatch("(?s).*[\\uD800-\\uDBFF]$");
                code.append(added);
            }
            assertThat(code).hasToString(expected);
        }
    }

    @Test
    void decodesWhatJacksonDoesInRandomObjectsAndPieces() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("ProgramInJsonTest: 3000 random objects, seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            String json = RandomJson.object(random);
            String expected = new ObjectMapper().readTree(json).path("code").asText("");
            ProgramInJson arguments = new ProgramInJson(PYTHON, "python");
            StringBuilder code = new StringBuilder();
            Chunks.random(random.nextLong(), 1 + random.nextInt(8))
                    .of(json)
                    .forEach(piece -> code.append(arguments.read(piece)));
            assertThat(code).as(json).hasToString(expected);
        }
    }

    /// Why the decoder is not Jackson's: half of a string gives no token.
    @Test
    void jacksonsNonBlockingParserGivesNoHalfOfAString() throws IOException {
        byte[] half = "{\"code\":\"print(".getBytes(StandardCharsets.UTF_8);
        try (JsonParser parser = new JsonFactory().createNonBlockingByteArrayParser()) {
            ((ByteArrayFeeder) parser.getNonBlockingInputFeeder()).feedInput(half, 0, half.length);
            assertThat(List.of(parser.nextToken(), parser.nextToken(), parser.nextToken()))
                    .containsExactly(JsonToken.START_OBJECT, JsonToken.FIELD_NAME, JsonToken.NOT_AVAILABLE);
        }
        assertThat(new ProgramInJson(PYTHON, "python").read(new String(half, StandardCharsets.UTF_8)))
                .isEqualTo("print(");
    }
}
