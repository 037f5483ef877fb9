package io.github.jupan.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonEndTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"text\"",
                "\"\"",
                "\"an escaped \\\" and \\\\\"",
                "{\"code\": \"print('}')\"}",
                "{\"code\": \"d = {\\\"a\\\": [1]}\"}",
                "[{\"a\": {\"b\": []}}, \"]\"]",
                " \n{\"a\" : \"b\" }",
                // As models write them.
                "{\"code\": \"print(1)\nprint(2)\"}",
                "{\"code\": \"print(\"a\", \"b\")\"}",
                "{\"code\": \"d = {\"a\": 1}\"}",
                "{\"code\": \"d[\"a\"]\"}",
                "{'code': 'print(\"}\")'}",
                "{'code': 'it\\'s }'}",
                "{code: \"}\",}",
                "{\"code\": \"\"\"print(\"}\")\n\"\"\"}",
                "{'code': '''}'''}",
                "{\"a\": [1, 2}",
            })
    void findsTheEnd(String value) {
        assertThat(JsonEnd.of(value + "}]\" tail", 0)).isEqualTo(value.length());
        assertThat(JsonEnd.of("x" + value, 1)).isEqualTo(1 + value.length());
        for (int cut = 0; cut < value.length(); cut++) {
            assertThat(JsonEnd.of(value.substring(0, cut), 0)).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "print(1)", "1", "}", "true", "{\"code\": \"print(1)", "{\"a\": [1, 2"})
    void saysWhenThereIsNone(String text) {
        assertThat(JsonEnd.of(text, 0)).isEqualTo(-1);
    }

    @Test
    void endsWhereAnyGoodValueEnds() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("JsonEndTest: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            String value = JSON.writeValueAsString(RandomPrograms.value(random, 3));
            assertThat(JsonEnd.of(value + RandomPrograms.program(random), 0))
                    .as(value)
                    .isEqualTo(value.length());
        }
    }
}
