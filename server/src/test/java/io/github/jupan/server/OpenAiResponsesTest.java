package io.github.jupan.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.output.FinishReason;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class OpenAiResponsesTest {

    private static final String WEATHER = "\"tools\":[{\"type\":\"function\",\"name\":\"weather\",\"parameters\":"
            + "{\"type\":\"object\",\"properties\":{}}},{\"type\":\"code_interpreter\"}]";

    private static ScriptedModel counting() {
        return ScriptedModel.of(
                Script.turn().thenThink("hm").thenCall("a", "python", "{\"code\": \"x = 3\"}"),
                Script.say("There are 3.").counting(30, 4));
    }

    @Test
    void answersWhole() {
        try (ServedDoor door = new ServedDoor(counting())) {
            JsonNode answer = door.respond("\"input\":\"How many?\",\"instructions\":\"Be brief.\"");
            assertThat(answer.get("id").textValue()).startsWith("resp_");
            assertThat(answer.get("object").textValue()).isEqualTo("response");
            assertThat(answer.get("status").textValue()).isEqualTo("completed");
            assertThat(answer.get("instructions").textValue()).isEqualTo("Be brief.");
            assertThat(answer.at("/output/0/type").textValue()).isEqualTo("reasoning");
            assertThat(answer.at("/output/0/summary/0/text").textValue())
                    .isEqualTo("hm\n```python\nx = 3\n```\n```text\n3\n```");
            assertThat(answer.at("/output/1/type").textValue()).isEqualTo("message");
            assertThat(answer.at("/output/1/content/0").toString())
                    .isEqualTo(
                            "{\"type\":\"output_text\",\"text\":\"There are 3.\",\"annotations\":[],\"logprobs\":[]}");
            assertThat(answer.at("/usage/total_tokens").intValue()).isEqualTo(49);
            assertThat(answer.at("/jupan/outcome").textValue()).isEqualTo("answered");
        }
    }

    @Test
    void streamsItemByItem() {
        try (ServedDoor door = new ServedDoor(counting())) {
            HttpResponse<String> stream =
                    door.post("/responses", "{\"model\":\"jupan\",\"stream\":true,\"input\":\"How many?\"}");
            List<JsonNode> events = ServedDoor.events(stream.body());
            assertThat(events.stream()
                            .map(event -> event.get("type").textValue().replace("response.", ""))
                            .distinct())
                    .containsExactly(
                            "created",
                            "in_progress",
                            "output_item.added",
                            "reasoning_summary_part.added",
                            "reasoning_summary_text.delta",
                            "reasoning_summary_text.done",
                            "reasoning_summary_part.done",
                            "output_item.done",
                            "content_part.added",
                            "output_text.delta",
                            "output_text.done",
                            "content_part.done",
                            "completed");
            for (int i = 0; i < events.size(); i++) {
                assertThat(events.get(i).get("sequence_number").intValue()).isEqualTo(i);
            }
            String said = events.stream()
                    .filter(event -> event.get("type").textValue().equals("response.output_text.delta"))
                    .map(event -> event.get("delta").textValue())
                    .collect(Collectors.joining());
            assertThat(said).isEqualTo("There are 3.");
            assertThat(events.getLast().at("/response/output/1/content/0/text").textValue())
                    .isEqualTo("There are 3.");
        }
    }

    @Test
    void aConversationGoesOnByIdByItemsAndByReferences() {
        ScriptedModel model = ScriptedModel.of(
                Script.say("I ask.").thenCall("b", "weather", "{}").ending(FinishReason.TOOL_EXECUTION),
                Script.say("sunny"),
                Script.say("sunny"),
                Script.say("sunny"));
        try (ServedDoor door = new ServedDoor(model)) {
            JsonNode first = door.respond("\"input\":\"?\"," + WEATHER);
            JsonNode message = first.at("/output/0");
            JsonNode call = first.at("/output/1");
            assertThat(call.get("type").textValue()).isEqualTo("function_call");
            String result =
                    "{\"type\":\"function_call_output\",\"call_id\":" + call.get("call_id") + ",\"output\":\"warm\"}";
            String question = "{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"?\"}]}";
            door.respond("\"previous_response_id\":" + first.get("id") + ",\"input\":[" + result + "]," + WEATHER);
            door.respond("\"input\":[" + question + "," + message + "," + call + "," + result + "]," + WEATHER);
            JsonNode last = door.respond("\"input\":[" + question + ",{\"type\":\"item_reference\",\"id\":"
                    + message.get("id") + "},{\"type\":\"item_reference\",\"id\":" + call.get("id") + "}," + result
                    + "]," + WEATHER);
            assertThat(last.at("/output/0/content/0/text").textValue()).isEqualTo("sunny");
            for (int request = 1; request < 4; request++) {
                List<?> messages = model.requests().get(request).messages();
                assertThat(messages.subList(1, messages.size()).toString())
                        .isEqualTo(List.of(
                                        UserMessage.from("?"),
                                        model.requests().get(1).messages().get(2),
                                        ToolExecutionResultMessage.from("b", "weather", "warm"))
                                .toString());
                assertThat(((AiMessage) messages.get(2)).text()).isEqualTo("I ask.");
            }
        }
        model.close();
    }

    @Test
    void whatIsNotToBeKeptIsNot() {
        try (ServedDoor door = new ServedDoor(ScriptedModel.of(Script.say("hello")))) {
            JsonNode first = door.respond("\"input\":\"?\",\"store\":false");
            JsonNode second = door.respond("\"input\":\"?\",\"previous_response_id\":" + first.get("id"));
            assertThat(second.at("/error/code").textValue()).isEqualTo("previous_response_not_found");
            JsonNode third =
                    door.respond("\"input\":[{\"type\":\"item_reference\",\"id\":" + first.at("/output/0/id") + "}]");
            assertThat(third.at("/error/param").textValue()).isEqualTo("input[0].id");
        }
    }

    @Test
    void anAnswerCutShortIsIncomplete() {
        Script cut = Script.say("One").ending(FinishReason.LENGTH);
        try (ServedDoor door = new ServedDoor(ScriptedModel.of(cut, cut))) {
            JsonNode answer = door.respond("\"input\":\"?\"");
            assertThat(answer.get("status").textValue()).isEqualTo("incomplete");
            assertThat(answer.at("/incomplete_details/reason").textValue()).isEqualTo("max_output_tokens");
        }
    }

    @Test
    void namesWhatIsWrongInItsOwnWords() {
        try (ServedDoor door = new ServedDoor(ScriptedModel.of())) {
            assertThat(door.respond("\"background\":true,\"input\":\"?\"")
                            .at("/error/param")
                            .textValue())
                    .isEqualTo("background");
            assertThat(door.respond("\"x\":1").at("/error/param").textValue()).isEqualTo("input");
            assertThat(door.respond("\"max_output_tokens\":0,\"input\":\"?\"")
                            .at("/error/param")
                            .textValue())
                    .isEqualTo("max_output_tokens");
            assertThat(door.respond("\"input\":[{\"role\":\"poet\",\"content\":\"?\"}]")
                            .at("/error/param")
                            .textValue())
                    .isEqualTo("input.role");
            assertThat(door.respond("\"input\":\"?\",\"tools\":[{\"type\":\"web_search\"}]")
                            .at("/error/param")
                            .textValue())
                    .isEqualTo("tools");
        }
    }
}
