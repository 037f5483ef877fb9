package io.github.jupan.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.pdf.PdfFile;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import io.github.jupan.testkit.Answer;
import io.github.jupan.testkit.LocalServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What goes to a provider, and what is made of a refusal.
class RequestsTest {

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

    static Stream<ProviderFixture> providers() {
        return ProviderFixture.all();
    }

    @Test
    void writesAllThatARequestSays() {
        ChatRequest request = ChatRequest.builder()
                .messages(
                        SystemMessage.from("Be brief."),
                        UserMessage.from(
                                "ann",
                                List.of(
                                        TextContent.from("What is this?"),
                                        ImageContent.from(Image.builder()
                                                .base64Data("aW1n")
                                                .mimeType("image/png")
                                                .build()),
                                        AudioContent.from(Audio.builder()
                                                .base64Data("c25k")
                                                .mimeType("audio/wav")
                                                .build()),
                                        PdfFileContent.from(PdfFile.builder()
                                                .base64Data("cGRm")
                                                .mimeType("application/pdf")
                                                .build()))),
                        AiMessage.from("A dot."),
                        UserMessage.from("Sure?"))
                .temperature(0.5)
                .topP(0.9)
                .frequencyPenalty(0.1)
                .presencePenalty(0.2)
                .maxOutputTokens(99)
                .stopSequences(List.of("END"))
                .toolSpecifications(PYTHON)
                .toolChoice(ToolChoice.REQUIRED)
                .responseFormat(ResponseFormat.builder()
                        .type(ResponseFormatType.JSON)
                        .jsonSchema(JsonSchema.builder()
                                .name("Dot")
                                .rootElement(JsonObjectSchema.builder()
                                        .addIntegerProperty("x")
                                        .build())
                                .build())
                        .build())
                .build();
        assertThat(sent(ProviderFixture.OPENAI, request)).isEqualTo(json("""
            {'model':'m','messages':[
            {'role':'system','content':'Be brief.'},
            {'role':'user','name':'ann','content':[{'type':'text','text':'What is this?'},
            {'type':'image_url','image_url':{'url':'data:image/png;base64,aW1n','detail':'low'}},
            {'type':'input_audio','input_audio':{'data':'c25k','format':'wav'}},
            {'type':'file','file':{'file_data':'data:application/pdf;base64,cGRm','filename':'pdf_file'}}]},
            {'role':'assistant','content':'A dot.'},{'role':'user','content':'Sure?'}],
            'temperature':0.5,'top_p':0.9,'frequency_penalty':0.1,'presence_penalty':0.2,'max_tokens':99,
            'stop':['END'],'tools':[{'type':'function','function':{'name':'python','description':'runs code',
            'parameters':{'type':'object','properties':{'code':{'type':'string'}},'required':['code']}}}],
            'tool_choice':'required','response_format':{'type':'json_schema','json_schema':{'name':'Dot',
            'strict':false,'schema':{'type':'object','properties':{'x':{'type':'integer'}},'required':[]}}},
            'stream':true,'stream_options':{'include_usage':true}}\
            """));
        JsonNode mistral = sent(ProviderFixture.MISTRAL, request);
        assertThat(mistral.path("tool_choice").asText()).isEqualTo("any");
        assertThat(mistral.has("stream_options")).isFalse();
    }

    /// DeepSeek behind a gateway, Moonshot, and whoever asks tomorrow.
    @Test
    void reasoningGoesBackToAServerThatAsksForIt() {
        String thought = "data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"I count.\",\"reasoning_details\":"
                + "[{\"type\":\"reasoning.text\",\"index\":0,\"text\":\"I \"}]}}]}\n\n"
                + "data: {\"choices\":[{\"delta\":{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"index\":0,"
                + "\"text\":\"count.\",\"signature\":\"s\"}]}}]}\n\n";
        LocalServer refusing = server(
                body -> body.at("/messages/1").isMissingNode()
                        || body.at("/messages/1").has("reasoning_content"),
                "{\"error\":{\"message\":\"thinking is enabled but reasoning_content is missing in assistant tool call "
                        + "message at index 2\"}}",
                thought + ProviderFixture.OPENAI.call());
        try (LocalServer server = refusing) {
            StreamingChatModel model = open(ProviderFixture.OPENAI, server);
            AiMessage answer = Heard.from(model, request(QUESTION)).response().aiMessage();
            ChatRequest second = request(QUESTION, answer, result(answer));
            Heard.from(model, second).response();
            assertThat(server.turns()).as("refused once, then taken").hasSize(3);
            Heard.from(model, second).response();
            assertThat(server.turns()).as("known from then on").hasSize(4);
            JsonNode message = read(server.asked().getLast().body()).at("/messages/1");
            assertThat(message.path("reasoning_content").asText()).isEqualTo("I count.");
            assertThat(message.path("reasoning_details"))
                    .isEqualTo(json("[{'type':'reasoning.text','index':0,'signature':'s','text':'I count.'}]"));
        }
    }

