package io.github.jupan.bench.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jupan.agent.Dialect;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void aModelIsEnough() {
        assertThat(Options.of(List.of("--model", "openai:small")))
                .isEqualTo(new Options(
                        Options.OWN, "openai:small", Optional.empty(), Dialect.AUTO, List.of(Kind.values()), 60, 1));
    }

    @Test
    void kindsAndCountAreChosen() {
        Options options = Options.of(List.of(
                "--model",
                "openai:small",
                "--kinds",
                "letters,words",
                "--count",
                "12",
                "--dialect",
                "text",
                "--seed",
                "3"));
        assertThat(options)
                .isEqualTo(new Options(
                        Options.OWN,
                        "openai:small",
                        Optional.empty(),
                        Dialect.TEXT,
                        List.of(Kind.LETTERS, Kind.WORDS),
                        12,
                        3));
        assertThat(options.file()).isEqualTo("own_openai-small_TEXT_letters-words_seed3.jsonl");
    }

    @Test
    void whatIsNotUnderstoodIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of(List.of("--model", "openai:small", "--kind", "letters")))
                .withMessageStartingWith("not understood: --kind\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of(List.of("--kinds", "letters")))
                .withMessageStartingWith("--model is missing\n");
    }
}
