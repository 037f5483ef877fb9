package io.github.jupan.server;

import static io.github.jupan.server.ServedDoor.ask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.output.FinishReason;
import io.github.jupan.testkit.Chunks;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class OpenAiDoorTest {

    private static final String WEATHER = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\","
            + "\"description\":\"the weather\",\"parameters\":{\"$schema\":\"x\",\"type\":\"object\",\"properties\":"
            + "{\"city\":{\"type\":\"string\",\"minLength\":1}},\"required\":[\"city\"]}}}]";

    private static Script runs(String code) {
        return Script.turn()
                .thenCall("a", "python", "{\"code\": \"" + code + "\"}")
                .ending(FinishReason.TOOL_EXECUTION);
    }

    private static String joined(List<JsonNode> chunks, String member) {
        return chunks.stream()
                .map(chunk -> chunk.at("/choices/0/delta/" + member).asText(""))
                .collect(Collectors.joining());
    }

    @Test
    void answersWhole() {
        ScriptedModel model = ScriptedModel.of(
                Script.turn()
                        .thenThink("hm")
                        .thenSay("I count.")
                        .thenCall("a", "python", "{\"code\": \"x = 3\"}")
                        .counting(20, 7),
                Script.say("There are 3.").counting(30, 4));
        try (ServedDoor door = new ServedDoor(model)) {
            JsonNode answer = door.chat(ask("How many?"));
            assertThat(answer.get("id").textValue()).startsWith("chatcmpl-");
            assertThat(answer.get("object").textValue()).isEqualTo("chat.completion");
            assertThat(answer.get("model").textValue()).isEqualTo("test");
            assertThat(answer.at("/choices/0").toString())
                    .isEqualTo("{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"There are 3.\","
                            + "\"refusal\":null,\"reasoning_content\":\"hm\\nI count.\\n\\n```python\\nx = 3\\n```\\n"
                            + "```text\\n3\\n```\"},\"logprobs\":null,\"finish_reason\":\"stop\"}");
            assertThat(answer.get("usage").toString())
                    .isEqualTo("{\"prompt_tokens\":50,\"completion_tokens\":11,\"total_tokens\":61,\"complete\":true}");
            assertThat(answer.at("/jupan/outcome").textValue()).isEqualTo("answered");
            assertThat(answer.at("/jupan/evidence/0/source").textValue()).isEqualTo("computed");
        }
        model.close();
    }

    @Test
    void streams() {
        ScriptedModel model = ScriptedModel.of(
                Chunks.random(3, 4),
                runs("x = 3"),
                Script.say("There are 3 \uD83D\uDE00.").counting(30, 4));
        try (ServedDoor door = new ServedDoor(model)) {
            HttpResponse<String> stream = door.post(
                    "/chat/completions",
                    "{\"model\":\"jupan\",\"stream\":true,\"stream_options\":{\"include_usage\":true}," + ask("?")
                            + "}");
            assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream");
            assertThat(stream.body()).endsWith("\n\ndata: [DONE]\n\n");
            List<JsonNode> chunks = ServedDoor.events(stream.body());
            assertThat(chunks.getFirst().at("/choices/0/delta").toString())
                    .isEqualTo("{\"role\":\"assistant\",\"content\":\"\"}");
            assertThat(joined(chunks, "reasoning_content")).isEqualTo("```python\nx = 3\n```\n```text\n3\n```\n");
            assertThat(joined(chunks, "content")).isEqualTo("There are 3 \uD83D\uDE00.");
            assertThat(chunks)
                    .allMatch(chunk -> chunk.get("id").equals(chunks.getFirst().get("id")));
            JsonNode last = chunks.get(chunks.size() - 2);
            assertThat(last.at("/choices/0/finish_reason").textValue()).isEqualTo("stop");
            assertThat(last.at("/jupan/outcome").textValue()).isEqualTo("answered");
            assertThat(chunks.getLast().get("choices")).isEmpty();
            assertThat(chunks.getLast().at("/usage/total_tokens").intValue()).isEqualTo(49);
        }
    }

    @Test
    void aStreamOfTwoTurnsThatSpeakIsTwoParagraphs() {
        ScriptedModel model =
                ScriptedModel.of(Script.say("I count.\n```python\nx = 3\n```\n"), Script.say("There are 3."));
        try (ServedDoor door = new ServedDoor(model)) {
            List<JsonNode> chunks = ServedDoor.events(
                    door.post("/chat/completions", "{\"model\":\"jupan\",\"stream\":true," + ask("?") + "}")
                            .body());
            assertThat(joined(chunks, "content")).isEqualTo("I count.\n\nThere are 3.");
            assertThat(chunks).noneMatch(chunk -> chunk.has("usage"));
        }
    }

    @Test
    void codeStandsWhereTheClientWantsIt() {
        String text = "I count.\n```python\nx = 3\n```\n```text\n3\n```\n\nThere are 3.";
        for (String stream : List.of("true", "false")) {
            for (String[] wish : new String[][] {{"text", text, ""}, {"none", "There are 3.", "I count."}}) {
                ScriptedModel model = ScriptedModel.of(
                        Script.say("I count.\n").thenCall("a", "python", "{\"code\": \"x = 3\"}"),
                        Script.say("There are 3."));
                try (ServedDoor door = new ServedDoor(model)) {
                    String body = "{\"model\":\"jupan\",\"stream\":" + stream + "," + ask("?");
                    // By the member for one form, by the header for the other.
                    HttpResponse<String> answer = stream.equals("true")
                            ? door.post("/chat/completions", body + ",\"metadata\":{\"code\":\"" + wish[0] + "\"}}")
                            : door.post("/chat/completions", body + "}", "X-Jupan-Code", wish[0]);
                    if (stream.equals("true")) {
                        List<JsonNode> chunks = ServedDoor.events(answer.body());
                        assertThat(joined(chunks, "content"))
                                .isEqualTo(wish[0].equals("text") ? text : "I count.\n\nThere are 3.");
                        assertThat(joined(chunks, "reasoning_content")).isEmpty();
                    } else {
                        JsonNode message = TestClient.read(answer.body()).at("/choices/0/message");
                        assertThat(message.get("content").textValue()).isEqualTo(wish[1]);
                        assertThat(message.path("reasoning_content").asText("")).isEqualTo(wish[2]);
                    }
                }
            }
        }
    }

    @Test
    void aFenceIsLongerThanAnyInAResult() {
        ScriptedModel model = ScriptedModel.of(runs("x = ```"), Script.say("so"));
        try (ServedDoor door = new ServedDoor(model)) {
            assertThat(door.chat(ask("?"))
                            .at("/choices/0/message/reasoning_content")
                            .textValue())
                    .endsWith("\n````text\n```\n````");
        }
    }

    @Test
    void handsOutTheClientsToolsAndTakesTheirResults() {
        ScriptedModel model = ScriptedModel.of(
                runs("x = 3"),
                Script.say("I ask.")
                        .thenCall("b", "weather", "{\"city\":\"Paris\"}")
                        .ending(FinishReason.TOOL_EXECUTION),
                Script.say("3, and sunny")
                        .expecting(
                                "have the code that ran, and the model's own ids",
                                request -> request.messages()
                                        .subList(2, request.messages().size())
                                        .equals(List.of(
                                                AiMessage.builder()
                                                        .toolExecutionRequests(
                                                                List.of(call("a", "python", "{\"code\":\"x = 3\"}")))
                                                        .build(),
                                                ToolExecutionResultMessage.from("a", "python", "3"),
                                                AiMessage.builder()
                                                        .text("I ask.")
                                                        .toolExecutionRequests(
                                                                List.of(call("b", "weather", "{\"city\":\"Paris\"}")))
                                                        .build(),
                                                ToolExecutionResultMessage.from("b", "weather", "sunny")))));
        try (ServedDoor door = new ServedDoor(model)) {
            JsonNode choice = door.chat(ask("?") + "," + WEATHER).at("/choices/0");
            assertThat(choice.get("finish_reason").textValue()).isEqualTo("tool_calls");
            JsonNode message = choice.get("message");
            JsonNode call = message.at("/tool_calls/0");
            assertThat(message.get("tool_calls")).hasSize(1);
            assertThat(call.get("id").textValue()).startsWith("call_");
            assertThat(call.get("function").toString())
                    .isEqualTo("{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Paris\\\"}\"}");
            assertThat(message.get("content").textValue()).isEqualTo("I ask.");
            String second = "\"messages\":[{\"role\":\"user\",\"content\":\"?\"},{\"role\":\"assistant\",\"content\":"
                    + "\"I ask.\",\"tool_calls\":" + message.get("tool_calls") + "},{\"role\":\"tool\","
                    + "\"tool_call_id\":" + call.get("id") + ",\"content\":\"sunny\"}]";
            assertThat(door.chat(second + "," + WEATHER)
                            .at("/choices/0/message/content")
                            .textValue())
                    .isEqualTo("3, and sunny");
            ToolSpecification offered =
                    model.requests().getFirst().toolSpecifications().getLast();
            assertThat(offered.toJson()).contains("\"minLength\":1").contains("\"required\":[\"city\"]");
        }
        model.close();
    }

    private static dev.langchain4j.agent.tool.ToolExecutionRequest call(String id, String name, String arguments) {
        return dev.langchain4j.agent.tool.ToolExecutionRequest.builder()
                .id(id)
                .name(name)
                .arguments(arguments)
                .build();
    }

    @Test
    void streamsTheCallsOfTheClientsTools() {
        ScriptedModel model = ScriptedModel.of(Script.turn()
                .thenCall("b", "weather", "{\"city\":\"Paris\"}")
                .thenCall("c", "weather", "{\"city\":\"Rome\"}")
                .ending(FinishReason.TOOL_EXECUTION));
        try (ServedDoor door = new ServedDoor(model)) {
            List<JsonNode> chunks = ServedDoor.events(door.post(
                            "/chat/completions",
                            "{\"model\":\"jupan\",\"stream\":true," + ask("?") + "," + WEATHER + "}")
                    .body());
            JsonNode calls = chunks.get(chunks.size() - 2).at("/choices/0/delta/tool_calls");
            assertThat(calls).hasSize(2);
            assertThat(calls.at("/0/index").intValue()).isZero();
            assertThat(calls.at("/1/index").intValue()).isEqualTo(1);
            assertThat(calls.at("/1/function/arguments").textValue()).isEqualTo("{\"city\":\"Rome\"}");
            assertThat(calls.at("/0/id")).isNotEqualTo(calls.at("/1/id"));
            assertThat(chunks.getLast().at("/choices/0/finish_reason").textValue())
                    .isEqualTo("tool_calls");
        }
    }

    @Test
    void aToolChoiceIsKept() {
        ScriptedModel model = ScriptedModel.of(
                Script.say("1"),
                Script.say("2").thenCall("b", "weather", "{}"),
                Script.say("3").thenCall("b", "weather", "{}"));
        try (ServedDoor door = new ServedDoor(model)) {
            door.chat(ask("?") + ",\"tool_choice\":\"none\"," + WEATHER);
            door.chat(ask("?") + ",\"tool_choice\":\"required\"," + WEATHER);
            door.chat(ask("?") + "," + WEATHER
                    + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}");
            List<ChatRequest> requests = model.requests();
            assertThat(requests.get(0).toolSpecifications())
                    .extracting(ToolSpecification::name)
                    .containsExactly("python");
            assertThat(requests.get(1).toolChoice()).isEqualTo(ToolChoice.REQUIRED);
            assertThat(requests.get(2).toolChoice()).isEqualTo(ToolChoice.REQUIRED);
        }
    }

    @Test
    void parametersReachTheModel() {
        ScriptedModel model = ScriptedModel.of(Script.say("{}"));
        List<Settings> settings = new ArrayList<>();
        TestModels models = new TestModels(model);
        ModelSource source = new ModelSource() {
            @Override
            public Opened open(Optional<String> name, Settings wished) {
                settings.add(wished);
                return models.open(name, wished);
            }

            @Override
            public List<Listing> list() {
                return List.of();
            }

            @Override
            public List<TokenPiece> split(String text, Optional<String> encoding) {
                return List.of();
            }
        };
        try (ServedDoor door = new ServedDoor(
                new Sessions(source, new TinySandbox(), List.of(), ServedDoor.LIMITS), SessionOptions.DEFAULT)) {
            door.chat("\"temperature\":0.5,\"top_p\":0.9,\"max_completion_tokens\":77,\"stop\":[\"END\"],"
                    + "\"frequency_penalty\":0.1,\"presence_penalty\":0.2,\"seed\":42,\"reasoning_effort\":\"low\","
                    + "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":"
                    + "{\"type\":\"object\",\"title\":\"N\",\"properties\":{\"n\":{\"type\":\"integer\"}}}}},"
                    + "\"messages\":[{\"role\":\"developer\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"name\":"
                    + "\"ann\",\"content\":[{\"type\":\"text\",\"text\":\"?\"}]}]");
            ChatRequest request = model.requests().getFirst();
            assertThat(request.temperature()).isEqualTo(0.5);
            assertThat(request.topP()).isEqualTo(0.9);
            assertThat(request.maxOutputTokens()).isEqualTo(77);
            assertThat(request.stopSequences()).containsExactly("END");
            assertThat(request.frequencyPenalty()).isEqualTo(0.1);
            assertThat(request.presencePenalty()).isEqualTo(0.2);
            assertThat(request.responseFormat().type()).isEqualTo(ResponseFormatType.JSON);
            assertThat(request.responseFormat().jsonSchema().name()).isEqualTo("n");
            assertThat(((SystemMessage) request.messages().getFirst()).text()).endsWith("\n\nBe brief.");
            assertThat(((UserMessage) request.messages().getLast()).name()).isEqualTo("ann");
            assertThat(settings.getFirst().seed()).contains(42L);
            assertThat(settings.getFirst().reasoningEffort()).contains("low");
        }
    }

    @Test
    void imagesReachTheModel() {
        ScriptedModel model = ScriptedModel.of(Script.say("a cat"));
        try (ServedDoor door = new ServedDoor(model)) {
            door.chat("\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"?\"},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x.example/cat.png\",\"detail\":\"low\"}},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}}]}]");
            UserMessage asked =
                    (UserMessage) model.requests().getFirst().messages().getLast();
            assertThat(asked.contents().subList(1, 3))
                    .containsExactly(
                            ImageContent.from("https://x.example/cat.png", ImageContent.DetailLevel.LOW),
                            ImageContent.from("AAAA", "image/png"));
        }
    }

    private static String file(String name, byte[] content) {
        return "{\"type\":\"file\",\"file\":{\"filename\":\"" + name + "\",\"file_data\":\"data:text/plain;base64,"
                + Base64.getEncoder().encodeToString(content) + "\"}}";
    }

    @Test
    void textFilesAreDocuments() {
        ScriptedModel model = ScriptedModel.of(runs("documents"), Script.say("ok"));
        try (ServedDoor door = new ServedDoor(model)) {
            JsonNode answer =
                    door.chat("\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"?\"},"
                            + file("a.txt", "각하".getBytes(StandardCharsets.UTF_8)) + "]}]");
            assertThat(answer.at("/choices/0/message/reasoning_content").textValue())
                    .contains("```text\n{a.txt=각하}\n```");
            assertThat(((SystemMessage) model.requests().getFirst().messages().getFirst()).text())
                    .contains("documents[\"a.txt\"]: 2 characters, begins \"각하\"");
        }
    }

    @Test
    void aFileThatIsNoTextIsRefused() {
        try (ServedDoor door = new ServedDoor(ScriptedModel.of())) {
            JsonNode error = door.chat("\"messages\":[{\"role\":\"user\",\"content\":["
                            + file("a.bin", new byte[] {(byte) 0xff, 0}) + "]}]")
                    .get("error");
            assertThat(error.get("message").textValue()).contains("a.bin is no text");
            assertThat(error.get("param").textValue()).isEqualTo("messages[0].content[0].file.file_data");
        }
    }

    @Test
    void aSessionKeepsVariables() {
        ScriptedModel model = ScriptedModel.of(
                runs("x = 3"),
                Script.say("It is set to 3."),
                runs("x"),
                Script.say("It is 3."),
                runs("x"),
                Script.say("3 again"));
        try (ServedDoor door = new ServedDoor(model)) {
            String session = ",\"metadata\":{\"session\":\"essay\"}";
            HttpResponse<String> first = door.post(
                    "/chat/completions", "{\"model\":\"jupan\",\"temperature\":0.5," + ask("Set.") + session + "}");
            assertThat(first.headers().firstValue("X-Jupan-Session")).contains("essay");
            JsonNode second = door.chat("\"messages\":[{\"role\":\"system\",\"content\":\"Be"
                    + " brief.\"},{\"role\":\"user\",\"content\":\"Set.\"},{\"role\":\"assistant\",\"content\":\"made"
                    + " up\"},{\"role\":\"user\",\"content\":\"And?\"}]" + session);
            assertThat(second.at("/choices/0/message/content").textValue()).isEqualTo("It is 3.");
            assertThat(second.at("/choices/0/message/reasoning_content").textValue())
                    .contains("```text\n3\n```");
            assertThat(model.requests().getFirst().temperature()).isEqualTo(0.5);
            ChatRequest asked = model.requests().get(2);
            assertThat(asked.temperature()).isNull();
            assertThat(((SystemMessage) asked.messages().getFirst()).text()).endsWith("Be brief.");
            assertThat(asked.messages().toString()).doesNotContain("made up").contains("set to 3");
            // The same session, whichever door opened it.
            assertThat(door.sessions.find("essay").id()).isEqualTo("essay");
            List<JsonNode> chunks = ServedDoor.events(door.post(
                            "/chat/completions",
                            "{\"model\":\"jupan\",\"stream\":true," + ask("Again?") + "}",
                            "X-Jupan-Session",
                            "essay")
                    .body());
            assertThat(joined(chunks, "content")).isEqualTo("3 again");
        }
        model.close();
    }

    @Test
    void aSessionOfAnotherDoorIsFoundByItsId() {
        ScriptedModel model = ScriptedModel.of(runs("x"), Script.say("It is 5."));
        try (ServedDoor door = new ServedDoor(model)) {
            Session session = door.sessions.open(SessionOptions.DEFAULT);
            session.run("x = 5", event -> {}, new io.github.jupan.sandbox.Cancellation());
            JsonNode answer = door.chat(ask("x?") + ",\"metadata\":{\"session\":\"" + session.id() + "\"}");
            assertThat(answer.at("/choices/0/message/content").textValue()).isEqualTo("It is 5.");
        }
    }

    @Test
    void listsTheModels() {
        try (ServedDoor door = new ServedDoor(ScriptedModel.of())) {
            JsonNode list = TestClient.read(door.get("/models").body());
            assertThat(list.get("object").textValue()).isEqualTo("list");
            assertThat(list.get("data").findValuesAsText("id")).containsExactly("jupan", "test");
            assertThat(TestClient.read(door.get("/models/jupan").body()).toString())
                    .isEqualTo("{\"id\":\"jupan\",\"object\":\"model\",\"created\":0,\"owned_by\":\"jupan\"}");
            assertThat(door.get("/models/openai:x/y").statusCode()).isEqualTo(200);
            HttpResponse<String> none = door.get("/models/none");
            assertThat(none.statusCode()).isEqualTo(404);
            assertThat(none.body()).contains("model_not_found");
        }
    }
}
