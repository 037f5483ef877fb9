package io.github.jupan.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.cli.Checkout;
import io.github.jupan.cli.Main;
import io.github.jupan.cli.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class AcpCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern JSON_BLOCK = Pattern.compile("(?ms)^```json\n(.*?)^```$");

    @TempDir
    private Path home;

    @Test
    void answersAnEditorAndEndsWithItsInput() throws Exception {
        Process process = start("--model", "offline", "--mode", "think", "--ask-permission");
        List<JsonNode> messages = new ArrayList<>();
        try (PrintStream in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
                BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            in.println("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":1}}");
            assertThat(readTo(0, out, messages).at("/result/agentInfo/name").asText())
                    .isEqualTo("jupan");
            in.println("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session/new\","
                    + "\"params\":{\"cwd\":\"/\",\"mcpServers\":[]}}");
            JsonNode opened = readTo(1, out, messages).path("result");
            assertThat(opened.at("/modes/currentModeId").asText()).isEqualTo("think");
            String session = opened.path("sessionId").asText();
            in.println(
                    "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"session/prompt\",\"params\":{\"sessionId\":\"" + session
                            + "\",\"prompt\":[{\"type\":\"text\",\"text\":\"Use code: how many r's are in"
                            + " strawberry?\"}]}}");
            JsonNode asked = readTo(0, "session/request_permission", out, messages);
            in.println("{\"jsonrpc\":\"2.0\",\"id\":" + asked.path("id")
                    + ",\"result\":{\"outcome\":{\"outcome\":\"selected\",\"optionId\":\"allow_once\"}}}");
            assertThat(readTo(2, out, messages).at("/result/stopReason").asText())
                    .isEqualTo("end_turn");
            process.getOutputStream().close();
            assertThat(out.readLine()).as("after the end of input").isNull();
        }
        assertThat(process.waitFor()).isZero();
        StringBuilder said = new StringBuilder();
        messages.forEach(message -> said.append(
                message.at("/params/update/sessionUpdate").asText().equals("agent_message_chunk")
                        ? message.at("/params/update/content/text").asText()
                        : ""));
        assertThat(said.toString()).contains("There are 3 r's in \"strawberry\".");
    }

    @Test
    void aModelThatIsNotConfiguredIsAnErrorOfTheSession() {
        Program.Result result = new Program()
                .in(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session/new\",\"params\":{\"cwd\":\"/\",\"mcpServers\":[]}}\n")
                .run("acp", "--model", "openai:gpt-5");
        assertThat(result.exit()).isZero();
        assertThat(result.outLines()).singleElement().asString().contains("\"error\"", "OPENAI_API_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/acp.md"})
    void everySnippetStartsIt(String document) throws IOException {
        String text = Files.readString(Checkout.root().resolve(document));
        List<JsonNode> agents = new ArrayList<>();
        for (MatchResult block : JSON_BLOCK.matcher(text).results().toList()) {
            if (block.group(1).contains("agent_servers")) {
                agents.add(JSON.readTree(block.group(1)).at("/agent_servers/jupan"));
            }
        }
        assertThat(agents).isNotEmpty();
        for (JsonNode agent : agents) {
            assertThat(agent.path("command").asText()).isEqualTo("/path/to/jupan/jupan");
            Program program = new Program();
            agent.path("env")
                    .properties()
                    .forEach(variable ->
                            program.with(variable.getKey(), variable.getValue().asText()));
            Program.Result result = program.run(
                    agent.path("args").valueStream().map(JsonNode::asText).toArray(String[]::new));
            assertThat(result).isEqualTo(new Program.Result(0, "", ""));
        }
    }

    private static JsonNode readTo(int id, BufferedReader out, List<JsonNode> messages) throws IOException {
        return readTo(id, "", out, messages);
    }

    /// Reads until a message has this method, or answers this request when there is no method.
    private static JsonNode readTo(int id, String method, BufferedReader out, List<JsonNode> messages)
            throws IOException {
        while (true) {
            String line = out.readLine();
            assertThat(line).as("messages so far: " + messages).isNotNull();
            JsonNode message = JSON.readTree(line);
            assertThat(message.path("jsonrpc").asText()).as(line).isEqualTo("2.0");
            messages.add(message);
            if (message.path("method").asText().equals(method)
                    && (!method.isEmpty() || message.path("id").asInt() == id)) {
                return message;
            }
        }
    }

    private Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "acp"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putIfAbsent("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        builder.environment().put("HOME", home.toString());
        builder.environment().put("XDG_STATE_HOME", home.toString());
        builder.environment().put("XDG_DATA_HOME", home.toString());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return builder.start();
    }
}
