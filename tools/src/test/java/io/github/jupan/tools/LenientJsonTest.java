package io.github.jupan.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.jupan.tools.LenientJson.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LenientJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @MethodSource
    void readsWhatWasMeant(String written, String meant) throws IOException {
        assertThat(LenientJson.read(written, 0)).isEqualTo(new Reading.Value(JSON.readTree(meant), written.length()));
    }

    static Stream<Arguments> readsWhatWasMeant() {
        return Stream.of(
                arguments("{'a': 1, 'b': [True, False, None]}", "{\"a\":1,\"b\":[true,false,null]}"),
                arguments("{a: 1, b_c: -2.5e3,}", "{\"a\":1,\"b_c\":-2.5e3}"),
                arguments("{\"a\": 1 \"b\": 2}", "{\"a\":1,\"b\":2}"),
                arguments("{\"a\": [1, 2", "{\"a\":[1,2]}"),
                arguments("{\"a\": {\"b\": \"c", "{\"a\":{\"b\":\"c\"}}"),
                arguments("{\"a\": {\"b\": \"c\"}", "{\"a\":{\"b\":\"c\"}}"),
                arguments("{\"a\": [1, 2}", "{\"a\":[1,2]}"),
                arguments("[1,,2,]", "[1,2]"),
                arguments("{ # one\n\"a\": 1 // two\n/* three */}", "{\"a\":1}"),
                arguments("{“a”: ‘b’}", "{\"a\":\"b\"}"),
                arguments("{\"a\": \"say \"hi\" to it\"}", "{\"a\":\"say \\\"hi\\\" to it\"}"),
                arguments("{\"a\": \"\"\"b\n\"c\" \"\"\"}", "{\"a\":\"b\\n\\\"c\\\" \"}"),
                arguments("{\"a\": \"\", 'b': ''}", "{\"a\":\"\",\"b\":\"\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        ~~             | 0
        {              | -1
        {1, 2}         | 2
        {"a", "b"}     | 4
        {"a": print(1)}| 6
        nonsense       | 0
        """)
    void saysWhereItFailed(String text, int at) {
        Reading reading = LenientJson.read(text, 0);
        assertThat(reading).isEqualTo(at < 0 ? new Reading.Value(JSON.createObjectNode(), 1) : new Reading.Failed(at));
    }

    @Test
    void readsOnFromAnywhere() {
        assertThat(LenientJson.read("to=python {'a': 1} and more", 9))
                .isEqualTo(new Reading.Value(JSON.createObjectNode().put("a", 1), 18));
    }

    @Test
    void readsGoodJsonExactly() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("LenientJsonTest: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            String written = JSON.writeValueAsString(RandomPrograms.value(random, 3));
            assertThat(LenientJson.read(written, 0))
                    .isEqualTo(new Reading.Value(JSON.readTree(written), written.length()));
        }
    }

    @Test
    void readsTheTestSuitesGoodTexts() throws IOException {
        int read = 0;
        try (Stream<Path> files = Files.list(SharedData.path("json/test_parsing"))) {
            for (Path file : files.toList()) {
                String written = Files.readString(file, StandardCharsets.ISO_8859_1);
                Reading reading = LenientJson.read(written, 0);
                if (file.getFileName().toString().startsWith("y_")) {
                    read++;
                    assertThat(value(reading)).as(file + " " + written).isEqualTo(JSON.readTree(written));
                }
            }
        }
        System.out.println("LenientJsonTest: " + read + " good texts of JSONTestSuite");
        assertThat(read).isGreaterThan(80);
    }

    private static JsonNode value(Reading reading) {
        return reading instanceof Reading.Value(JsonNode value, int _) ? value : MissingNode.getInstance();
    }
}