    @Test
    void aCallWithoutReasoningHasSomeForWhoAsks() {
        LocalServer refusing = server(
                body -> body.at("/messages/1").isMissingNode()
                        || !body.at("/messages/1/reasoning_content").asText().isEmpty(),
                "{\"error\":\"The reasoning_content in the thinking mode must be passed back to the API.\"}",
                ProviderFixture.OPENAI.call());
        try (LocalServer server = refusing) {
            StreamingChatModel model = open(ProviderFixture.OPENAI, server);
            AiMessage answer = Heard.from(model, request(QUESTION)).response().aiMessage();
            Heard.from(model, request(QUESTION, answer, result(answer))).response();
            assertThat(server.turns()).hasSize(3);
        }
    }

    @Test
    void reasoningIsLeftOutWhereItIsRefused() {
        LocalServer refusing = server(
                body -> !body.at("/messages/1").has("reasoning_content"),
                "{\"error\":{\"message\":\"reasoning_content is not allowed in the input\"}}",
                ProviderFixture.OPENAI.call());
        try (LocalServer server = refusing) {
            StreamingChatModel model = Models.open(
                            "openai:m",
                            ProviderFixture.OPENAI
                                    .options(server)
                                    .baseUrl(server.uri("/deepseek/v1"))
                                    .build())
                    .model();
            AiMessage answer = AiMessage.builder()
                    .thinking("I count.")
                    .toolExecutionRequests(List.of(call("c1", "{}")))
                    .build();
            Heard.from(model, request(QUESTION, answer, result(answer))).response();
            assertThat(server.turns()).hasSize(2);
        }
    }

    @Test
    void anotherRefusalIsNotAskedTwice() {
        try (LocalServer server = new LocalServer(Answer.status(400, "{\"error\":{\"message\":\"no such tool\"}}"))) {
            AiMessage answer = AiMessage.from(call("c1", "{}"));
            Heard heard = Heard.from(open(ProviderFixture.OPENAI, server), request(QUESTION, answer, result(answer)));
            assertThat(heard.error()).hasMessageContaining("no such tool");
            assertThat(server.turns()).hasSize(1);
        }
    }

