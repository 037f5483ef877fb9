package io.github.jupan.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import io.github.jupan.testkit.Answer;
import io.github.jupan.testkit.LocalServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What of a model's thinking goes back to its provider with a tool's result.
class ThinkingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UserMessage QUESTION = UserMessage.from("How many?");
    private static final ToolSpecification PYTHON = ToolSpecification.builder()
            .name("python")
            .description("runs code")
            .parameters(JsonObjectSchema.builder()
                    .addStringProperty("code")
                    .required("code")
                    .build())
            .build();

    @Test
    void anthropicGetsItsThinkingBackWithTheSignature() throws Exception {
        String body = ProviderFixture.ANTHROPIC.call().replace("\"index\":0", "\"index\":2");
        int call = body.indexOf("event: content_block_start");
        String thinking = """
            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"I cou"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"nt."}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"c2ln"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: content_block_start
            data: {"type":"content_block_start","index":1,"content_block":{"type":"redacted_thinking","data":"aGlkZGVu"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":1}

            """;
        JsonNode sent = second(ProviderFixture.ANTHROPIC, body.substring(0, call) + thinking + body.substring(call));
        assertThat(sent.at("/messages/1/content"))
                .isEqualTo(json("[{'type':'thinking','thinking':'I count.','signature':'c2ln'},"
                        + "{'type':'redacted_thinking','data':'aGlkZGVu'},"
                        + "{'type':'tool_use','id':'c1','name':'python','input':{'code':'1+1'}}]"));
    }

    @Test
    void geminiGetsTheSignatureOfItsCallBack() throws Exception {
        String thought = "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"I count.\",\"thought\":true}],"
                + "\"role\":\"model\"},\"index\":0}],\"modelVersion\":\"m\",\"responseId\":\"1\"}\n\n";
        JsonNode sent = second(ProviderFixture.GEMINI, thought + ProviderFixture.GEMINI.call());
        JsonNode parts = sent.at("/contents/1/parts");
        assertThat(parts.get(parts.size() - 1))
                .isEqualTo(json("{'functionCall':{'name':'python','args':{'code':'1+1'}},'thoughtSignature':'c2ln'}"));
    }

    /// DeepSeek refuses a tool's result without the reasoning that led to its call; others refuse the reasoning.
    @Test
    void deepSeekGetsTheReasoningBackAndOtherCompatibleServersDoNot() throws Exception {
        String thought = "data: {\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,"
                + "\"delta\":{\"reasoning_content\":\"I count.\"}}]}\n\n";
        String body = thought + ProviderFixture.OPENAI.call();
        assertThat(second(ProviderFixture.OPENAI, body, "/deepseek/v1")
                        .at("/messages/1/reasoning_content")
                        .asText())
                .isEqualTo("I count.");
        assertThat(second(ProviderFixture.OPENAI, body, "/groq/v1")
                        .at("/messages/1")
                        .has("reasoning_content"))
                .isFalse();
    }

    @Test
    void mistralDemandsNoneAndGetsNone() throws Exception {
        String thought = "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                + "\"choices\":[{\"index\":0,\"delta\":{\"content\":[{\"type\":\"thinking\",\"thinking\":"
                + "[{\"type\":\"text\",\"text\":\"I count.\"}]}]}}]}\n\n";
        JsonNode sent = second(ProviderFixture.MISTRAL, thought + ProviderFixture.MISTRAL.call());
        assertThat(sent.at("/messages/1"))
                .isEqualTo(json("{'role':'assistant','tool_calls':[{'id':'c1','type':'function',"
                        + "'function':{'name':'python','arguments':'{\\'code\\':\\'1+1\\'}'}}]}"));
    }

    @Test
    void ollamaDemandsNoneAndGetsNone() throws Exception {
        String thought = "{\"model\":\"m\",\"created_at\":\"2025-01-22T11:22:42.180546Z\",\"message\":"
                + "{\"role\":\"assistant\",\"content\":\"\",\"thinking\":\"I count.\"},\"done\":false}\n";
        JsonNode sent = second(ProviderFixture.OLLAMA, thought + ProviderFixture.OLLAMA.call());
        assertThat(sent.at("/messages/1"))
                .isEqualTo(json("{'role':'assistant','tool_calls':[{'function':{'name':'python',"
                        + "'arguments':{'code':'1+1'}}}]}"));
    }

    /// The second request of a tool loop, after a first answer of thinking and a call.
    private static JsonNode second(ProviderFixture provider, String body) throws Exception {
        return second(provider, body, provider.basePath());
    }

    private static JsonNode second(ProviderFixture provider, String body, String path) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (LocalServer server = ProviderClientsTest.server(Answer.stream(bytes, 7))) {
            StreamingChatModel model = Models.open(
                            provider.name(),
                            provider.options(server).baseUrl(server.uri(path)).build())
                    .model();
            Heard heard = Heard.from(model, request());
            AiMessage message = heard.response().aiMessage();
            assertThat(String.join("", heard.thoughts)).isEqualTo(body.contains("cou") ? "I count." : "");
            assertThat(heard.pieces).isEmpty();
            Heard.from(
                            model,
                            request(
                                    message,
                                    ToolExecutionResultMessage.from(
                                            message.toolExecutionRequests().getFirst(), "2")))
                    .response();
            return JSON.readTree(server.asked().getLast().body());
        }
    }

    private static ChatRequest request(ChatMessage... more) {
        List<ChatMessage> messages = new ArrayList<>(List.of(QUESTION));
        messages.addAll(List.of(more));
        return ChatRequest.builder()
                .messages(messages)
                .toolSpecifications(PYTHON)
                .build();
    }

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
