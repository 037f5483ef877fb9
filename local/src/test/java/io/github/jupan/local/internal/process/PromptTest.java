package io.github.jupan.local.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.local.internal.process.Command.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PromptTest {

    @Test
    void comesBackWithEveryCharacter() throws IOException {
        String first = "a\u0000b 😀😀 \ue000 한 𝒳";
        String second = "\ue001 end";
        assertThat(Prompt.render(
                        List.of(new Message("system", first), new Message("user", second)), PromptTest::template))
                .isEqualTo("[system]" + first + "[user]" + second);
    }

    @Test
    void leavesPlainTextAlone() throws IOException {
        assertThat(Prompt.render(List.of(new Message("user", "plain é")), PromptTest::template))
                .isEqualTo("[user]plain é");
    }

    /// Loses what the binding loses.
    private static String template(String json) {
        try {
            StringBuilder text = new StringBuilder();
            for (JsonNode message : new ObjectMapper().readTree(json).get("messages")) {
                text.append('[').append(message.get("role").asText()).append(']');
                text.append(message.get("content").asText());
            }
            int end = text.indexOf("\u0000");
            String whole = end < 0 ? text.toString() : text.substring(0, end);
            return whole.replaceAll("[\\x{10000}-\\x{10FFFF}]", "ð???");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