    @Test
    void aSignatureComesBackWithItsCall() {
        String call = "data:"
            + " {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"python\",\"arguments\":\"{}\"},\"extra_content\":{\"google\":{\"thought_signature\":\"c2ln\"}}}]},\"finish_reason\":\"tool_calls\"}]}\n\n"
            + "data: [DONE]\n\n";
        try (LocalServer server = new LocalServer(whole(call))) {
            StreamingChatModel model = open(ProviderFixture.OPENAI, server);
            Heard heard = Heard.from(model, request(QUESTION));
            AiMessage answer = heard.response().aiMessage();
            assertThat(heard.fragments())
                    .as("let finish, so that nothing is lost")
                    .isEmpty();
            Heard.from(model, request(QUESTION, answer, result(answer))).response();
            assertThat(read(server.asked().getLast().body()).at("/messages/1/tool_calls/0"))
                    .isEqualTo(json("{'id':'c1','type':'function','function':{'name':'python','arguments':'{}'},"
                            + "'extra_content':{'google':{'thought_signature':'c2ln'}}}"));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void noArgumentsGoBackThatAreNoJson(ProviderFixture provider) {
        AiMessage answer = AiMessage.from(
                call("c1", "{\"code\": \"print(6*7)\",}"),
                call("c2", "print(6*7)"),
                call("c3", "{'a': 1} and more"),
                call("c4", ""),
                call("c5", "{\"code\":\"a\nb\"}"),
                call("c6", "[1]"));
        List<ChatMessage> messages = new ArrayList<>(List.of(QUESTION, answer));
        answer.toolExecutionRequests().forEach(each -> messages.add(ToolExecutionResultMessage.from(each, "no")));
        String body =
                sent(provider, request(messages.toArray(ChatMessage[]::new))).toString();
        List<JsonNode> written = new ArrayList<>();
        for (String member : List.of("arguments", "args", "input")) {
            read(body)
                    .findValues(member)
                    .forEach(value -> written.add(value.isTextual() ? read(value.asText()) : value));
        }
        assertThat(written.stream().filter(value -> value.isObject() && !value.has("model")))
                .containsExactly(
                        json("{'code':'print(6*7)'}"),
                        json("{'input_raw':'print(6*7)'}"),
                        json("{'a':1}"),
                        json("{}"),
                        json("{'code':'a\\nb'}"),
                        json("{'input_raw':'[1]'}"));
    }

    @Test
    void aCallWithoutAnIdentifierGetsOneAndItsResultTheSame() {
        AiMessage answer = AiMessage.from(call(null, "{}"), call("", "{\"code\":\"1\"}"));
        JsonNode sent = sent(
                ProviderFixture.MISTRAL,
                request(
                        QUESTION,
                        answer,
                        ToolExecutionResultMessage.from("", "python", "one"),
                        ToolExecutionResultMessage.from("", "python", "two")));
        String first = sent.at("/messages/1/tool_calls/0/id").asText();
        String second = sent.at("/messages/1/tool_calls/1/id").asText();
        assertThat(List.of(first, second)).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z0-9]{9}"));
        assertThat(sent.at("/messages/2/tool_call_id").asText()).isEqualTo(first);
        assertThat(sent.at("/messages/3/tool_call_id").asText()).isEqualTo(second);
    }

    @Test
    void geminiGetsTheResultsOfATurnInOneContent() {
        AiMessage answer = AiMessage.from(call("c1", "{}"), call("c2", "{}"));
        JsonNode contents = sent(
                        ProviderFixture.GEMINI,
                        request(
                                QUESTION,
                                answer,
                                ToolExecutionResultMessage.from("c1", "python", "one"),
                                ToolExecutionResultMessage.from("c2", "python", "two"),
                                AiMessage.from("So."),
                                UserMessage.from("And?")))
                .path("contents");
        assertThat(contents.findValuesAsText("role")).containsExactly("user", "model", "user", "model", "user");
        assertThat(contents.path(2).path("parts").findValuesAsText("response")).hasSize(2);
    }

    @Test
    void anthropicGetsEachBlockOfItsThinkingBack() {
        String blocks = """
            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"one"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"UzE="}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: content_block_start
            data: {"type":"content_block_start","index":1,"content_block":{"type":"redacted_thinking","data":"aGlk"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":1}

            event: content_block_start
            data: {"type":"content_block_start","index":2,"content_block":{"type":"thinking","thinking":"","signature":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":2,"delta":{"type":"signature_delta","signature":"UzI="}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":2}

            """;
        String call = ProviderFixture.ANTHROPIC.call().replace("\"index\":0", "\"index\":3");
        int head = call.indexOf("event: content_block_start");
        try (LocalServer server = new LocalServer(whole(call.substring(0, head) + blocks + call.substring(head)))) {
            StreamingChatModel model = open(ProviderFixture.ANTHROPIC, server);
            AiMessage answer = Heard.from(model, request(QUESTION)).response().aiMessage();
            Heard.from(model, request(QUESTION, answer, result(answer))).response();
            assertThat(read(server.asked().getLast().body()).at("/messages/1/content"))
                    .isEqualTo(json("[{'type':'thinking','thinking':'one','signature':'UzE='},"
                            + "{'type':'redacted_thinking','data':'aGlk'},"
                            + "{'type':'thinking','thinking':'','signature':'UzI='},"
                            + "{'type':'tool_use','id':'c1','name':'python','input':{'code':'1+1'}}]"));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void anAddressThatMovedWithinItsHostIsFollowed(ProviderFixture provider) {
        Answer moved = exchange -> {
            String path = exchange.getRequestURI().toString();
            if (path.startsWith("/new")) {
                whole(provider.text()).to(exchange);
            } else {
                exchange.getResponseHeaders().add("Location", "/new" + path);
                exchange.sendResponseHeaders(307, -1);
            }
        };
        try (LocalServer server = ProviderFixture.server(moved)) {
            Heard heard = Heard.from(open(provider, server), request(QUESTION));
            assertThat(heard.response().aiMessage().text()).isEqualTo("one 둘 𝒳");
            assertThat(server.asked().getLast().body()).contains("How many?");
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void anotherAddressIsToldAndHearsNothing(ProviderFixture provider) {
        try (LocalServer other = new LocalServer(whole(provider.text()))) {
            Map<String, String> elsewhere =
                    Map.of("Location", other.uri("/v1/x").toString());
            for (int status : new int[] {301, 302, 307, 308}) {
                try (LocalServer server = ProviderFixture.server(Answer.status(status, "", elsewhere))) {
                    Heard heard = Heard.from(open(provider, server), request(QUESTION));
                    assertThat(heard.error())
                            .hasMessageContaining("the address has moved to " + other.uri("/v1/x")
                                    + ": give the one that it leads to as the base URL");
                }
            }
            assertThat(other.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aCircleOfAddressesEnds(ProviderFixture provider) {
        AtomicInteger requests = new AtomicInteger();
        Answer around = exchange -> {
            requests.incrementAndGet();
            Answer.status(308, "", Map.of("Location", "/around")).to(exchange);
        };
        try (LocalServer server = ProviderFixture.server(around)) {
            assertThat(Heard.from(open(provider, server), request(QUESTION)).error())
                    .hasMessageContaining("the address has moved to");
            assertThat(requests.get()).isLessThan(10);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aFailureWithoutWordsOrWithAPageIsOneLine(ProviderFixture provider) {
        Map<String, String> said = Map.of(
                "", "no reason given",
                "<html>\n<head><title>502 Bad Gateway</title></head></html>", "a web page, \"502 Bad Gateway\"");
        said.forEach((body, words) -> {
            try (LocalServer server = ProviderFixture.server(Answer.status(502, body))) {
                assertThat(Heard.from(open(provider, server), request(QUESTION)).error())
                        .hasMessageContaining(words);
            }
        });
    }

    private interface Check {
        boolean takes(JsonNode body);
    }

    /// Takes a request or refuses it.
    private static LocalServer server(Check check, String refusal, String body) {
        List<LocalServer> self = new CopyOnWriteArrayList<>();
        LocalServer server = new LocalServer(exchange -> {
            JsonNode sent = read(self.getFirst().asked().getLast().body());
            (check.takes(sent) ? whole(body) : Answer.status(400, refusal)).to(exchange);
        });
        self.add(server);
        return server;
    }

    private static JsonNode sent(ProviderFixture provider, ChatRequest request) {
        try (LocalServer server = ProviderFixture.server(whole(provider.text()))) {
            Heard.from(open(provider, server), request).response();
            return read(server.asked().getLast().body());
        }
    }

    private static StreamingChatModel open(ProviderFixture provider, LocalServer server) {
        return Models.open(provider.name(), provider.options(server).build()).model();
    }

    private static ChatRequest request(ChatMessage... messages) {
        return ChatRequest.builder()
                .messages(messages)
                .toolSpecifications(PYTHON)
                .build();
    }

    private static ToolExecutionRequest call(@Nullable String id, String arguments) {
        return ToolExecutionRequest.builder()
                .id(id)
                .name("python")
                .arguments(arguments)
                .build();
    }

    private static ToolExecutionResultMessage result(AiMessage answer) {
        return ToolExecutionResultMessage.from(answer.toolExecutionRequests().getFirst(), "2");
    }

    private static Answer whole(String body) {
        return Answer.stream(body.getBytes(StandardCharsets.UTF_8), 7);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private static JsonNode json(String text) {
        return read(text.replace('\'', '"'));
    }
}
