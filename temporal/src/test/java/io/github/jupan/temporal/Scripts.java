package io.github.jupan.temporal;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.model.output.FinishReason;
import io.github.jupan.testkit.Chunks;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.util.List;

/// Ways that a question can take, from a model that plays a script.
public enum Scripts {
    COUNTING(Script.turn().thenSay("I count.\n```python\nx = 3\nx\n```\nIt is 5."), Script.say("There are 3.")),
    TWO_RUNS_WITH_VARIABLES(
            Script.turn().thenThink("Hm.").thenCall("call_1", "python", "{\"code\": \"x = 7\\nprint x\"}"),
            Script.turn().thenSay("Now one more.").thenCall("call_2", "python", "{\"code\": \"x += 1\\nx\"}"),
            Script.say("It is 8.")),
    TWO_CALLS_IN_A_TURN(
            Script.turn()
                    .thenWholeCall("a", "python", "{\"code\": \"x = 20\\nx\"}")
                    .thenWholeCall("b", "python", "{\"code\": \"x += 1\\nx\"}"),
            Script.say("It is 21.").countingNothing()),
    AN_ERROR_AND_ITS_REPAIR(
            Script.turn().thenSay("```python\ny\n```"),
            Script.turn().thenSay("```python\ny = 4\ny &lt; 5\ny\n```"),
            Script.say("It is 4.")),
    RESULT_DOUBTED(
            Script.turn().thenSay("```python\nx = 1234\nx\n```"), Script.say("It is 1243."), Script.say("It is 1234.")),
    TOOLS_REFUSED(
            Script.fail(new HttpException(400, "this model does not support tools")),
            Script.turn().thenSay("```python\nx = 9\nx\n```"),
            Script.say("It is 9.")),
    SILENT_TWICE(Script.say(""), Script.say("")),
    REPEATED(Script.say("again and again ".repeat(2_000))),
    CUT_TWICE(
            Script.say("It is, as I").ending(FinishReason.LENGTH),
            Script.say("It is").ending(FinishReason.LENGTH)),
    REFUSED(Script.say("No.").ending(FinishReason.CONTENT_FILTER)),
    SAME_ERROR(
            Script.turn().thenSay("```python\nz\n```"),
            Script.turn().thenSay("Again.\n```python\nz\n```"),
            Script.turn().thenSay("And again.\n```python\nz\n```")),
    STEP_LIMIT(
            Script.turn().thenSay("```python\nx = 1\nx\n```"),
            Script.turn().thenSay("```python\nx = 2\nx\n```"),
            Script.turn().thenSay("```python\nx = 3\nx\n```"),
            Script.turn().thenSay("```python\nx = 4\nx\n```"));

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Script> turns;

    Scripts(Script... turns) {
        this.turns = List.of(turns);
    }

    public List<Script> turns() {
        return turns;
    }

    public ScriptedModel model(Chunks chunks) {
        return ScriptedModel.of(chunks, turns.toArray(Script[]::new));
    }
}
