package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskOnCommandTest {

    @ParameterizedTest
    @CsvSource({
        "--base-url, http://localhost:1/v1",
        "--header, X-A: b",
        "--mcp, none",
        "--best-of, 3",
        "--continue,",
        "--adapter, a.gguf"
    })
    void whatIsOfThisMachineAloneIsRefused(String option, String value) {
        String[] arguments = value == null
                ? new String[] {"ask", "--on", "temporal://localhost:1", "-m", "openai:m", option, "How many?"}
                : new String[] {"ask", "--on", "temporal://localhost:1", "-m", "openai:m", option, value, "How many?"};
        assertThat(new Program().run(arguments))
                .isEqualTo(new Program.Result(
                        2,
                        "",
                        "jupan: " + option + " is for this machine: with --on, workers answer with what they have\n"));
    }

    @Test
    void anIdIsForWorkers() {
        assertThat(new Program().run("ask", "--id", "a", "How many?").err())
                .isEqualTo("jupan: --id names a question for workers: say where they are with --on\n");
    }

    @Test
    void whatIsNoAddressIsSaid() {
        Program.Result result = new Program().run("ask", "--on", "http://localhost", "How many?");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).startsWith("jupan: --on takes an address such as temporal://localhost:7233");
    }
}
