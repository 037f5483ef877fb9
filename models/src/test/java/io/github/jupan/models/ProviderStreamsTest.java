package io.github.jupan.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import io.github.jupan.testkit.Answer;
import io.github.jupan.testkit.LocalServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Streams that LangChain4j's own clients read wrong. In the events `'` stands for a quote, and a back-tick for one
/// inside a JSON text.
class ProviderStreamsTest {

    private static final long SEED = System.nanoTime();
    private static final Set<String> PLAYED = new ConcurrentSkipListSet<>();
    private static final String PYTHON = "c1 python {\"code\":\"1+1\"}";

    private static final ChatRequest REQUEST = ChatRequest.builder()
            .messages(UserMessage.from("How many?"))
            .toolSpecifications(ToolSpecification.builder()
                    .name("python")
                    .description("runs code")
                    .parameters(
                            JsonObjectSchema.builder().addStringProperty("code").build())
                    .build())
            .build();

    record Case(String name, ProviderFixture provider, String body, Told told) {

        @Override
        public String toString() {
            return provider + ", " + name;
        }
    }

    static Stream<Case> anthropic() {
        return Stream.of(
                anthropic("refusal", "part ", "CONTENT_FILTER {jupan.finish=refusal}", block("part "), stop("refusal")),
                anthropic(
                        "refusal with its reason",
                        "",
                        "CONTENT_FILTER {jupan.finish=refusal, jupan.refusal=It is a weapon.}",
                        data("{'type':'message_delta','delta':{'stop_reason':'refusal','stop_details':{"
                                + "'type':'refusal','category':'cbrn','explanation':'It is a weapon.'}}}"),
                        data("{'type':'message_stop'}")),
                anthropic("pause", "part ", "OTHER {jupan.finish=pause_turn}", block("part "), stop("pause_turn")),
                anthropic(
                        "full context",
                        "part ",
                        "LENGTH {jupan.finish=model_context_window_exceeded}",
                        block("part "),
                        stop("model_context_window_exceeded")),
                anthropic("new reason", "part ", "OTHER {jupan.finish=new}", block("part "), stop("new")),
                anthropic("end", "part ", "STOP", block("part "), stop("end_turn")),
                failed(
                        ProviderFixture.ANTHROPIC,
                        "overload",
                        "part ",
                        "InternalServerException: " + json("{'type':'overloaded_error','message':'Overloaded'}"),
                        block("part ")
                                + data("{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}")),
                called(
                        ProviderFixture.ANTHROPIC,
                        "arguments in the head",
                        "TOOL_EXECUTION",
                        data("{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'c1',"
                                        + "'name':'python','input':{'code':'1+1'}}}")
                                + data("{'type':'content_block_stop','index':0}")
                                + stop("tool_use")),
                new Case(
                        "a call without an identifier, events without names",
                        ProviderFixture.ANTHROPIC,
                        "data: "
                                + json("{'type':'content_block_start','index':0,'content_block':{'type':'tool_use',"
                                        + "'name':'python','input':{}}}")
                                + "\n\ndata: "
                                + json("{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta',"
                                        + "'partial_json':'{`code`:`1+1`}'}}")
                                + "\n\n" + data("{'type':'content_block_stop','index':0}") + stop("tool_use"),
                        new Told("", "", List.of(PYTHON.replace("c1", "*")), "TOOL_EXECUTION")),
                new Case(
                        "a call without a name",
                        ProviderFixture.ANTHROPIC,
                        data("{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'c1',"
                                        + "'name':null,'input':{'code':'1+1'}}}")
                                + data("{'type':'content_block_stop','index':0}")
                                + stop("tool_use"),
                        new Told("", "", List.of(PYTHON.replace("python", "unnamed")), "TOOL_EXECUTION")),
                failed(
                        ProviderFixture.ANTHROPIC,
                        "an error in a form of its own",
                        "part ",
                        "LangChain4jException: {\"reason\":\"worker died\"}",
                        block("part ") + "event: error\ndata: {\"reason\":\"worker died\"}\n\n"),
                new Case(
                        "a whole answer",
                        ProviderFixture.ANTHROPIC,
                        json("{'id':'1','type':'message','role':'assistant','model':'m','content':["
                                + "{'type':'thinking','thinking':'I add.','signature':'c2ln'},"
                                + "{'type':'text','text':'It is 2.'},"
                                + "{'type':'tool_use','id':'c1','name':'python','input':{'code':'1+1'}}],"
                                + "'stop_reason':'tool_use','usage':{'input_tokens':3,'output_tokens':2}}"),
                        new Told("It is 2.", "I add.", List.of(PYTHON), "TOOL_EXECUTION {thinking_signature=c2ln}")));
    }

    static Stream<Case> gemini() {
        return Stream.of(
                gemini(
                        "two texts in a chunk",
                        "Hello world!",
                        "STOP",
                        parts("{'text':'Hello '},{'text':'world'}", "") + parts("{'text':'!'}", "STOP")),
                gemini(
                        "unexpected call",
                        "part ",
                        "OTHER {jupan.finish=UNEXPECTED_TOOL_CALL}",
                        parts("{'text':'part '}", "UNEXPECTED_TOOL_CALL")),
                gemini(
                        "too many calls",
                        "part ",
                        "OTHER {jupan.finish=TOO_MANY_TOOL_CALLS}",
                        parts("{'text':'part '}", "TOO_MANY_TOOL_CALLS")),
                gemini(
                        "no signature",
                        "",
                        "OTHER {jupan.finish=MISSING_THOUGHT_SIGNATURE}",
                        data("{'candidates':[{'finishReason':'MISSING_THOUGHT_SIGNATURE'}]}")),
                gemini(
                        "a call in a wrong form",
                        "",
                        "OTHER {jupan.finish=MALFORMED_FUNCTION_CALL}",
                        data("{'candidates':[{'finishReason':'MALFORMED_FUNCTION_CALL'}]}")),
                gemini("other", "part ", "OTHER {jupan.finish=OTHER}", parts("{'text':'part '}", "OTHER")),
                gemini("a new reason", "part ", "OTHER {jupan.finish=NEW}", parts("{'text':'part '}", "NEW")),
                gemini(
                        "a filter",
                        "part ",
                        "CONTENT_FILTER {jupan.finish=SAFETY}",
                        parts("{'text':'part '}", "SAFETY")),
                gemini(
                        "a new filter",
                        "part ",
                        "CONTENT_FILTER {jupan.finish=IMAGE_SAFETY}",
                        parts("{'text':'part '}", "IMAGE_SAFETY")),
                gemini("cut off", "part ", "LENGTH", parts("{'text':'part '}", "MAX_TOKENS")),
                gemini(
                        "a whole answer in a list",
                        "one two",
                        "STOP",
                        json("[{'candidates':[{'content':{'parts':[{'text':'one '}]}}]},"
                                + "{'candidates':[{'content':{'parts':[{'text':'two'}]},'finishReason':'STOP'}]}]")),
                new Case(
                        "a call without arguments",
                        ProviderFixture.GEMINI,
                        parts("{'functionCall':{'id':'c1','name':'python'}}", "STOP"),
                        new Told("", "", List.of("c1 python {}"), "TOOL_EXECUTION")),
                new Case(
                        "signatures behind the call's own",
                        ProviderFixture.GEMINI,
                        parts(
                                        "{'text':'I"
                                            + " add.','thought':true,'thoughtSignature':'b25l'},{'functionCall':{'id':'c1',"
                                            + "'name':'python','args':{'code':'1+1'}},'thoughtSignature':'dHdv'}",
                                        "")
                                + parts("{'text':'','thoughtSignature':'dGhyZWU'}", "STOP"),
                        new Told("", "I add.", List.of(PYTHON), "TOOL_EXECUTION {thinking_signature=dHdv}")),
                failed(
                        ProviderFixture.GEMINI,
                        "an error as a document",
                        "",
                        "RateLimitException: " + json("{'code':429,'message':'slow','status':'RESOURCE_EXHAUSTED'}"),
                        json("[{'error':{'code':429,'message':'slow','status':'RESOURCE_EXHAUSTED'}}]")));
    }

    static Stream<Case> responses() {
        return Stream.of(
                responses(
                        "a refusal",
                        "",
                        "CONTENT_FILTER {jupan.refusal=No, sorry.}",
                        data("{'type':'response.refusal.delta','delta':'No, '}")
                                + data("{'type':'response.refusal.delta','delta':'sorry.'}")
                                + completed("completed", "")),
                responses(
                        "a filter",
                        "part ",
                        "CONTENT_FILTER {jupan.finish=content_filter}",
                        text("part ") + completed("incomplete", "content_filter")),
                responses("cut off", "part ", "LENGTH", text("part ") + completed("incomplete", "max_output_tokens")),
                responses(
                        "a new reason",
                        "part ",
                        "OTHER {jupan.finish=new}",
                        text("part ") + completed("incomplete", "new")),
                failed(
                        ProviderFixture.RESPONSES,
                        "an error in an object",
                        "part ",
                        "LangChain4jException: " + json("{'message':'gone','code':null}"),
                        text("part ") + data("{'type':'error','error':{'message':'gone','code':null}}")),
                failed(
                        ProviderFixture.RESPONSES,
                        "a failure that passes",
                        "",
                        "RateLimitException: " + json("{'code':'rate_limit_exceeded','message':'slow down'}"),
                        data("{'type':'response.failed','response':{'status':'failed','error':{"
                                + "'code':'rate_limit_exceeded','message':'slow down'}}}")),
                failed(
                        ProviderFixture.RESPONSES,
                        "a failure of the server",
                        "",
                        "InternalServerException: " + json("{'code':'server_error','message':'oops'}"),
                        data("{'type':'response.failed','response':{'status':'failed','error':{"
                                + "'code':'server_error','message':'oops'}}}")),
                called(
                        ProviderFixture.RESPONSES,
                        "a call with one identifier",
                        "TOOL_EXECUTION",
                        data("{'type':'response.output_item.done','output_index':0,'item':{'type':'function_call',"
                                        + "'id':'c1','name':'python','arguments':'{`code`:`1+1`}'}}")
                                + completed("completed", "")),
                new Case(
                        "a call without a name",
                        ProviderFixture.RESPONSES,
                        data("{'type':'response.output_item.added','output_index':0,'item':{'type':'function_call',"
                                        + "'id':'f','call_id':'c1','name':''}}")
                                + data("{'type':'response.function_call_arguments.delta','item_id':'f',"
                                        + "'delta':'{`code`:`1+1`}'}")
                                + data("{'type':'response.function_call_arguments.done','item_id':'f',"
                                        + "'arguments':'{`code`:`1+1`}'}")
                                + completed("completed", ""),
                        new Told("", "", List.of(PYTHON.replace("python", "unnamed")), "TOOL_EXECUTION")),
                new Case(
                        "a whole answer",
                        ProviderFixture.RESPONSES,
                        json("{'object':'response','status':'completed','error':null,'output':[{'type':'message',"
                                + "'content':[{'type':'output_text','text':'It is 2.'}]},{'type':'function_call',"
                                + "'id':'f','call_id':'c1','name':'python','arguments':'{`code`:`1+1`}'}]}"),
                        new Told("It is 2.", "", List.of(PYTHON), "TOOL_EXECUTION")));
    }

    static Stream<Case> ollama() {
        String call = "{'model':'m','message':{'role':'assistant','content':'','tool_calls':[{'id':'c%s','function':"
                + "{'name':'python','arguments':%s}}]},'done':false}";
        return Stream.of(
                new Case(
                        "two calls without numbers",
                        ProviderFixture.OLLAMA,
                        json(call.formatted(1, "{'code':'1+1'}")) + "\n" + json(call.formatted(2, "{'code':'2'}"))
                                + "\n"
                                + json("{'model':'m','message':{'role':'assistant','content':''},'done_reason':'stop',"
                                        + "'done':true}")
                                + "\n",
                        new Told("", "", List.of(PYTHON, "c2 python {\"code\":\"2\"}"), "TOOL_EXECUTION")),
                called(
                        ProviderFixture.OLLAMA,
                        "arguments as a text",
                        "TOOL_EXECUTION",
                        json(call.formatted(1, "'{`code`:`1+1`}'")) + "\n"
                                + json("{'model':'m','message':{'role':'assistant','content':''},'done_reason':'stop',"
                                        + "'done':true}")
                                + "\n"),
                failed(
                        ProviderFixture.OLLAMA,
                        "words",
                        "",
                        "LangChain4jException: model runner has stopped",
                        json("{'error':'model runner has stopped'}") + "\n"),
                new Case(
                        "a new reason",
                        ProviderFixture.OLLAMA,
                        json("{'model':'m','message':{'role':'assistant','content':'part '},'done_reason':'new',"
                                        + "'done':true}")
                                + "\n",
                        new Told("part ", "", List.of(), "OTHER {jupan.finish=new}")));
    }

    static Stream<Case> pages() {
        return ProviderFixture.all()
                .map(provider -> failed(
                        provider,
                        "a page",
                        "",
                        "InvalidRequestException: the server sent no model's answer; check its address. "
                                + "It sent a web page, \"Welcome\"",
                        "<html><title>Welcome</title></html>"));
    }

    static Stream<Case> cases() {
        return Stream.of(anthropic(), gemini(), responses(), ollama(), pages()).flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource
    void cases(Case one) {
        byte[] body = one.body().getBytes(StandardCharsets.UTF_8);
        for (int longest : new int[] {1, 30, 1_000_000}) {
            try (LocalServer server = ProviderFixture.server(Answer.stream(body, SEED, longest))) {
                ModelOptions options = one.provider().options(server).build();
                Heard heard =
                        Heard.from(Models.open(one.provider().name(), options).model(), REQUEST);
                assertThat(Told.of(heard, one.body()))
                        .as("%s in pieces of up to %d bytes, seed %d", one, longest, SEED)
                        .isEqualTo(one.told());
                assertThat(heard.ends).hasValue(1);
            }
        }
        PLAYED.add(one.toString());
    }

    @AfterAll
    static void count() {
        System.out.println("ProviderStreamsTest: " + PLAYED.size() + " cases, seed " + SEED);
    }

    private static Case anthropic(String name, String text, String end, String... events) {
        return new Case(name, ProviderFixture.ANTHROPIC, String.join("", events), new Told(text, "", List.of(), end));
    }

    private static Case gemini(String name, String text, String end, String body) {
        return new Case(name, ProviderFixture.GEMINI, body, new Told(text, "", List.of(), end));
    }

    private static Case responses(String name, String text, String end, String body) {
        return new Case(name, ProviderFixture.RESPONSES, body, new Told(text, "", List.of(), end));
    }

    private static Case failed(ProviderFixture provider, String name, String text, String error, String body) {
        return new Case(name, provider, body, new Told(text, "", List.of(), error));
    }

    private static Case called(ProviderFixture provider, String name, String end, String body) {
        return new Case(name, provider, body, new Told("", "", List.of(PYTHON), end));
    }

    private static String block(String text) {
        return data("{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}")
                + data("{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'" + text + "'}}")
                + data("{'type':'content_block_stop','index':0}");
    }

    private static String stop(String reason) {
        return data("{'type':'message_delta','delta':{'stop_reason':'" + reason + "'},'usage':{'output_tokens':2}}")
                + data("{'type':'message_stop'}");
    }

    private static String text(String text) {
        return data("{'type':'response.output_text.delta','delta':'" + text + "'}");
    }

    private static String completed(String status, String reason) {
        String details = reason.isEmpty() ? "null" : "{'reason':'" + reason + "'}";
        return data("{'type':'response." + status + "','response':{'status':'" + status + "','incomplete_details':"
                + details + ",'output':[]}}");
    }

    private static String parts(String parts, String reason) {
        String end = reason.isEmpty() ? "" : ",'finishReason':'" + reason + "'";
        return data("{'candidates':[{'content':{'parts':[" + parts + "]}" + end + "}]}");
    }

    private static String data(String json) {
        String event = json(json);
        String type = event.startsWith("{\"type\":\"") ? event.substring(9, event.indexOf('"', 9)) : "";
        return (type.isEmpty() ? "" : "event: " + type + "\n") + "data: " + event + "\n\n";
    }

    private static String json(String text) {
        return text.replace('\'', '"').replace("`", "\\\"");
    }
}
