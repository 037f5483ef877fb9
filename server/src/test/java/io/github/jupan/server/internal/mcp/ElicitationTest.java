package io.github.jupan.server.internal.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.server.McpDoor;
import io.github.jupan.server.Permission;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.NodePackages;
import io.github.jupan.server.internal.peer.Json;
import io.github.jupan.server.internal.peer.Request;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that is to ask before code runs has the client ask its user; the client is the protocol's own for Node.
@Timeout(900)
class ElicitationTest {

    private static final String NEWEST = "2026-07-28";

    private static final String PROGRAM = "Run this Python program?";

    private static final String EXPECTED = "{\"accepted\":[\"42\",[\"" + PROGRAM + "\\n\\n```\\n6 * 7\\n```\"]],"
            + "\"declined\":[\"not run: the user did not allow it\",true,1],"
            + "\"dismissed\":[\"not run: the user was asked, and gave no answer\",true],"
            + "\"neitherRan\":\"False\",\"counted\":[],"
            + "\"ask\":[\"answered\",1,[\"" + PROGRAM + "\"]],\"askDeclined\":[[],1],"
            + "\"always\":[1,\"2\",0],\"askAlways\":[\"answered\",0],\"otherSession\":[\"not"
            + " run: the user did not allow it\",1],\"without\":[\"nothing"
            + " was run: this server asks the user before it runs code, and"
            + " this client cannot ask (it has not declared elicitation);"
            + " start jupan mcp without --ask-permission\",true]}";

    /// In this revision a question is asked about before it begins, and as a whole.
    private static final String EXPECTED_OF_NEWEST = EXPECTED.replace(
                    "[\"answered\",1,[\"" + PROGRAM + "\"]]",
                    "[\"answered\",1,[\"Run the Python programs that a model writes for this question?\"]]")
            .replace("\"askDeclined\":[[],1]", "\"askDeclined\":[\"not run: the user did not allow it\",1]");

    @ParameterizedTest
    @ValueSource(strings = {"legacy", NEWEST})
    void theUserIsAskedOverStandardInputAndOutput(String era) throws Exception {
        assertThat(run(
                        era,
                        "stdio",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StdioMain.class.getName(),
                        Permission.ASKED.name()))
                .isEqualTo(era.equals(NEWEST) ? EXPECTED_OF_NEWEST : EXPECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", NEWEST})
    void theUserIsAskedOverHttp(String era) throws Exception {
        try (Sessions sessions = Servers.sessions();
                HttpServer http = HttpServer.with(door(sessions).servlet())) {
            assertThat(run(era, "http", http.url())).isEqualTo(era.equals(NEWEST) ? EXPECTED_OF_NEWEST : EXPECTED);
        }
    }

    private static McpDoor door(Sessions sessions) {
        return new McpDoor(sessions, SessionOptions.DEFAULT, Permission.ASKED);
    }

    private static String run(String... arguments) throws Exception {
        NodePackages packages = NodePackages.of("newest", "@modelcontextprotocol/client@2.4.0");
        NodePackages.Output output = packages.runScript(ElicitationTest.class, "elicit.mjs", arguments);
        assertThat(output.exit()).as(output.err()).isZero();
        return output.out();
    }

    @Test
    void anAnswerIsGoodOnceAndForItsCallAlone() {
        Unanswered unanswered = new Unanswered();
        String state =
                unanswered.put(call("1", ""), question()).path("requestState").textValue();
        String came = ",\"requestState\":\"" + state + "\",\"inputResponses\":{\"run\":{\"action\":\"accept\"}}";

        assertThat(unanswered.taken(call("1", ""))).isEmpty();
        assertThat(unanswered
                        .taken(call("1", came))
                        .orElseThrow()
                        .at("/run/action")
                        .asText())
                .isEqualTo("accept");
        assertThat(refusal(unanswered, call("1", came))).startsWith("requestState belongs to no open question");

        String other =
                unanswered.put(call("1", ""), question()).path("requestState").textValue();
        assertThat(refusal(unanswered, call("2", came.replace(state, other)))).startsWith("requestState belongs");
        assertThat(refusal(unanswered, call("1", came.replace(state, "made-up"))))
                .startsWith("requestState belongs");
        String silent =
                unanswered.put(call("1", ""), question()).path("requestState").textValue();
        assertThat(unanswered
                        .taken(call("1", ",\"requestState\":\"" + silent + "\""))
                        .orElseThrow())
                .isEmpty();
    }

    private static ObjectNode question() {
        return Json.NODES.objectNode();
    }

    private static Request call(String code, String more) {
        return Request.of(Json.read("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":"
                + "\"run_python\",\"arguments\":{\"code\":\"" + code + "\"}" + more + "}}"));
    }

    private static String refusal(Unanswered unanswered, Request call) {
        try {
            return "taken: " + unanswered.taken(call);
        } catch (RuntimeException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    /// It could not be shown the question.
    @Test
    void aClientThatTakesNoStreamGetsNothingRun() throws Exception {
        try (Sessions sessions = Servers.sessions();
                HttpServer http = HttpServer.with(door(sessions).servlet());
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> begun = client.send(
                    post(http, "initialize", "\"capabilities\":{\"elicitation\":{}}")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            HttpRequest.Builder call =
                    post(http, "tools/call", "\"name\":\"run_python\",\"arguments\":{\"code\":\"1\"}");
            begun.headers().firstValue("Mcp-Session-Id").ifPresent(id -> call.header("Mcp-Session-Id", id));
            JsonNode answer = Json.read(client.send(call.build(), HttpResponse.BodyHandlers.ofString())
                    .body());
            assertThat(answer.at("/result/isError").asBoolean()).isTrue();
            assertThat(answer.at("/result/content/0/text").asText())
                    .isEqualTo("nothing was run, because the user could not be asked: the client takes nothing but"
                            + " answers; accept text/event-stream");
        }
    }

    private static HttpRequest.Builder post(HttpServer http, String method, String params) {
        return HttpRequest.newBuilder(URI.create(http.url()))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method
                        + "\",\"params\":{\"protocolVersion\":\"2025-11-25\"," + params + "}}"));
    }
}
