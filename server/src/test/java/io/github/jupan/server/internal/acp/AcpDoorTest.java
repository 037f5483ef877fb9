package io.github.jupan.server.internal.acp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.output.FinishReason;
import io.github.jupan.agent.ModelException;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.server.AcpDoor;
import io.github.jupan.server.Permission;
import io.github.jupan.server.ServerLimits;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.acp.AcpTranscript.From;
import io.github.jupan.testkit.Chunks;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class AcpDoorTest {

    private static final String QUESTION = "How many r's are in strawberry?";
    private static final String BLOCK = "I count.\n```python\nword = 'strawberry'\nword.count('r')\n```\n";
    private static final Script COUNTS = Script.say(BLOCK);
    private static final Script ANSWERS = Script.say("There are 3.");
    private static final Script FOR_EVER = Script.say("```python\nwhile True: pass\n```\n");
    private static final String SHOWN_CODE = "```python\\nword = 'strawberry'\\nword.count('r')\\n```";

    private final FakeSandbox sandbox = new FakeSandbox();
    private @Nullable TestEditor open;
    private @Nullable Sessions sessions;

    private TestEditor editor(Permission permission, Script... script) throws IOException {
        ScriptedModel model = ScriptedModel.of(Chunks.whole(), script);
        ServerLimits limits =
                new ServerLimits(10, 10, 10, 16L << 30, 10_000, Duration.ofMinutes(1), Duration.ofSeconds(20));
        Sessions made = new Sessions(new OneModel(model), sandbox, List.of(), limits);
        TestEditor editor = new TestEditor(new AcpDoor(made, SessionOptions.DEFAULT, permission));
        sessions = made;
        open = editor;
        return editor;
    }

    @AfterEach
    void endsAtTheEndOfInput() throws IOException {
        if (open != null && sessions != null) {
            open.close();
            sessions.close();
        }
    }

    @Test
    void showsTheCodeItsResultAndTheAnswer() throws Exception {
        TestEditor editor =
                editor(Permission.GIVEN, Script.turn().thenThink("Hm.").thenSay(BLOCK), ANSWERS);
        String session = editor.initialized();
        JsonNode response = editor.prompt(session, QUESTION);
        assertThat(response.path("result").path("stopReason").asText()).isEqualTo("end_turn");
        assertThat(editor.shown())
                .containsExactly(
                        "agent_thought_chunk | Hm.",
                        "agent_message_chunk | I count.\\n",
                        "tool_call run-1 pending",
                        "tool_call_update run-1 | ```python\\nword = 'strawberry'\\nword.count('r')\\n```",
                        "tool_call_update run-1 in_progress | " + SHOWN_CODE,
                        "tool_call_update run-1 completed | " + SHOWN_CODE + " | ```\\n3\\n```",
                        "agent_message_chunk | There are 3.");
    }

    @Test
    void replaysASessionThatIsLoadedAndGoesOn() throws Exception {
        TestEditor editor = editor(Permission.GIVEN, COUNTS, ANSWERS, Script.say("You are welcome."));
        String session = editor.initialized();
        editor.prompt(session, QUESTION);
        editor.request("session/set_mode", "{'sessionId':'" + session + "','modeId':'direct'}");
        editor.prompt(session, "Thank you.");
        editor.shown();
        JsonNode loaded = editor.request("session/load", "{'sessionId':'" + session + "','cwd':'/','mcpServers':[]}");
        assertThat(loaded.path("result").path("modes").path("currentModeId").asText())
                .isEqualTo("direct");
        assertThat(editor.shown())
                .containsExactly(
                        "user_message_chunk | " + QUESTION,
                        "agent_message_chunk | I count.\\n",
                        "tool_call run-1 pending",
                        "tool_call_update run-1 | " + SHOWN_CODE,
                        "tool_call_update run-1 in_progress | " + SHOWN_CODE,
                        "tool_call_update run-1 completed | " + SHOWN_CODE + " | ```\\n3\\n```",
                        "agent_message_chunk | There are 3.",
                        "user_message_chunk | Thank you.",
                        "agent_message_chunk | You are welcome.");
    }

    @Test
    void aSessionThatIsLoadedAgainKeepsTheModeThatWasSet() throws Exception {
        TestEditor editor = editor(Permission.GIVEN, COUNTS, ANSWERS);
        String session = editor.initialized();
        editor.prompt(session, QUESTION);
        editor.request("session/set_mode", "{'sessionId':'" + session + "','modeId':'direct'}");
        JsonNode loaded = editor.request("session/load", "{'sessionId':'" + session + "','cwd':'/','mcpServers':[]}");
        assertThat(loaded.path("result").path("modes").path("currentModeId").asText())
                .isEqualTo("direct");
    }

    @Test
    void listsResumesClosesAndDeletesSessions() throws Exception {
        TestEditor editor = editor(Permission.GIVEN, COUNTS, ANSWERS, ANSWERS);
        String session = editor.initialized();
        editor.prompt(session, QUESTION);
        editor.shown();
        String id = "{'sessionId':'" + session + "'";
        assertThat(editor.request("session/close", id + "}").has("result")).isTrue();
        assertThat(editor.prompt(session, QUESTION).at("/error/code").asInt()).isEqualTo(-32002);
        JsonNode listed = editor.request("session/list", "{'cwd':'/home/me'}").path("result");
        assertThat(listed.path("sessions")).hasSize(1);
        assertThat(listed.at("/sessions/0/sessionId").asText()).isEqualTo(session);
        assertThat(listed.at("/sessions/0/cwd").asText()).isEqualTo("/home/me");
        assertThat(listed.at("/sessions/0/title").asText()).isEqualTo(QUESTION);
        assertThat(listed.has("nextCursor")).isFalse();
        assertThat(editor.request("session/list", "{'cursor':'x'}")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
        JsonNode resumed = editor.request("session/resume", id + ",'cwd':'/','mcpServers':[]}");
        assertThat(resumed.at("/result/modes/currentModeId").asText()).isEqualTo("code");
        assertThat(editor.shown()).as("what was is not shown again").isEmpty();
        assertThat(editor.prompt(session, "Are you sure?")
                        .at("/result/stopReason")
                        .asText())
                .isEqualTo("end_turn");
        assertThat(editor.request("session/delete", id + "}").has("result")).isTrue();
        assertThat(editor.request("session/delete", id + "}").has("result")).isTrue();
        assertThat(editor.request("session/list", "{}").at("/result/sessions")).isEmpty();
    }

    @Test
    void aSessionHasItsModelAndItsModeAsOptions() throws Exception {
        TestEditor editor = editor(Permission.GIVEN, ANSWERS);
        editor.request("initialize", "{'protocolVersion':1}");
        JsonNode opened =
                editor.request("session/new", "{'cwd':'/','mcpServers':[]}").path("result");
        assertThat(opened.at("/configOptions").findValuesAsText("currentValue")).containsExactly("test", "code");
        assertThat(opened.at("/configOptions/0/options").findValuesAsText("value"))
                .containsExactly("test", "other");
        String set = "{'sessionId':'" + opened.path("sessionId").asText() + "','configId':";
        assertThat(editor.request("session/set_config_option", set + "'model','value':'other'}")
                        .at("/result/configOptions")
                        .findValuesAsText("currentValue"))
                .containsExactly("other", "code");
        assertThat(editor.request("session/set_config_option", set + "'mode','value':'think'}")
                        .at("/result/configOptions")
                        .findValuesAsText("currentValue"))
                .containsExactly("other", "think");
        assertThat(editor.request("session/set_config_option", set + "'taste','value':'x'}")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
    }

    @Test
    void tellsTheTitleTheTokensAndTheCommands() throws Exception {
        TestEditor editor = editor(Permission.GIVEN, Script.say("There are 3.").counting(120, 7));
        String session = editor.initialized();
        editor.prompt(session, QUESTION);
        assertThat(editor.told("available_commands_update"))
                .singleElement()
                .satisfies(each -> assertThat(each.at("/availableCommands").findValuesAsText("name"))
                        .containsExactly("code", "think", "direct", "run", "reset"));
        assertThat(editor.told("session_info_update"))
                .singleElement()
                .satisfies(each -> assertThat(each.path("title").asText()).isEqualTo(QUESTION));
        assertThat(editor.told("usage_update")).singleElement().satisfies(each -> {
            assertThat(each.path("used").asInt()).isEqualTo(127);
            assertThat(each.path("size").asInt()).isGreaterThan(1_000);
        });
    }

    @Test
    void takesCommands() throws Exception {
        TestEditor editor = editor(Permission.GIVEN, Script.say("Three."));
        String session = editor.initialized();
        assertThat(editor.prompt(session, "/run 1 + 2").at("/result/stopReason").asText())
                .isEqualTo("end_turn");
        assertThat(sandbox.ran).contains("1 + 2");
        assertThat(editor.shown()).last().asString().contains("completed", "3");
        assertThat(editor.prompt(session, "/reset").at("/result/stopReason").asText())
                .isEqualTo("end_turn");
        assertThat(editor.shown()).containsExactly("agent_message_chunk | Python begins anew.");
        editor.prompt(session, "/direct " + QUESTION);
        assertThat(editor.shown()).containsExactly("agent_message_chunk | Three.");
        assertThat(sandbox.bound).doesNotContain(new Binding.Text("/direct " + QUESTION));
    }

    @Test
    void hasNoFolderThatIsNoAbsolutePath() throws Exception {
        TestEditor editor = editor(Permission.GIVEN);
        for (String folder : List.of("rel", "", "./x")) {
            JsonNode refused = editor.request("session/new", "{'cwd':'" + folder + "','mcpServers':[]}");
            assertThat(refused.at("/error/message").asText())
                    .isEqualTo("wrong parameters: cwd must be an absolute path");
        }
    }

    @Test
    void aRequestIsCancelledByItsId() throws Exception {
        TestEditor editor = editor(Permission.GIVEN, FOR_EVER);
        String session = editor.initialized();
        int prompt = editor.sendPrompt(session, QUESTION);
        editor.awaitUpdate("tool_call_update", "in_progress");
        editor.line("{\"jsonrpc\":\"2.0\",\"method\":\"$/cancel_request\",\"params\":{\"requestId\":" + prompt + "}}");
        assertThat(editor.response(prompt).at("/result/stopReason").asText()).isEqualTo("cancelled");
    }

    /// The editor's own servers come with the session.
    @Test
    void usesTheEditorsServers(@TempDir Path folder) throws Exception {
        String answer = "answer() { read -r asked; id=${asked#*'\"id\":'}; "
                + "printf '{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}\\n' \"${id%%,*}\" \"$1\"; }\n";
        Path server = Files.writeString(
                folder.resolve("server.sh"),
                answer
                        + "answer '{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
                        + "\"serverInfo\":{\"name\":\"f\",\"version\":\"1\"}}'\nread -r _\n"
                        + "answer '{\"tools\":[{\"name\":\"weather\",\"inputSchema\":{\"type\":\"object\"}}]}'\n"
                        + "answer \"{\\\"content\\\":[{\\\"type\\\":\\\"text\\\",\\\"text\\\":\\\"$SKY\\\"}]}\"\n"
                        + "while read -r _; do :; done\n");
        TestEditor editor = editor(
                Permission.GIVEN,
                Script.turn().thenWholeCall("c1", "weather", "{}"),
                Script.say("It is blue.")
                        .expecting(
                                "the tool's result",
                                request -> request.toString().contains("all blue")));
        editor.request("initialize", "{'protocolVersion':1}");
        String session = editor.request(
                        "session/new",
                        "{'cwd':'/','mcpServers':[{'name':'sky','command':'/bin/sh','args':['" + server
                                + "'],'env':[{'name':'SKY','value':'all blue'}]},"
                                + "{'name':'gone','command':'/no/such/program','args':[],'env':[]}]}")
                .at("/result/sessionId")
                .asText();
        assertThat(editor.prompt(session, "What is the sky like?")
                        .at("/result/stopReason")
                        .asText())
                .isEqualTo("end_turn");
        assertThat(editor.shown())
                .anySatisfy(each -> assertThat(each).contains("the MCP server gone cannot be used"))
                .anySatisfy(each -> assertThat(each).startsWith("tool_call").contains("all blue"))
                .last()
                .isEqualTo("agent_message_chunk | It is blue.");
    }

    @Test
    void asksBeforeEachRunAndRunsWhatIsAllowed() throws Exception {
        TestEditor editor = editor(Permission.ASKED, COUNTS, COUNTS, ANSWERS);
        String session = editor.initialized();
        int prompt = editor.sendPrompt(session, QUESTION);
        for (int run = 1; run <= 2; run++) {
            JsonNode asked = editor.next();
            assertThat(asked.path("method").asText()).isEqualTo("session/request_permission");
            assertThat(asked.path("params")
                            .path("toolCall")
                            .path("rawInput")
                            .path("code")
                            .asText())
                    .isEqualTo("word = 'strawberry'\nword.count('r')");
            assertThat(sandbox.ran).hasSize(run - 1);
            editor.answer(asked, "{'outcome':{'outcome':'selected','optionId':'allow_once'}}");
        }
        assertThat(editor.response(prompt).path("result").path("stopReason").asText())
                .isEqualTo("end_turn");
        assertThat(sandbox.ran).hasSize(2);
    }

    @Test
    void asksNoMoreOnceAllIsAllowed() throws Exception {
        TestEditor editor = editor(Permission.ASKED, COUNTS, COUNTS, ANSWERS, COUNTS, ANSWERS);
        String session = editor.initialized();
        int prompt = editor.sendPrompt(session, QUESTION);
        editor.answer(editor.next(), "{'outcome':{'outcome':'selected','optionId':'allow_always'}}");
        editor.response(prompt);
        editor.prompt(session, QUESTION);
        assertThat(sandbox.ran).hasSize(3);
    }

    @Test
    void runsNothingThatIsNotAllowedAndTellsTheModel() throws Exception {
        Script told = Script.say("I cannot count it.")
                .expecting(
                        "say that the code was not allowed",
                        request -> request.messages().toString().contains("the user did not allow this code"));
        TestEditor editor = editor(Permission.ASKED, COUNTS, told);
        String session = editor.initialized();
        int prompt = editor.sendPrompt(session, QUESTION + " Use code.");
        editor.answer(editor.next(), "{'outcome':{'outcome':'selected','optionId':'reject_once'}}");
        assertThat(editor.response(prompt).path("result").path("stopReason").asText())
                .isEqualTo("end_turn");
        assertThat(sandbox.ran).isEmpty();
        assertThat(editor.shown())
                .contains("tool_call_update run-1 failed | " + SHOWN_CODE + " | Not run: you did not allow it.")
                .endsWith("agent_message_chunk | I cannot count it.");
        editor.request("session/load", "{'sessionId':'" + session + "','cwd':'/','mcpServers':[]}");
        assertThat(editor.shown())
                .endsWith(
                        "tool_call_update run-1 failed | " + SHOWN_CODE + " | Not run.",
                        "agent_message_chunk | I cannot count it.");
    }

    @Test
    void aCancelledQuestionEndsTheWaitForPermission() throws Exception {
        TestEditor editor = editor(Permission.ASKED, COUNTS, ANSWERS);
        String session = editor.initialized();
        int prompt = editor.sendPrompt(session, QUESTION);
        JsonNode asked = editor.next();
        editor.cancel(session);
        assertThat(editor.response(prompt).path("result").path("stopReason").asText())
                .isEqualTo("cancelled");
        editor.answer(asked, "{'outcome':{'outcome':'cancelled'}}");
        assertThat(sandbox.ran).isEmpty();
        assertThat(editor.shown()).last().isEqualTo("tool_call_update run-1 failed | " + SHOWN_CODE + " | Not run.");
    }

    @Test
    void cancelsARunThatGoesOnForEver() throws Exception {
        TestEditor editor = editor(Permission.GIVEN, FOR_EVER);
        String session = editor.initialized();
        int prompt = editor.sendPrompt(session, QUESTION);
        editor.awaitUpdate("tool_call_update", "in_progress");
        editor.cancel(session);
        assertThat(editor.response(prompt).path("result").path("stopReason").asText())
                .isEqualTo("cancelled");
    }

    @Test
    void anEditorThatCannotAskIsToldWhatToDo() throws Exception {
        TestEditor editor = editor(Permission.ASKED, COUNTS);
        String session = editor.initialized();
        int prompt = editor.sendPrompt(session, QUESTION);
        editor.reply(editor.next(), "error", "{'code':-32601,'message':'Method not found'}");
        assertThat(editor.response(prompt).path("error").path("message").asText())
                .startsWith("the editor cannot ask for permission; start jupan acp without --ask-permission");
        assertThat(sandbox.ran).isEmpty();
    }

    @Test
    void whatRunsForAnEditorThatReadsNoMoreIsCancelled() throws Exception {
        TestEditor editor = editor(Permission.GIVEN, FOR_EVER);
        String session = editor.initialized();
        editor.sendPrompt(session, QUESTION);
        editor.awaitUpdate("tool_call_update", "in_progress");
        editor.stopReading();
        editor.send("session/load", "{'sessionId':'" + session + "','cwd':'/','mcpServers':[]}");
        assertThat(sandbox.stopped.await(5, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void aSessionAtWorkIsNotLoaded() throws Exception {
        TestEditor editor = editor(Permission.GIVEN, FOR_EVER);
        String session = editor.initialized();
        int prompt = editor.sendPrompt(session, QUESTION);
        editor.awaitUpdate("tool_call_update", "in_progress");
        JsonNode refused = editor.request("session/load", "{'sessionId':'" + session + "','cwd':'/','mcpServers':[]}");
        assertThat(refused.path("error").path("message").asText()).contains("busy");
        editor.cancel(session);
        assertThat(editor.response(prompt).path("result").path("stopReason").asText())
                .isEqualTo("cancelled");
    }

    @Test
    void aCancellationRightBehindItsPromptIsNotLost() throws Exception {
        TestEditor editor =
                editor(Permission.GIVEN, Collections.nCopies(20, Script.hang()).toArray(Script[]::new));
        String session = editor.initialized();
        for (int i = 0; i < 20; i++) {
            int prompt = editor.sendPromptAndCancel(session, QUESTION);
            assertThat(editor.response(prompt).path("result").path("stopReason").asText())
                    .isEqualTo("cancelled");
        }
    }

    @Test
    void aPromptGoesOnInOneSessionWhileAnotherIsAnswered() throws Exception {
        TestEditor editor = editor(Permission.GIVEN, FOR_EVER, ANSWERS);
        String first = editor.initialized();
        String second = editor.request("session/new", "{'cwd':'/','mcpServers':[]}")
                .path("result")
                .path("sessionId")
                .asText();
        int busy = editor.sendPrompt(first, QUESTION);
        editor.awaitUpdate("tool_call_update", "in_progress");
        assertThat(editor.prompt(second, QUESTION)
                        .path("result")
                        .path("stopReason")
                        .asText())
                .isEqualTo("end_turn");
        JsonNode refused = editor.prompt(first, QUESTION).path("error");
        assertThat(refused.path("code").asInt()).isEqualTo(-32600);
        assertThat(refused.path("message").asText()).contains("busy", "session/cancel");
        editor.cancel(first);
        editor.response(busy);
    }

    @Test
    void embeddedTextBecomesADocumentAndALinkIsNotRead() throws Exception {
        TestEditor editor = editor(Permission.GIVEN, COUNTS, ANSWERS);
        String session = editor.initialized();
        JsonNode response = editor.request(
                "session/prompt",
                "{'sessionId':'" + session + "','prompt':[{'type':'text','text':'How many words are in '},"
                        + "{'type':'resource','resource':{'uri':'file:///home/me/a.txt','text':'one two three'}},"
                        + "{'type':'text','text':'?'},"
                        + "{'type':'resource_link','name':'b.txt','uri':'file:///etc/passwd'}]}");
        assertThat(response.path("result").path("stopReason").asText()).isEqualTo("end_turn");
        assertThat(sandbox.bound)
                .contains(new Binding.TextMap(Map.of("a.txt", "one two three")))
                .contains(new Binding.Text("How many words are in a.txt?"));
        assertThat(editor.shown()).first().asString().contains("b.txt is a link and was not read");
    }

    @Test
    void everyEndHasItsReason() throws Exception {
        Script filtered = Script.turn().ending(FinishReason.CONTENT_FILTER);
        Script error = Script.say("```python\nx\n```\n");
        TestEditor editor = editor(Permission.ASKED, filtered, error, error, error);
        String session = editor.initialized();
        assertThat(editor.prompt(session, QUESTION)
                        .path("result")
                        .path("stopReason")
                        .asText())
                .isEqualTo("refusal");
        assertThat(editor.shown()).singleElement().asString().contains("content filter");
        int prompt = editor.sendPrompt(session, QUESTION);
        for (int i = 0; i < 3; i++) {
            editor.answer(editor.next(), "{'outcome':{'outcome':'selected','optionId':'reject_once'}}");
        }
        assertThat(editor.response(prompt).path("result").path("stopReason").asText())
                .isEqualTo("max_turn_requests");
        assertThat(editor.shown()).last().asString().contains("No answer: the model made the same error");
    }

    @Test
    void whatFailsIsOneLineAndTheSessionGoesOn() throws Exception {
        Script fails =
                Script.fail(new ModelException("The key is wrong;\nset it.", ModelException.Retry.WILL_NOT_HELP, null));
        TestEditor editor = editor(Permission.GIVEN, fails, ANSWERS);
        String session = editor.initialized();
        JsonNode error = editor.prompt(session, QUESTION).path("error");
        assertThat(error.path("code").asInt()).isEqualTo(-32603);
        assertThat(error.path("message").asText()).hasLineCount(1).isNotBlank();
        assertThat(editor.prompt(session, QUESTION)
                        .path("result")
                        .path("stopReason")
                        .asText())
                .isEqualTo("end_turn");
    }

    @Test
    void badInputIsAnsweredAndTheNextLineIsRead() throws Exception {
        TestEditor editor = editor(Permission.GIVEN, ANSWERS);
        String session = editor.initialized();
        Map<String, Integer> answers = new java.util.LinkedHashMap<>();
        answers.put("nonsense", -32700);
        answers.put("{\"jsonrpc\":\"2.0\",", -32700);
        answers.put("[".repeat(5_000), -32700);
        answers.put("x".repeat(20_000), -32600);
        answers.put("[]", -32600);
        answers.put("{\"jsonrpc\":\"2.0\",\"id\":9}", -32600);
        answers.put("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"no/such\"}", -32601);
        answers.put("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"session/prompt\"}", -32602);
        answers.put(
                "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"session/prompt\",\"params\":{\"sessionId\":\"?\"}}",
                -32002);
        answers.put(
                "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"session/prompt\",\"params\":{\"sessionId\":\"" + session
                        + "\"}}",
                -32602);
        answers.put(
                "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"session/prompt\",\"params\":{\"prompt\":[{\"type\":\"x\"}]}}",
                -32602);
        answers.put(
                "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"session/load\",\"params\":{\"sessionId\":\"?\",\"cwd\":\"/\"}}",
                -32002);
        answers.put(
                "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"session/set_mode\",\"params\":{\"sessionId\":\"" + session
                        + "\",\"modeId\":\"x\"}}",
                -32602);
        editor.line("");
        editor.line("{\"jsonrpc\":\"2.0\",\"method\":\"session/cancel\",\"params\":{\"sessionId\":{}}}");
        editor.line("{\"jsonrpc\":\"2.0\",\"id\":\"nobody asked\",\"result\":{}}");
        for (var each : answers.entrySet()) {
            editor.line(each.getKey());
            JsonNode error = editor.next().path("error");
            assertThat(error.path("code").asInt())
                    .as(each.getKey() + " " + error)
                    .isEqualTo(each.getValue());
            assertThat(error.path("message").asText()).hasLineCount(1).hasSizeLessThan(200);
        }
        assertThat(editor.prompt(session, QUESTION)
                        .path("result")
                        .path("stopReason")
                        .asText())
                .isEqualTo("end_turn");
    }

    @Test
    void theCheckSeesAMessageThatBreaksTheSchema() {
        Assumptions.assumeTrue(AcpTranscript.hasSchema(), "skipped: there is no schema of the protocol");
        String good = "{\"jsonrpc\":\"2.0\",\"method\":\"session/update\",\"params\":{\"sessionId\":\"a\",\"update\":"
                + "{\"sessionUpdate\":\"agent_message_chunk\",\"content\":{\"type\":\"text\",\"text\":\"b\"}}}}";
        AcpTranscript transcript = new AcpTranscript();
        transcript.add(From.AGENT, good);
        assertThat(transcript.counts()).isEqualTo(Map.of("SessionNotification", 1));
        for (String bad : List.of(
                good.replace("\"text\":\"b\"", "\"text\":3"),
                good.replace("agent_message_chunk", "agent_massage_chunk"),
                good.replace("\"sessionId\":\"a\",", ""),
                good.replace("\"type\":\"text\"", "\"type\":\"text\",\"type\":\"text\""),
                good.replace("session/update", "session/updated"))) {
            assertThatThrownBy(() -> transcript.add(From.AGENT, bad)).as(bad).isInstanceOf(AssertionError.class);
        }
    }
}
