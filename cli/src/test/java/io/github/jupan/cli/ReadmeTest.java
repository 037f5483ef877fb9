package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.cli.serve.McpCommandTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What README shows is what happens.
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\n(.*?)^```$");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir
    Path folder;

    /// What follows it needs a gigabyte.
    private static final String PULL = "./jupan models pull ";

    static Stream<String> commands() throws IOException {
        return blocks("sh")
                .filter(block -> !block.contains(PULL))
                .flatMap(String::lines)
                .map(line -> line.replaceFirst("\\s+#.*", ""))
                .filter(line -> line.contains("./jupan"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandWorks(String command) throws IOException {
        Path script = Files.writeString(folder.resolve("script.py"), "print(6 * 7)");
        String[] arguments = words(command.substring(command.indexOf("./jupan") + "./jupan".length())
                .strip()
                .replace("script.py", script.toString()));
        Program program = new Program();
        if (command.startsWith("cat ")) {
            program.in("The white whale. A whale is no fish, said the whaler.\n");
        }
        if (command.startsWith("echo ")) {
            program.in(echoed(command));
        }
        Program.Result result = program.run(arguments);
        if (command.contains("--model")) {
            // There is no terminal, no key and no server here: that is what it may complain of, and nothing else.
            assertThat(result.err()).hasLineCount(1).containsAnyOf("terminal", "API_KEY", "Ollama");
        } else {
            assertThat(result.exit()).as(result.err()).isZero();
        }
    }

    @Test
    void theModelThatIsTwoCommandsAwayCanBePulled() throws IOException {
        List<String> lines = blocks("sh")
                .filter(block -> block.contains(PULL))
                .flatMap(String::lines)
                .toList();
        assertThat(lines).hasSize(2);
        String[] pull = words(lines.getFirst().replaceFirst("\\s+#.*", "").substring("./jupan".length()));
        Program.Result result = new Program()
                .with("XDG_DATA_HOME", folder.toString())
                .with("HF_ENDPOINT", "http://127.0.0.1:1")
                .with("PIP_INDEX_URL", "http://127.0.0.1:1")
                .run(pull);
        assertThat(result.err()).contains("cannot be had: 127.0.0.1:1 cannot be reached");
        assertThat(lines.getLast()).startsWith("./jupan \"").endsWith("\"");
    }

    @Test
    void theJsonRpcExampleCounts() throws IOException {
        String command = commands()
                .filter(each -> each.contains("serve --stdio"))
                .findFirst()
                .orElseThrow();
        assertThat(new Program().in(echoed(command)).run("serve", "--stdio").out())
                .startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{")
                .contains("\"value\":\"3\"")
                .hasLineCount(1);
    }

    private static String echoed(String command) {
        return command.substring("echo '".length(), command.lastIndexOf('\'')) + "\n";
    }

    @Test
    void theFirstCommandAnswersThree() throws IOException {
        String first = commands().toList().getFirst();
        Program.Result result =
                new Program().run(words(first.substring("./jupan".length()).strip()));
        assertThat(result.out()).contains("→ 3").endsWith("There are 3 r's in \"strawberry\".\n");
        assertThat(result.err()).contains("✓ 3 computed by run 1");
    }

    @Test
    void theTestCommandIsTheOneThatCiCalls() throws IOException {
        String ci = Files.readString(Checkout.root().resolve(".ci/run"));
        assertThat(blocks("sh").toList()).contains("./mvnw verify\n");
        assertThat(ci).contains("./mvnw ").contains(" verify").contains("./jupan ask");
    }

    @Test
    void theJavaExampleCompilesAndAnswers() throws Exception {
        Path source = Files.writeString(
                folder.resolve("Example.java"), blocks("java").toList().getFirst());
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--class-path",
                        System.getProperty("java.class.path"),
                        source.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output).startsWith("There are 3 r's in \"strawberry\". [Evidence[number=3");
        assertThat(java.waitFor()).isZero();
    }

    @Test
    void everyMcpConfigurationStartsAServer() throws IOException {
        List<String> configurations =
                blocks("json").filter(block -> block.contains("\"mcp\"")).toList();
        assertThat(configurations).hasSize(2);
        for (String block : configurations) {
            JsonNode server =
                    new ObjectMapper().readTree(block).elements().next().get("jupan");
            assertThat(server.get("command").asText()).isEqualTo("/path/to/jupan/jupan");
            List<String> arguments = new ArrayList<>();
            server.get("args").forEach(argument -> arguments.add(argument.asText()));
            Program.Result result = new Program().in(McpCommandTest.HELLO).run(arguments.toArray(String[]::new));
            assertThat(result.out()).contains("\"serverInfo\":{\"name\":\"jupan\"");
        }
    }

    @Test
    void everyFileItNamesIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        Matcher link = Pattern.compile("]\\(([^)#:]+)\\)").matcher(readme());
        while (link.find()) {
            if (!Files.exists(Checkout.root().resolve(link.group(1)))) {
                missing.add(link.group(1));
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void theKoreanReadmeHasTheSameBlocksAndLinks() throws IOException {
        String korean = Files.readString(Checkout.root().resolve("README.ko.md"));
        assertThat(matches(BLOCK, korean)).isEqualTo(matches(BLOCK, readme()));
        Pattern link = Pattern.compile("]\\((?!README)[^)]+\\)");
        assertThat(matches(link, korean)).containsExactlyInAnyOrderElementsOf(matches(link, readme()));
        Pattern heading = Pattern.compile("(?m)^#+ ");
        assertThat(matches(heading, korean)).isEqualTo(matches(heading, readme()));
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }

    private static String[] words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);
    }

    private static Stream<String> blocks(String language) throws IOException {
        List<MatchResult> all = BLOCK.matcher(readme()).results().toList();
        return all.stream().filter(block -> block.group(1).equals(language)).map(block -> block.group(2));
    }

    private static String readme() throws IOException {
        return Files.readString(Checkout.root().resolve("README.md"));
    }
}
