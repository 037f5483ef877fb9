package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.testkit.LocalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `jupan ask` says of the cost of an answer.
class CostTest {

    @TempDir
    Path home;

    @Test
    void isSaidWhereThePriceStandsBesideTheModel() throws IOException {
        try (LocalServer server = OpenAiServer.counting(1000, 200)) {
            Path folder = Files.createDirectories(home.resolve("jupan"));
            Files.writeString(folder.resolve("config.properties"), """
                model = openai:m
                base-url = %1$s
                price = 3 in, 15 out, EUR
                cheap.model = openai:small
                cheap.base-url = %1$s
                cheap.price = 0.1 in, 0.4 out, EUR
                """.formatted(server.uri("/v1")));
            assertThat(ask("Hi?").err()).contains("1,000 tokens in, 200 out · ").contains(" · 0.0060 EUR");
            assertThat(ask("Hi?").out()).isEqualTo("seven\n");
            assertThat(ask("--profile", "cheap", "Hi?").err()).contains(" · 0.00018 EUR");
            assertThat(ask("-m", "openai:dear", "--base-url", server.uri("/v1").toString(), "Hi?")
                            .err())
                    .as("another model's price is not known")
                    .doesNotContain("EUR", "tokens in");
            assertThat(ask("--price", "1e9 USD", "Hi?"))
                    .isEqualTo(new Program.Result(
                            2,
                            "",
                            "jupan: --price takes what a million tokens cost, such as 3 in, 15 out, USD; not"
                                    + " 1e9 USD\n"));
            assertThat(ask("-q", "Hi?").err()).isEmpty();
        }
    }

    private Program.Result ask(String... words) {
        String[] command = new String[words.length + 1];
        command[0] = "ask";
        System.arraycopy(words, 0, command, 1, words.length);
        return new Program().with("XDG_CONFIG_HOME", home.toString()).run(command);
    }
}
