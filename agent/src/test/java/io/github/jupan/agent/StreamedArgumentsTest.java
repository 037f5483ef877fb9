package io.github.jupan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.testkit.Chunks;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamedArgumentsTest {

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
        System.out.println("StreamedArgumentsTest: seed " + seed);
        for (Chunks chunks : List.of(Chunks.whole(), Chunks.single(), Chunks.random(seed, 4))) {
            StreamedArguments arguments = new StreamedArguments();
            StringBuilder code = new StringBuilder();
            for (String piece : chunks.of(json)) {
                String added = arguments.feed(piece);
                assertThat(added).doesNotMatch("(?s).*[\\uD800-\\uDBFF]$");
                code.append(added);
            }
            assertThat(code).hasToString(expected);
            assertThat(arguments.closed()).isTrue();
        }
    }

    @Test
    void anObjectThatIsCutOffIsNotClosed() {
        StreamedArguments arguments = new StreamedArguments();
        assertThat(arguments.feed("{\"code\": \"print(")).isEqualTo("print(");
        assertThat(arguments.closed()).isFalse();
    }
}
