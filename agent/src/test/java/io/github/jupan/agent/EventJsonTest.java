package io.github.jupan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.OutputListener.Channel;
import io.github.jupan.tools.CopyWarning;
import io.github.jupan.tools.ToolResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventJsonTest {

    private static final Execution.Output OUTPUT = new Execution.Output("1\n", "e");
    private static final Duration TIME = Duration.ofMillis(12);

    @Test
    void everyEventHasItsDocumentedForm() {
        Map<AgentEvent, String> expected = new LinkedHashMap<>();
        expected.put(
                new AgentEvent.Asked("q", Mode.CODE, Set.of("a")),
                "{'type':'asked','text':'q','mode':'code','documents':['a']}");
        expected.put(new AgentEvent.TurnStarted(1), "{'type':'turn_start','turn':1}");
        expected.put(new AgentEvent.Thinking("t"), "{'type':'thinking','text':'t'}");
        expected.put(new AgentEvent.Text("t"), "{'type':'text','text':'t'}");
        expected.put(new AgentEvent.CodeStarted(2, "<code>"), "{'type':'code_start','run':2,'marker':'<code>'}");
        expected.put(new AgentEvent.Code(2, "x"), "{'type':'code','run':2,'text':'x'}");
        expected.put(
                new AgentEvent.TurnEnded(1, AgentEvent.Reason.CALL, new Usage(3, 4, true)),
                "{'type':'turn_end','turn':1,'reason':'call',"
                        + "'usage':{'input_tokens':3,'output_tokens':4,'known':true}}");
        expected.put(new AgentEvent.DialectChanged(Dialect.TEXT, "w"), "{'type':'dialect','dialect':'text','why':'w'}");
        expected.put(
                new AgentEvent.CodeRepaired(2, "r", "x"), "{'type':'code_repaired','run':2,'repair':'r','code':'x'}");
        expected.put(new AgentEvent.ResultDoubted(2, "3"), "{'type':'result_doubted','run':2,'result':'3'}");
        expected.put(
                new AgentEvent.CopySuspected(2, new CopyWarning("a", "b")),
                "{'type':'copy_suspected','run':2,'literal':'a','original':'b'}");
        expected.put(new AgentEvent.RunStarted(2, "x"), "{'type':'run_start','run':2,'code':'x'}");
        expected.put(
                new AgentEvent.Printed(2, Channel.STDERR, "e"),
                "{'type':'output','run':2,'stream':'stderr','text':'e'}");
        expected.put(
                new AgentEvent.RunEnded(2, new Execution.Completed("3", OUTPUT, TIME)),
                run("completed", "'3'", "null", "null", "null", false));
        expected.put(
                new AgentEvent.RunEnded(2, new Execution.Completed(null, OUTPUT, TIME)),
                run("completed", "null", "null", "null", "null", false));
        expected.put(
                new AgentEvent.RunEnded(
                        2, new Execution.Raised(new Execution.PythonError("E", "m", "tb"), OUTPUT, TIME)),
                run("raised", "null", "{'type':'E','message':'m','traceback':'tb'}", "null", "null", false));
        expected.put(
                new AgentEvent.RunEnded(2, new Execution.LimitHit(Execution.Limit.TIME, "late", true, OUTPUT, TIME)),
                run("limit", "null", "null", "'time'", "'late'", true));
        expected.put(
                new AgentEvent.RunEnded(2, new Execution.Cancelled(false, OUTPUT, TIME)),
                run("cancelled", "null", "null", "null", "null", false));
        expected.put(
                new AgentEvent.ToolStarted("i", "n", "{}"),
                "{'type':'tool_start','id':'i','name':'n','arguments':'{}'}");
        expected.put(
                new AgentEvent.ToolEnded("i", "n", ToolResult.failed("r")),
                "{'type':'tool_end','id':'i','name':'n','ok':false,'result':'r'}");
        List<Evidence> evidence = List.of(
                new Evidence("1", 0, 1, new Evidence.Source.Computed(2)),
                new Evidence("2", 2, 3, new Evidence.Source.Given()),
                new Evidence("3", 4, 5, new Evidence.Source.Neither()));
        expected.put(
                new AgentEvent.Ended(new Outcome.Answered(
                        "1 2 3", evidence, List.of(new RunResult(2, "1")), new Usage(3, 4, false))),
                "{'type':'end','outcome':'answered','reason':null,'text':'1 2 3',"
                        + "'results':[{'run':2,'value':'1'}],'evidence':["
                        + "{'number':'1','start':0,'end':1,'source':'computed','run':2},"
                        + "{'number':'2','start':2,'end':3,'source':'given'},"
                        + "{'number':'3','start':4,'end':5,'source':'neither'}],"
                        + "'usage':{'input_tokens':3,'output_tokens':4,'known':false}}");
        expected.put(
                new AgentEvent.Ended(new Outcome.Declined(Outcome.Declined.Reason.NOT_UNDERSTOOD, "t", Usage.NONE)),
                end("declined", "'not_understood'", "'t'"));
        expected.put(
                new AgentEvent.Ended(new Outcome.Incomplete(Outcome.Incomplete.Reason.NO_CODE, "t", Usage.NONE)),
                end("incomplete", "'no_code'", "'t'"));
        expected.put(new AgentEvent.Ended(new Outcome.StepLimit(9, Usage.NONE)), end("step_limit"));
        expected.put(new AgentEvent.Ended(new Outcome.TokenLimit(9, Usage.NONE)), end("token_limit"));
        expected.put(new AgentEvent.Ended(new Outcome.SameError("E", 3, Usage.NONE)), end("same_error"));
        expected.put(new AgentEvent.Ended(new Outcome.Deadline(TIME, Usage.NONE)), end("deadline"));
        expected.put(new AgentEvent.Ended(new Outcome.Cancelled(Usage.NONE)), end("cancelled"));

        expected.forEach((event, json) -> {
            ObjectNode written = EventJson.of(event);
            assertThat(written).hasToString(json.replace('\'', '"'));
            assertThat(EventJson.read(written).map(EventJson::of)).hasValue(written);
        });
    }

    @Test
    void anEventOfALaterVersionIsNotRead() {
        ObjectNode type = JsonNodeFactory.instance.objectNode().put("type", "later");
        ObjectNode word = EventJson.of(new AgentEvent.TurnEnded(1, AgentEvent.Reason.STOP, Usage.NONE));
        assertThat(EventJson.read(type)).isEmpty();
        assertThat(EventJson.read(word.put("reason", "later"))).isEmpty();
    }

    private static String run(
            String status, String value, String error, String limit, String detail, boolean stateLost) {
        return "{'type':'run','run':2,'status':'" + status + "','value':" + value
                + ",'stdout':'1\\n','stderr':'e','error':" + error + ",'limit':" + limit + ",'detail':" + detail
                + ",'state_lost':" + stateLost + ",'elapsed_ms':12}";
    }

    private static String end(String outcome) {
        return end(outcome, "null", "null");
    }

    private static String end(String outcome, String reason, String text) {
        return "{'type':'end','outcome':'" + outcome + "','reason':" + reason + ",'text':" + text
                + ",'results':[],'evidence':[],'usage':{'input_tokens':0,'output_tokens':0,'known':true}}";
    }
}
