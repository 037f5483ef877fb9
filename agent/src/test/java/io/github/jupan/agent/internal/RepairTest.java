package io.github.jupan.agent.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.Budget;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.agent.ScriptedSandbox;
import io.github.jupan.agent.Usage;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a model is told when something failed, and when that comes to an end.
@Timeout(600)
class RepairTest {

    private static final Usage THREE_TURNS = new Usage(30, 15, true);

    private final ScriptedSandbox sandbox = new ScriptedSandbox()
            .value("good", "3")
            .gives("bad", raised("NameError", "name 'x' is not defined"))
            .gives("worse", raised("NameError", "name 'y' is not defined"));

    static final class Weather {
        @Tool("the temperature in a city")
        double temperature(@P("the city") String city, @P("the floor") int floor) {
            return city.length() + floor;
        }
    }

    @Test
    void theSameErrorThreeTimesInARowEndsTheQuestion() {
        assertThat(ask(block("bad"), block("bad"), block("bad")))
                .isEqualTo(new Outcome.SameError("NameError: name 'x' is not defined", 3, THREE_TURNS));
    }

    @Test
    void otherErrorsAndSuccessesInBetweenDoNot() {
        for (String between : List.of("good", "worse")) {
            assertThat(ask(
                            block("bad"),
                            block("bad"),
                            block(between),
                            block("bad"),
                            block("bad"),
                            Script.say("I give up at 3.")))
                    .isInstanceOf(Outcome.Answered.class);
        }
    }

    @Test
    void theCallsOfOneTurnCountOnce() {
        Script three = Script.turn()
                .thenThink("hm")
                .thenCall("a", "nonsense", "{}")
                .thenCall("b", "nonsense", "{}")
                .thenCall("c", "nonsense", "{}");
        assertThat(ask(three, three, Script.say("I give up."))).isInstanceOf(Outcome.Answered.class);
        assertThat(ask(three, three, three))
                .isEqualTo(new Outcome.SameError(
                        "There is no tool \"nonsense\". The tools are: python, temperature.", 3, THREE_TURNS));
    }

    @Test
    void arguments() {
        String right = " It takes a JSON object with city (String), floor (int).";
        Map<String, String> told = Map.of(
                "{\"city\": \"Seoul\"}",
                "Bad arguments for temperature: floor is missing." + right,
                "{\"city\": \"Seoul\", \"floor\": \"two\"}",
                "Bad arguments for temperature: floor must be int, not \"two\"." + right,
                "{\"city\": \"Seoul\", \"floor\": 1.5}",
                "Bad arguments for temperature: floor must be int, not 1.5." + right,
                "{\"city\": [1], \"floor\": 2}",
                "Bad arguments for temperature: city must be String, not [1]." + right,
                "{\"city\": \"Seoul\", \"floor\": 2, \"unit\": \"C\"}",
                "Bad arguments for temperature: there is no unit." + right,
                "",
                "Bad arguments for temperature: city is missing." + right);
        told.forEach((arguments, text) ->
                assertThat(toldFor("temperature", arguments)).as(arguments).isEqualTo(text));
        assertThat(toldFor("temperature", "{'city': 'Seoul',}"))
                .isEqualTo("Bad arguments for temperature: floor is missing." + right);
        String python = "The arguments of python must be a JSON object with the program as a string, such as"
                + " {\"code\": \"print(1 + 1)\"}. Nothing was run.";
        for (String arguments :
                List.of("", "good", "{\"program\": 1}", "{\"code\": 1}", "[]", "{\"city\": \"Oslo\"}")) {
            assertThat(toldFor("python", arguments)).as(arguments).isEqualTo(python);
        }
        assertThat(toldFor("Temperature", "{}"))
                .isEqualTo("There is no tool \"Temperature\". The tools are: python, temperature.");
    }

    @Test
    void boundTextsStayExactWhateverIsLeftOut() {
        String document = "각\0\uD83D\uDE00\r\n".repeat(5_000);
        List<String> asked = new ArrayList<>();
        IntStream.range(0, 20).forEach(i -> asked.add("question " + i + " " + "why\u00A0".repeat(100)));
        ScriptedModel model = ScriptedModel.of(
                Collections.nCopies(20, Script.say("so ".repeat(50))).toArray(Script[]::new));
        try (Agent agent = agent(model, Budget.DEFAULT.withContextTokens(800));
                Conversation conversation = agent.open()) {
            conversation.attach(Map.of("d", document));
            asked.forEach(each -> conversation.ask(Question.of(each), event -> {}));
        }
        List<ChatMessage> last = model.requests().getLast().messages();
        assertThat(last).hasSizeLessThan(10);
        assertThat(last.getFirst().toString()).contains("documents[");
        assertThat(sandbox.bound)
                .containsEntry("documents", new Binding.TextMap(Map.of("d", document)))
                .containsEntry("message", new Binding.Text(asked.getLast()))
                .containsEntry("messages", new Binding.TextList(asked.subList(0, 19)));
    }

    private String toldFor(String tool, String arguments) {
        ScriptedModel model = ScriptedModel.of(Script.turn().thenWholeCall("a", tool, arguments), Script.say("sorry"));
        try (Agent agent = agent(model, Budget.DEFAULT)) {
            agent.ask("How warm is it?");
        }
        return ((ToolExecutionResultMessage)
                        model.requests().getLast().messages().getLast())
                .text();
    }

    private Outcome ask(Script... script) {
        try (ScriptedModel model = ScriptedModel.of(script);
                Agent agent = agent(model, Budget.DEFAULT)) {
            return agent.ask("What is it?");
        }
    }

    private Agent agent(ScriptedModel model, Budget budget) {
        return Agent.builder(model)
                .sandbox(sandbox)
                .tools(new Weather())
                .budget(budget)
                .build();
    }

    private static Script block(String code) {
        return Script.turn().thenCall("a", "python", "{\"code\": \"" + code + "\"}");
    }

    private static Execution raised(String type, String message) {
        return new Execution.Raised(
                new Execution.PythonError(type, message, ""), Execution.Output.NONE, Duration.ofMillis(1));
    }
}
