package io.github.jupan.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

    private static final List<String> COMMANDS = List.of("ask", "run", "models", "tokens", "sessions", "doctor");

    @Test
    void findsWhatWasMeantAndNothingElse() {
        assertThat(Spelling.near("aks", COMMANDS)).contains("ask");
        assertThat(Spelling.near("--modle", List.of("--mode", "--model"))).contains("--model");
        assertThat(Spelling.near("modles", COMMANDS)).contains("models");
        assertThat(Spelling.near("model", COMMANDS)).contains("models");
        assertThat(Spelling.near("Doctro", COMMANDS)).contains("doctor");
        assertThat(Spelling.near("config", COMMANDS)).isEmpty();
        assertThat(Spelling.near("completion", COMMANDS)).isEmpty();
        assertThat(Spelling.near("bench", COMMANDS)).isEmpty();
        assertThat(Spelling.near("hello", COMMANDS)).isEmpty();
    }
}
