package io.github.jupan.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.cli.Program;
import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.testkit.Answer;
import io.github.jupan.testkit.LocalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {

    private static final String NOWHERE = "http://127.0.0.1:1";

    @TempDir
    Path folder;

    @Test
    void listsWhatCanBePulled() {
        assertThat(run("models").out()).startsWith("""
            no model is installed yet

            jupan models pull NAME brings
              smollm2-135m                   98 MB  for tests: it streams, and answers little right (SmolLM2-135M-Instruct, Q4_1, Apache-2.0)
              qwen2.5-coder-0.5b            491 MB  for letters and sums on a small machine (Qwen2.5-Coder-0.5B-Instruct, Q4_K_M, Apache-2.0)
              qwen2.5-coder-1.5b          1,117 MB  the one to take: word problems too (Qwen2.5-Coder-1.5B-Instruct, Q4_K_M, Apache-2.0)
            """);
    }

    @Test
    void aFileOfOnesOwnIsAskedUntilItIsRemoved() throws IOException {
        Path mine = file("mine.gguf", "GGUF, more or less");
        assertThat(run("models", "add", mine.toString())).isEqualTo(new Program.Result(0, """
            installed mine, linked to %s: it takes no more room, and is the same file
            it is asked from now on: jupan ask "How many r's are in strawberry?"
            """.formatted(mine), ""));
        run("models", "add", file("other.gguf", "GGUF").toString());
        assertThat(run("models").outLines())
                .startsWith(
                        "  local:mine                      0 MB  the default",
                        "  local:other                     0 MB");
        assertThat(run("doctor").out()).contains("✓ model     local:mine, installed on this machine");

        assertThat(run("models", "default", "other").out()).isEqualTo("other is the default\n");
        assertThat(run("doctor").out()).contains("✓ model     local:other, ");
        assertThat(program()
                        .with("JUPAN_MODEL", "offline")
                        .run("models", "default", "mine")
                        .out())
                .isEqualTo("mine is the default, but offline is configured and stands before it\n");

        assertThat(run("models", "rm", "mine").out()).isEqualTo("removed mine, 0 MB\n");
        assertThat(mine).exists();
        run("models", "rm", "other");
        assertThat(run("doctor").out()).contains("✓ model     offline");
    }

    @Test
    void aDamagedModelIsSaidToBe() throws IOException {
        Files.createDirectories(folder.resolve("jupan/models"));
        file("jupan/models/smollm2-135m.gguf", "GGUF");
        assertThat(run("models").outLines().getFirst())
                .endsWith("damaged: it has 4 bytes instead of 98362432; jupan models pull smollm2-135m brings it anew");
        Program.Result asked = run("ask", "--model", "local:smollm2-135m", "x");
        assertThat(asked.err())
                .isEqualTo("jupan: smollm2-135m is damaged (it has 4 bytes instead of 98362432): jupan models pull"
                        + " smollm2-135m brings it anew\n");
        assertThat(asked.exit()).isEqualTo(ExitCode.MODEL.number());
    }

    @Test
    void aPullThatNoServerGivesIsOneLineThatSaysWhy() {
        Program.Result result = program()
                .with("HF_ENDPOINT", NOWHERE)
                .with("PIP_INDEX_URL", "http://127.0.0.1:2/simple")
                .run("models", "pull", "qwen2.5-coder-0.5b");
        assertThat(result.exit()).isEqualTo(ExitCode.MODEL.number());
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo("""
            jupan: pulling qwen2.5-coder-0.5b, 491 MB
            jupan: 127.0.0.1:1 cannot be reached; taking 6 packages that have its parts instead
            jupan: qwen2.5-coder-0.5b cannot be had: 127.0.0.1:1 cannot be reached; 127.0.0.1:2 cannot be reached; \
            check the network or the proxy
            """);
    }

    @Test
    void aHubThatHasAnotherFileIsNotBelieved() {
        try (LocalServer hub = new LocalServer(Answer.status(200, "not a model"))) {
            Program.Result result = program()
                    .with("HF_ENDPOINT", hub.uri("").toString())
                    .run("models", "pull", "qwen2.5-coder-0.5b", "--index", NOWHERE);
            assertThat(result.err())
                    .contains("has another file: 11 bytes instead of 491400064; taking 6 packages")
                    .contains("cannot be had");
            assertThat(hub.asked())
                    .first()
                    .extracting(LocalServer.Asked::path)
                    .isEqualTo("/Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF/resolve/"
                            + "ebb2015119c907b064c512bf053e945850b5875f/qwen2.5-coder-0.5b-instruct-q4_k_m.gguf");
        }
    }

    @Test
    void whatCannotBeDoneIsSaidInOneLine() throws IOException {
        refused("there is no model gpt-5 to pull; there is smollm2-135m, ", "models", "pull", "gpt-5");
        refused("there is no model ../x to pull", "models", "pull", "../x");
        refused("\"../x\" is no name of a model", "models", "rm", "../x");
        refused("mine is not installed; jupan models lists what is", "models", "rm", "mine");
        refused("smollm2-135m is not installed: jupan models pull smollm2-135m", "models", "default", "smollm2-135m");
        refused(
                "there is no file ",
                "models",
                "add",
                folder.resolve("none.gguf").toString());
        refused("is no GGUF file", "models", "add", file("text.gguf", "text").toString());
    }

    private void refused(String reason, String... args) {
        Program.Result result = run(args);
        assertThat(result.err()).startsWith("jupan: ").contains(reason).hasLineCount(1);
        assertThat(result.exit()).isEqualTo(ExitCode.USAGE.number());
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aNameThatMeansNoModelIsSaidWithWhatToDo() {
        asked("qwen2.5-coder-1.5b is not installed: jupan models pull qwen2.5-coder-1.5b", "local:qwen2.5-coder-1.5b");
        asked("there is no model llama: jupan models lists those that are here", "local:llama");
        asked("no model is installed: jupan models lists those that jupan models pull brings", "local");
        asked("there is no file ./none.gguf: jupan models lists what is here", "local:./none.gguf");
    }

    private void asked(String reason, String model) {
        Program.Result result = run("ask", "--model", model, "x");
        assertThat(result.err()).isEqualTo("jupan: " + reason + "\n");
        assertThat(result.exit()).isEqualTo(ExitCode.MODEL.number());
    }

    @Test
    void aProvidersListStandsBelowAndOneThatDoesNotAnswerIsALine() {
        try (LocalServer server = new LocalServer(Answer.status(200, "{\"data\":[{\"id\":\"m-1\"}]}"))) {
            Program.Result result = program()
                    .with("OPENAI_BASE_URL", server.uri("/v1").toString())
                    .with("OPENAI_API_KEY", "sk-1")
                    .with("OLLAMA_HOST", "127.0.0.1:1")
                    .run("models");
            assertThat(result.exit()).isZero();
            assertThat(result.out())
                    .contains("\nopenai:m-1\n")
                    .contains("\nollama: no Ollama server answers at http://127.0.0.1:1");
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Program program() {
        return new Program().with("XDG_DATA_HOME", folder.toString());
    }

    private Program.Result run(String... args) {
        return program().run(args);
    }
}
