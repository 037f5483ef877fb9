package io.github.jupan.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import io.github.jupan.testkit.Answer;
import io.github.jupan.testkit.LocalServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Chat completions as servers are known to send them. In the chunks `'` stands for a quote, a back-tick for one
/// inside a JSON text, and `‹` for an apostrophe.
class ChatCompletionsTest {

    private static final long SEED = System.nanoTime();
    private static final Set<String> PLAYED = new ConcurrentSkipListSet<>();
    private static final String CODE = "{\"code\":\"1+1\"}";
    private static final String PYTHON = "c1 python " + CODE;
    private static final String DONE = "data: [DONE]\n\n";

    private static final ChatRequest REQUEST = ChatRequest.builder()
            .messages(UserMessage.from("How many?"))
            .toolSpecifications(tool("python"), tool("weather"))
            .build();

    /// @param body all that the server sends
    record Case(String name, ProviderFixture provider, String body, Told told) {

        Case over(ProviderFixture other) {
            return new Case(name + ", " + other, other, body, told);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> calls() {
        return Stream.of(
                says(
                        "one call in fragments",
                        List.of(PYTHON),
                        call("'index':0,'id':'c1','function':{'name':'python','arguments':''}"),
                        call("'index':0,'function':{'arguments':'{`code`:'}"),
                        call("'index':0,'function':{'arguments':'`1+1`}'}")),
                says(
                        "identifier and name in every fragment",
                        List.of(PYTHON),
                        call("'index':0,'id':'c1','function':{'name':'python','arguments':'{`code`'}"),
                        call("'index':0,'id':'c1','function':{'name':'python','arguments':':`1+1`'}"),
                        call("'index':0,'id':'c1','function':{'name':'python','arguments':'}'}")),
                says(
                        "identifier and name in every fragment of another tool",
                        List.of("c1 weather {\"in\":\"Ulm\"}"),
                        call("'index':0,'id':'c1','function':{'name':'weather','arguments':'{`in`:'}"),
                        call("'index':0,'id':'c1','function':{'name':'weather','arguments':'`Ulm`}'}"),
                        call("'index':0,'id':'c1','function':{'name':'weather','arguments':''}")),
                says(
                        "a new identifier in every fragment",
                        List.of(PYTHON),
                        call("'index':0,'id':'c1','function':{'name':'python','arguments':'{`code`'}"),
                        call("'index':0,'id':'c2','function':{'arguments':':`1+1`'}"),
                        call("'index':0,'id':'c3','function':{'name':'python','arguments':'}'}")),
                says(
                        "numbers from 1",
                        List.of(PYTHON),
                        call("'index':1,'id':'c1','function':{'name':'python','arguments':'{`code`:'}"),
                        call("'index':1,'function':{'arguments':'`1+1`}'}")),
                says(
                        "numbers with gaps",
                        List.of("c1 weather {}", "c2 python " + CODE),
                        call("'index':0,'id':'c1','function':{'name':'weather','arguments':'{}'}"),
                        call("'index':5,'id':'c2','function':{'name':'python','arguments':'{`code`:`1+1`}'}")),
                says(
                        "two whole calls with one number",
                        List.of(PYTHON, "c2 python {\"code\":\"2\"}"),
                        call("'index':0,'id':'c1','function':{'name':'python','arguments':'{`code`:`1+1`}'}"),
                        call("'index':0,'id':'c2','function':{'name':'python','arguments':'{`code`:`2`}'}")),
                says(
                        "two calls in fragments with one number",
                        List.of("c1 weather {\"in\":\"Ulm\"}", "c2 python " + CODE),
                        call("'index':0,'id':'c1','function':{'name':'weather','arguments':''}"),
                        call("'index':0,'function':{'arguments':'{`in`:`Ulm`}'}"),
                        call("'index':0,'id':'c2','function':{'name':'python','arguments':'{`code`:'}"),
                        call("'index':0,'function':{'arguments':'`1+1`}'}")),
                says(
                        "two calls of one number, no arguments yet",
                        List.of("c1 weather {}", "c2 python " + CODE),
                        call("'index':0,'id':'c1','function':{'name':'weather'}"),
                        call("'index':0,'id':'c2','function':{'name':'python','arguments':'{`code`:`1+1`}'}")),
                says(
                        "two whole calls with one number and no identifier",
                        List.of("* python " + CODE, "* python {\"code\":\"2\"}"),
                        call("'index':0,'function':{'name':'python','arguments':'{`code`:`1+1`}'}"),
                        call("'index':0,'function':{'name':'python','arguments':'{`code`:`2`}'}")),
                says(
                        "two calls with one number and one identifier",
                        List.of(PYTHON, "* python {\"code\":\"2\"}"),
                        call("'index':0,'id':'c1','function':{'name':'python','arguments':'{`code`:`1+1`}'}"),
                        call("'index':1,'id':'c1','function':{'name':'python','arguments':'{`code`:`2`}'}")),
                says(
                        "two heads in one chunk",
                        List.of("c1 weather {\"in\":\"Ulm\"}", "c2 python " + CODE),
                        call(
                                "'index':0,'id':'c1','function':{'name':'weather','arguments':''}",
                                "'index':1,'id':'c2','function':{'name':'python','arguments':''}"),
                        call("'index':0,'function':{'arguments':'{`in`:`Ulm`}'}"),
                        call("'index':1,'function':{'arguments':'{`code`:`1+1`}'}")),
                says(
                        "two heads in one chunk with one number",
                        List.of("c1 weather {\"in\":\"Ulm\"}", "c2 python " + CODE),
                        call(
                                "'index':0,'id':'c1','function':{'name':'weather','arguments':''}",
                                "'index':0,'id':'c2','function':{'name':'python','arguments':''}"),
                        call("'index':0,'id':'c1','function':{'arguments':'{`in`:`Ulm`}'}"),
                        call("'index':0,'id':'c2','function':{'arguments':'{`code`:`1+1`}'}")),
                says(
                        "two whole calls in one chunk without numbers",
                        List.of("c1 weather {}", "c2 python " + CODE),
                        call(
                                "'id':'c1','function':{'name':'weather','arguments':'{}'}",
                                "'id':'c2','function':{'name':'python','arguments':'{`code`:`1+1`}'}")),
                says(
                        "interleaved arguments",
                        List.of("c1 weather {\"in\":\"Ulm\"}", "c2 python " + CODE),
                        call("'index':0,'id':'c1','function':{'name':'weather','arguments':'{`in`'}"),
                        call("'index':1,'id':'c2','function':{'name':'python','arguments':'{`code`:'}"),
                        call("'index':0,'function':{'arguments':':`Ulm`}'}"),
                        call("'index':1,'function':{'arguments':'`1+1`}'}")),
                says(
                        "no numbers, two calls",
                        List.of("c1 weather {\"in\":\"Ulm\"}", "c2 python " + CODE),
                        call("'id':'c1','function':{'name':'weather','arguments':'{`in`'}"),
                        call("'function':{'arguments':':`Ulm`}'}"),
                        call("'id':'c2','function':{'name':'python','arguments':'{`code`:'}"),
                        call("'function':{'arguments':'`1+1`}'}")),
                says(
                        "no numbers, interleaved by identifier",
                        List.of("c1 weather {\"in\":\"Ulm\"}", "c2 python " + CODE),
                        call("'id':'c1','function':{'name':'weather','arguments':'{`in`'}"),
                        call("'id':'c2','function':{'name':'python','arguments':'{`code`:'}"),
                        call("'id':'c1','function':{'arguments':':`Ulm`}'}"),
                        call("'id':'c2','function':{'arguments':'`1+1`}'}")),
                says(
                        "neither number nor identifier",
                        List.of("* weather {}", "* python " + CODE),
                        call("'function':{'name':'weather','arguments':'{}'}"),
                        call("'function':{'name':'python','arguments':'{`code`:'}"),
                        call("'function':{'arguments':'`1+1`}'}")),
                says(
                        "no identifier",
                        List.of("* python " + CODE),
                        call("'index':0,'function':{'name':'python','arguments':'{`code`:`1+1`}'}")),
                says(
                        "an empty identifier",
                        List.of("* python " + CODE),
                        call("'index':0,'id':'','function':{'name':'python','arguments':'{`code`:`1+1`}'}")),
                says(
                        "an identifier that is a number",
                        List.of("7 python " + CODE),
                        chunk("{'tool_calls':[{'index':0,'id':7,'function':{'name':'python',"
                                + "'arguments':'{`code`:`1+1`}'}}],'note':'7'}")),
                says(
                        "the name in pieces",
                        List.of(PYTHON),
                        call("'index':0,'id':'c1','function':{'name':'py','arguments':''}"),
                        call("'index':0,'function':{'name':'thon','arguments':''}"),
                        call("'index':0,'function':{'arguments':'{`code`:`1+1`}'}")),
                says(
                        "the name in pieces among the arguments",
                        List.of(PYTHON),
                        call("'index':0,'id':'c1','function':{'name':'pyt','arguments':'{`code`'}"),
                        call("'index':0,'function':{'name':'hon','arguments':':`1+1`}'}")),
                says(
                        "the name as far as it is",
                        List.of(PYTHON),
                        call("'index':0,'id':'c1','function':{'name':'py','arguments':''}"),
                        call("'index':0,'id':'c1','function':{'name':'python','arguments':'{`code`:`1+1`}'}")),
                says(
                        "the name in pieces, without numbers",
                        List.of("* python " + CODE),
                        call("'function':{'name':'py'}"),
                        call("'function':{'name':'thon'}"),
                        call("'function':{'arguments':'{`code`:`1+1`}'}")),
                says(
                        "a late name",
                        List.of(PYTHON),
                        call("'index':0,'id':'c1','function':{'arguments':'{`code`:'}"),
                        call("'index':0,'function':{'name':'python','arguments':'`1+1`}'}")),
                says(
                        "a null name and a null piece of arguments",
                        List.of(PYTHON),
                        call("'index':0,'id':'c1','type':'function','function':{'name':null,'arguments':null}"),
                        call("'index':0,'id':null,'function':{'name':'python','arguments':'{`code`:`1+1`}'}")),
                says(
                        "no name at all",
                        List.of("c1 unnamed " + CODE),
                        call("'index':0,'id':'c1','function':{'name':'','arguments':'{`code`:`1+1`}'}")),
                says(
                        "a name that no tool has",
                        List.of("c1 search {}"),
                        call("'index':0,'id':'c1','function':{'name':'search','arguments':'{}'}")),
                says(
                        "arguments as an object",
                        List.of(PYTHON),
                        call("'index':0,'id':'c1','function':{'name':'python','arguments':{'code':'1+1'}}")),
                says(
                        "parameters and no function",
                        List.of(PYTHON),
                        call("'id':'c1','name':'python','parameters':{'code':'1+1'}")),
                says(
                        "no arguments",
                        List.of("c1 weather {}"),
                        call("'index':0,'id':'c1','function':{'name':'weather'}")),
                says(
                        "the whole call once more at the end",
                        List.of(PYTHON),
                        call("'index':0,'id':'c1','function':{'name':'python','arguments':'{`code`:'}"),
                        call("'index':0,'function':{'arguments':'`1+1`}'}"),
                        call("'index':0,'id':'c1','function':{'name':'python','arguments':'{`code`:`1+1`}'}")),
                says(
                        "a place for a call that never comes",
                        List.of(),
                        chunk("{'content':'Hi','tool_calls':[{}]}"),
                        chunk("{'tool_calls':[null],'content':''}")),
                says(
                        "the calls as an object",
                        List.of(PYTHON),
                        chunk("{'tool_calls':{'id':'c1','function':{'name':'python','arguments':'{`code`:`1+1`}'}}}")),
                says(
                        "the old function_call",
                        List.of("* python " + CODE),
                        chunk("{'function_call':{'name':'python','arguments':'{`code`:'}}"),
                        chunk("{'function_call':{'arguments':'`1+1`}'}}")),
                says(
                        "braces and quotes in the code",
                        List.of("c1 python {\"code\":\"print('}{\\\"')\"}", "c2 weather {}"),
                        call("'index':0,'id':'c1','function':{'name':'python','arguments':'{`code`:`print(‹}'}"),
                        call("'index':0,'function':{'arguments':'{\\\\`'}"),
                        call("'index':0,'function':{'arguments':'‹)`}'}"),
                        call("'index':0,'id':'c2','function':{'name':'weather','arguments':'{}'}")));
    }

    static Stream<Case> texts() {
        return Stream.of(
                told("content as a list of parts", "Hello you", "", "STOP", chunk("""
                    {'content':[{'type':'text','text':'Hello '},'you']}\
                    """)),
                told(
                        "thinking and references among the parts",
                        "So: 3.",
                        "I count.",
                        "STOP",
                        chunk("{'content':[{'type':'thinking','thinking':[{'type':'text','text':'I cou'}]}]}"),
                        chunk("{'content':[{'type':'thinking','thinking':'nt.'}]}"),
                        chunk("{'content':[{'type':'text','text':'So: '},{'type':'reference','reference_ids':[1]}]}"),
                        chunk("{'content':'3.'}")),
                told(
                        "reasoning in details alone",
                        "",
                        "ab",
                        "STOP {jupan.reasoning=[{\"type\":\"reasoning.text\",\"text\":\"ab\"}]}",
                        chunk("{'reasoning_details':[{'type':'reasoning.text','text':'a'}]}"),
                        chunk("{'reasoning_details':[{'type':'reasoning.text','text':'b'}]}")),
                told(
                        "reasoning under each name",
                        "",
                        "abcd",
                        "STOP {jupan.reasoning=[{\"type\":\"reasoning.text\",\"text\":\"e\"}]}",
                        chunk("{'reasoning_content':'a','reasoning':'a'}"),
                        chunk("{'reasoning':'b'}"),
                        chunk("{'reasoning':{'text':'c'}}"),
                        chunk("{'thinking':'d'}"),
                        chunk("{'reasoning_details':[{'type':'reasoning.text','text':'e'}]}")),
                told(
                        "Gemini's thoughts through its door for OpenAI's clients",
                        "3",
                        "I count.",
                        "STOP",
                        chunk("{'content':'I count.','extra_content':{'google':{'thought':true}}}"),
                        chunk("{'content':'3'}")),
                told(
                        "a time as a text and tokens as floats",
                        "3",
                        "",
                        "STOP",
                        "data: "
                                + json("{'created':'yesterday','id':5,'choices':[{'delta':{'content':'3'}}],"
                                        + "'usage':{'prompt_tokens':3.0,'completion_tokens':2.0}}")
                                + "\n\n"),
                told(
                        "a first choice that is numbered 1",
                        "3",
                        "",
                        "STOP",
                        "data: " + json("{'choices':[{'index':1,'delta':{'content':'3'},'finish_reason':'stop'}]}")
                                + "\n\n"),
                told(
                        "nulls everywhere",
                        "3",
                        "",
                        "STOP",
                        chunk("{'role':null,'content':null,'tool_calls':null,'refusal':null,'reasoning':null}"),
                        "data: " + json("{'choices':[{'delta':null,'finish_reason':null}],'error':null,'usage':null}")
                                + "\n\n",
                        "data: " + json("{'choices':[]}") + "\n\n",
                        chunk("{'content':'3'}")),
                told(
                        "a refusal",
                        "",
                        "",
                        "CONTENT_FILTER {jupan.refusal=I cannot help with that.}",
                        chunk("{'refusal':'I cannot '}"),
                        chunk("{'refusal':'help with that.'}"),
                        finish("stop")),
                told(
                        "a refusal among the parts",
                        "",
                        "",
                        "CONTENT_FILTER {jupan.refusal=No.}",
                        chunk("{'content':[{'type':'refusal','refusal':'No.'}]}")),
                told("no reason", "part ", "", "STOP", chunk("{'content':'part '}")),
                told("an empty reason", "part ", "", "STOP", chunk("{'content':'part '}"), finish("")),
                told("cut off, in capitals", "part ", "", "LENGTH", chunk("{'content':'part '}"), finish("MAX_TOKENS")),
                told("cut off", "part ", "", "LENGTH", chunk("{'content':'part '}"), finish("length")),
                told("a filter", "part ", "", "CONTENT_FILTER", chunk("{'content':'part '}"), finish("content_filter")),
                told(
                        "another filter",
                        "part ",
                        "",
                        "CONTENT_FILTER {jupan.finish=sensitive}",
                        chunk("{'content':'part '}"),
                        finish("sensitive")),
                told(
                        "a full context",
                        "part ",
                        "",
                        "LENGTH {jupan.finish=model_length}",
                        chunk("{'content':'part '}"),
                        finish("model_length")),
                told(
                        "a reason that nobody knows",
                        "part ",
                        "",
                        "OTHER {jupan.finish=new_reason}",
                        chunk("{'content':'part '}"),
                        finish("new_reason")));
    }

    static Stream<Case> errors() {
        String part = chunk("{'content':'part '}");
        return Stream.of(
                        fails(
                                "words",
                                "LangChain4jException: CUDA out of memory",
                                part,
                                data("{'error':'CUDA out of memory'}")),
                        fails(
                                "an object error",
                                "InternalServerException: "
                                        + json("{'object':'error','message':'Internal server error','code':500}"),
                                part,
                                data("{'object':'error','message':'Internal server error','code':500}")),
                        fails(
                                "an object error without a code",
                                "LangChain4jException: " + json("{'object':'error','message':'Service unavailable'}"),
                                part,
                                data("{'object':'error','message':'Service unavailable'}")),
                        fails(
                                "a message and no code",
                                "LangChain4jException: " + json("{'message':'Internal server error'}"),
                                part,
                                data("{'message':'Internal server error'}")),
                        fails(
                                "a code and words",
                                "InternalServerException: died",
                                part,
                                data("{'code':500,'msg':'died'}")),
                        fails(
                                "an error in an error",
                                "LangChain4jException: died",
                                part,
                                data("{'error':{'error':{'message':'died'}}}")),
                        fails("a detail", "LangChain4jException: worker died", part, data("{'detail':'worker died'}")),
                        fails(
                                "a list of details",
                                "LangChain4jException: field required",
                                part,
                                data("{'detail':[{'loc':['body'],'msg':'field required'}]}")),
                        fails(
                                "an error in the choice",
                                "InternalServerException: " + json("{'code':502,'message':'upstream died'}"),
                                part,
                                data("{'choices':[{'delta':{'content':''},'finish_reason':'error',"
                                        + "'error':{'code':502,'message':'upstream died'}}]}")),
                        fails(
                                "a status in a text",
                                "RateLimitException: " + json("{'code':'429','message':'slow'}"),
                                part,
                                data("{'error':{'code':'429','message':'slow'}}")),
                        fails(
                                "a type alone",
                                "InternalServerException: "
                                        + json("{'message':'oops','type':'server_error','code':null}"),
                                part,
                                data("{'error':{'message':'oops','type':'server_error','code':null}}")),
                        fails(
                                "a full context",
                                "InvalidRequestException: "
                                        + json("{'message':'too"
                                                + " long','type':'exceed_context_size_error','n_ctx':4096}"),
                                part,
                                data("{'error':{'message':'too long','type':'exceed_context_size_error',"
                                        + "'n_ctx':4096}}")),
                        fails(
                                "a filter",
                                "ContentFilteredException: filtered",
                                part,
                                data("{'error':{'message':'filtered','code':'content_filter'}}")),
                        fails(
                                "a status beside the answer",
                                "LangChain4jException: no balance",
                                part,
                                data("{'base_resp':{'status_code':1008,'status_msg':'no balance'},'choices':null}")),
                        fails(
                                "plain text",
                                "LangChain4jException: worker died",
                                part,
                                "event: error\ndata: worker died\n\n"),
                        fails(
                                "something unreadable",
                                "LangChain4jException: the provider sent something unreadable: {\"choi",
                                part,
                                "data: {\"choi\n\n"),
                        fails(
                                "a turn that broke off",
                                "InternalServerException: the provider broke the turn off: abort",
                                part,
                                finish("abort")),
                        fails(
                                "a turn that ended in an error",
                                "InternalServerException: the provider broke the turn off: error",
                                part,
                                finish("error")),
                        fails(
                                "too few resources",
                                "InternalServerException: the provider broke the turn off:"
                                        + " insufficient_system_resource",
                                part,
                                finish("insufficient_system_resource")),
                        fails(
                                "a connection that closes",
                                "RetriableException: the connection ended before the model had finished",
                                part))
                .flatMap(each -> Stream.of(each, each.over(ProviderFixture.MISTRAL)));
    }

    static Stream<Case> documents() {
        return Stream.of(
                        document(
                                "nothing but the end",
                                "RetriableException: the provider sent the end of an answer, and no answer",
                                DONE),
                        document(
                                "words first", "LangChain4jException: no memory", data("{'error':'no memory'}") + DONE),
                        document(
                                "an error as a document",
                                "RateLimitException: " + json("{'code':429,'message':'slow'}"),
                                json("{'error':{'code':429,'message':'slow'}}")),
                        document(
                                "a page",
                                "InvalidRequestException: the server sent no model's answer; check its address. "
                                        + "It sent a web page, \"Welcome\"",
                                "\n<!DOCTYPE html><html><head><title>Welcome</title></head><body>…</body></html>"),
                        document(
                                "a document that is none",
                                "InvalidRequestException: the server sent no model's answer; check its address. "
                                        + "It sent {\"models\":[]}",
                                json("{'models':[]}")),
                        document(
                                "a text",
                                "InvalidRequestException: the server sent no model's answer; check its address. "
                                        + "It sent Not here",
                                "Not here"),
                        new Case(
                                "a whole answer, with a byte order mark",
                                ProviderFixture.OPENAI,
                                "\uFEFF"
                                        + json(
                                                "{'id':'1','object':'chat.completion','choices':[{'index':0,'message':{'role':'assistant','content':'It"
                                                    + " is 2.','reasoning':'I add.',"
                                                    + "'tool_calls':[{'id':'c1','type':'function','function':{'name':'python',"
                                                    + "'arguments':'{`code`:`1+1`}'}}]},'finish_reason':'tool_calls'}],"
                                                    + "'usage':{'prompt_tokens':3,'completion_tokens':2}}"),
                                new Told("It is 2.", "I add.", List.of(PYTHON), "TOOL_EXECUTION")))
                .flatMap(each -> Stream.of(each, each.over(ProviderFixture.MISTRAL)));
    }

    static Stream<Case> cases() {
        return Stream.of(
                        calls().flatMap(each -> Stream.of(each, each.over(ProviderFixture.MISTRAL))),
                        texts(),
                        errors(),
                        documents())
                .flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource
    void cases(Case one) {
        byte[] body = one.body().getBytes(StandardCharsets.UTF_8);
        for (int longest : new int[] {1, 30, 1_000_000}) {
            try (LocalServer server = new LocalServer(Answer.stream(body, SEED, longest))) {
                Heard heard = Heard.from(
                        Models.open(
                                        one.provider().name(),
                                        one.provider().options(server).build())
                                .model(),
                        REQUEST);
                assertThat(Told.of(heard, one.body()))
                        .as("%s in pieces of up to %d bytes, seed %d", one, longest, SEED)
                        .isEqualTo(one.told());
                assertThat(heard.fragments())
                        .as(one.name())
                        .isSubsetOf(one.told().calls().stream()
                                .map(call -> call.substring(call.indexOf(' ') + 1))
                                .collect(Collectors.toSet()));
                assertThat(heard.ends).hasValue(1);
            }
        }
        PLAYED.add(one.name());
    }

    @AfterAll
    static void count() {
        System.out.println("ChatCompletionsTest: " + PLAYED.size() + " cases, seed " + SEED);
    }

    private static Case says(String name, List<String> calls, String... chunks) {
        String text = Arrays.stream(chunks).anyMatch(chunk -> chunk.contains("Hi")) ? "Hi" : "";
        return new Case(
                name,
                ProviderFixture.OPENAI,
                String.join("", chunks) + finish("stop") + DONE,
                new Told(text, "", calls, calls.isEmpty() ? "STOP" : "TOOL_EXECUTION"));
    }

    private static Case told(String name, String text, String thinking, String end, String... chunks) {
        return new Case(
                name, ProviderFixture.OPENAI, String.join("", chunks) + DONE, new Told(text, thinking, List.of(), end));
    }

    private static Case fails(String name, String error, String... chunks) {
        String rest = name.startsWith("a connection") ? "" : chunk("{'content':'more'}") + DONE;
        boolean reason = name.contains("turn") || name.contains("resources");
        return new Case(
                "fails: " + name,
                ProviderFixture.OPENAI,
                String.join("", chunks) + (reason ? DONE : rest),
                new Told("part ", "", List.of(), error));
    }

    private static Case document(String name, String error, String body) {
        return new Case("document: " + name, ProviderFixture.OPENAI, body, new Told("", "", List.of(), error));
    }

    private static String call(String... calls) {
        List<String> all = new ArrayList<>();
        for (String call : calls) {
            all.add("{" + call + "}");
        }
        return chunk("{'tool_calls':[" + String.join(",", all) + "]}");
    }

    private static String chunk(String delta) {
        return data("{'id':'1','model':'m','choices':[{'index':0,'delta':" + delta + "}]}");
    }

    private static String finish(String reason) {
        return data("{'choices':[{'index':0,'delta':{},'finish_reason':'" + reason + "'}],"
                + "'usage':{'prompt_tokens':3,'completion_tokens':2}}");
    }

    private static String data(String json) {
        return "data: " + json(json) + "\n\n";
    }

    private static String json(String text) {
        return text.strip().replace('\'', '"').replace("`", "\\\"").replace('‹', '\'');
    }

    private static ToolSpecification tool(String name) {
        return ToolSpecification.builder()
                .name(name)
                .description("does something")
                .parameters(JsonObjectSchema.builder().addStringProperty("code").build())
                .build();
    }
}
