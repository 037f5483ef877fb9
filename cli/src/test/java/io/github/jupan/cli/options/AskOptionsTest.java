package io.github.jupan.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.cli.Checkout;
import io.github.jupan.cli.OpenAiServer;
import io.github.jupan.cli.Program;
import io.github.jupan.cli.ask.AskCommand;
import io.github.jupan.testkit.LocalServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// What is set reaches the model's server, from the command line and from the configuration alike.
class AskOptionsTest {

    @TempDir
    private Path folder;

    @Test
    void theCommandLineReachesTheServer() throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.md"), "Speak like a pirate.\n");
        try (LocalServer server = OpenAiServer.open()) {
            Program.Result result = program()
                    .run(
                            "ask",
                            "-q",
                            "--model",
                            "openai:m",
                            "--base-url",
                            server.uri("/v1").toString(),
                            "--dialect",
                            "text",
                            "--temperature",
                            "0.3",
                            "--top-p",
                            "0.9",
                            "--seed",
                            "11",
                            "--max-tokens",
                            "77",
                            "--reasoning-effort",
                            "low",
                            "--steps",
                            "2",
                            "--time",
                            "90s",
                            "--context",
                            "4096",
                            "--stall",
                            "30s",
                            "--header",
                            "X-Team: abacus",
                            "--header",
                            "X-Room:7",
                            "--system",
                            rules.toString(),
                            "--mode",
                            "code",
                            "What is 3 + 4?");
            assertThat(result).isEqualTo(new Program.Result(0, "seven\n", ""));
            assertSet(server);
        }
    }

    @Test
    void theConfigurationReachesTheServer() throws IOException {
        try (LocalServer server = OpenAiServer.open()) {
            Files.writeString(configuration().resolveSibling("rules.md"), "Speak like a pirate.\n");
            configure("""
                profile = here
                temperature = 2
                here.model = openai:m
                here.base-url = %s
                here.dialect = text
                here.temperature = 0.3
                here.top-p = 0.9
                here.seed = 11
                here.max-tokens = 77
                here.reasoning-effort = low
                steps = 2
                time = 90s
                context = 4096
                stall = 30s
                here.header = X-Team: abacus
                here.header = X-Room: 7
                system = @rules.md
                mode = code
                deadline = 20s
                """.formatted(server.uri("/v1")));
            assertThat(program().run("ask", "-q", "What is 3 + 4?")).isEqualTo(new Program.Result(0, "seven\n", ""));
            assertSet(server);
            assertThat(program()
                            .run("ask", "-q", "--temperature", "1", "What is 3 + 4?")
                            .exit())
                    .isZero();
            assertThat(body(server.turns().getLast()).path("temperature").asDouble())
                    .isEqualTo(1.0);
        }
    }

    private static void assertSet(LocalServer server) throws IOException {
        LocalServer.Asked asked = server.turns().getFirst();
        JsonNode body = body(asked);
        assertThat(body.path("temperature").asDouble()).isEqualTo(0.3);
        assertThat(body.path("top_p").asDouble()).isEqualTo(0.9);
        assertThat(body.path("seed").asInt()).isEqualTo(11);
        assertThat(body.path("max_tokens").asInt()).isEqualTo(77);
        assertThat(body.path("reasoning_effort").asText()).isEqualTo("low");
        assertThat(body.path("tools").isMissingNode()).isTrue();
        assertThat(body.path("messages").path(0).path("content").asText()).endsWith("Speak like a pirate.");
        assertThat(asked.headers().getFirst("X-Team")).isEqualTo("abacus");
        assertThat(asked.headers().getFirst("X-Room")).isEqualTo("7");
    }

    private static JsonNode body(LocalServer.Asked asked) throws IOException {
        return new ObjectMapper().readTree(asked.body());
    }

    @Test
    void stepsAndTimeBoundAQuestion() {
        Program.Result steps = program().run("ask", "-q", "--model", "offline", "--steps", "1", "What is 17 * 23?");
        assertThat(steps.exit()).isEqualTo(1);
        assertThat(steps.err()).contains("1 ");
        Program.Result time = program().run("ask", "-q", "--model", "offline", "--time", "1ms", "What is 17 * 23?");
        assertThat(time.exit()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "temperature, hot, 'takes a number from 0 to 2, not hot'",
        "temperature, 2.5, 'takes a number from 0 to 2, not 2.5'",
        "temperature, NaN, 'takes a number from 0 to 2, not NaN'",
        "top-p, 0, 'takes a number above 0 and at most 1, not 0'",
        "seed, 1.5, 'takes a whole number, not 1.5'",
        "max-tokens, 0, 'must be at least 1, not 0'",
        "max-tokens, 99999999999, 'takes a whole number, not 99999999999'",
        "reasoning-effort, very high, 'takes a word such as low, medium or high, not very high'",
        "steps, 0, 'must be at least 1, not 0'",
        "time, soon, 'takes a time such as 2s, 500ms or 1m, not soon'",
        "deadline, 0, leaves no time at all with 0",
        "context, 100, 'must be at least 1024, not 100'",
        "stall, -1, 'takes a time such as 2s, 500ms or 1m, not -1'",
        "mode, wild, 'takes direct or think or code, not wild'",
        "dialect, latin, 'takes auto, prefer-text, tools or text, not latin'",
    })
    void aWrongValueNamesWhereItStands(String key, String value, String what) throws IOException {
        Program.Result option = program().run("ask", "--" + key + "=" + value, "x");
        assertThat(option).isEqualTo(new Program.Result(2, "", "jupan: --" + key + " " + what + "\n"));
        configure("# a line\n" + key + " = " + value + "\n");
        Program.Result line = program().run("ask", "x");
        assertThat(line)
                .isEqualTo(new Program.Result(
                        3, "", "jupan: " + configuration() + ", line 2: " + key + " " + what + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ask", "serve --stdio", "mcp", "acp", "run -", "doctor"})
    void aKeyThatIsNotKnownStopsEveryCommandThatReadsThem(String command) throws IOException {
        configure("modle = offline\n");
        Program.Result result = program().in("1").run((command.equals("ask") ? "ask x" : command).split(" "));
        assertThat(result.err() + result.out()).contains("there is no key modle, did you mean model?");
        assertThat(result.exit()).isEqualTo(command.equals("doctor") ? 0 : 3);
    }

    @Test
    void everyOptionIsAKeyAndStandsInTheDocument() throws IOException {
        configure("nonsense = 1\n");
        String known = program().run("ask", "x").err();
        String document = Files.readString(Checkout.root().resolve("docs/command-line.md"));
        List<String> names = new CommandLine(new AskCommand(
                        program().surroundings(new ByteArrayOutputStream(), new ByteArrayOutputStream())))
                .getCommandSpec().mixins().values().stream()
                        .filter(mixin -> mixin.userObject() instanceof AskOptions)
                        .flatMap(mixin -> mixin.options().stream())
                        .map(option -> option.longestName().substring(2))
                        .toList();
        assertThat(names).hasSizeGreaterThanOrEqualTo(17).allSatisfy(name -> {
            assertThat(known).contains(" " + name);
            assertThat(document).contains("`--" + name);
        });
    }

    @Test
    void theDocumentsConfigurationIsOne() throws IOException {
        String document = Files.readString(Checkout.root().resolve("docs/command-line.md"));
        String block = document.substring(
                document.indexOf("```properties\n") + "```properties\n".length(), document.indexOf("```\n\n`fast`"));
        configure(block);
        assertThat(program()
                        .run("ask", "--profile", "fast", "--model", "offline", "What is 17 * 23?")
                        .exit())
                .isZero();
    }

    @Test
    void aFileThatIsNotThereIsNoText() {
        Program.Result result = program().run("ask", "--system", "@" + folder.resolve("none.md"), "x");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("there is no such file").hasLineCount(1);
    }

    private Path configuration() throws IOException {
        return Files.createDirectories(folder.resolve("jupan")).resolve("config.properties");
    }

    private void configure(String text) throws IOException {
        Files.writeString(configuration(), text);
    }

    private Program program() {
        return new Program().with("XDG_CONFIG_HOME", folder.toString());
    }
}
