package io.github.jupan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.testkit.Recording;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import io.github.jupan.tools.CopyWarning;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The agent over the sandbox that it ships with.
@Timeout(600)
class RealSandboxTest {

    private static final Sandbox SANDBOX = new PatientSandbox();

    private final Recording<AgentEvent> events = new Recording<>();

    static final class Weather {
        @Tool("the temperature in a city")
        double temperature(@P("the city") String city) {
            if (!city.equals("Seoul")) {
                throw new IllegalArgumentException("no station in " + city);
            }
            return 20.5;
        }
    }

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @Test
    void anAnswerComesWithItsEvidence() {
        var outcome = ask(
                Question.of("Use code: how many r's are in strawberry?"),
                Script.say("```python\nmessage.count('strawberry') + 'berry'.count('r')\n```\n"),
                Script.say("There are 3."));
        assertThat(((Outcome.Answered) outcome).evidence())
                .containsExactly(new Evidence("3", 10, 11, new Evidence.Source.Computed(1)));
        assertThat(values()).containsExactly("3");
    }

    @Test
    void documentsAndEarlierQuestionsAreThereInPython() {
        ScriptedModel model = ScriptedModel.of(
                Script.say("hello"),
                Script.say("```python\nmessages, len(documents['b']), x if 'x' in dir() else 0\n```\n"),
                Script.say("(['각\\x00\uD83D\uDE00'], 4, 5)"));
        try (Agent agent = agent(model).build();
                Conversation conversation = agent.open()) {
            conversation.ask(new Question("각\0\uD83D\uDE00", Map.of("b", "a\r\nb"), Optional.empty()), events::accept);
            assertThat(conversation.run("x = 5", event -> {}, new Cancellation()))
                    .isInstanceOf(Execution.Completed.class);
            conversation.ask(Question.of("two"), events::accept);
        }
        assertThat(values()).containsExactly("(['각\\x00\uD83D\uDE00'], 4, 5)");
    }

    @Test
    void pythonCallsTheUsersTools() {
        String code = "def f():\n  try:\n    return temperature('Busan')\n  except Exception as e:\n    return str(e)\n"
                + "temperature(city='Seoul') + 1, f()";
        ask(Question.of("How warm is it?"), Script.say("```python\n" + code + "\n```\n"), Script.say("21.5"));
        assertThat(values()).containsExactly("(21.5, 'The tool temperature failed: no station in Busan')");
        assertThat(events.only(AgentEvent.ToolStarted.class))
                .extracting(AgentEvent.ToolStarted::id)
                .containsExactly("run-1-1", "run-1-2");
    }

    @Test
    void theModelCallsTheUsersTools() {
        ScriptedModel model = ScriptedModel.of(
                Script.turn().thenCall("a", "temperature", "{\"city\": \"Seoul\"}"), Script.say("20.5"));
        try (Agent agent =
                Agent.builder(model).sandbox(SANDBOX).tools(new Weather()).build()) {
            agent.ask("How warm is it in Seoul?");
        }
        assertThat(model.requests().getLast().messages().getLast())
                .isEqualTo(ToolExecutionResultMessage.from("a", "temperature", "20.5"));
    }

    @Test
    void aSlipIsReportedBeforeItsResult() {
        ask(
                Question.of("Spell ubiquitous"),
                Script.say("```python\nlist('ubiqitous')\n```\n"),
                Script.say("```python\nlen('ubiquitous')\n```\n")
                        .expecting(
                                "carry the warning",
                                request -> request.messages()
                                                .getLast()
                                                .toString()
                                                .contains("Warning: the code says \\\"ubiqitous\\\"")
                                        || request.messages()
                                                .getLast()
                                                .toString()
                                                .contains("Warning: the code says \"ubiqitous\"")),
                Script.say("10"));
        assertThat(events.only(AgentEvent.CopySuspected.class))
                .containsExactly(new AgentEvent.CopySuspected(1, new CopyWarning("ubiqitous", "ubiquitous")));
    }

    @Test
    void anErrorGoesBackAndMayBeRepaired() {
        ask(Question.of("1/0?"), Script.say("```python\n1/0\n```\n"), Script.say("```python\n1/1\n"), Script.say("1"));
        assertThat(events.only(AgentEvent.RunEnded.class))
                .extracting(event -> event.execution().getClass().getSimpleName())
                .containsExactly("Raised", "Completed");
    }

    @Test
    void anUnclosedBlockThatDoesNotCompileRunsNothing() {
        ask(
                Question.of("Go"),
                Script.say("```python\nleft = 5\nprint(left)\nfor i in range(3"),
                Script.say("```python\n'left' in dir()\n```\n")
                        .expecting(
                                "say that the block was not closed",
                                request ->
                                        request.messages().getLast().toString().contains("had no closing marker")),
                Script.say("no"));
        assertThat(events.only(AgentEvent.Printed.class)).isEmpty();
        assertThat(values().getFirst()).contains("SyntaxError");
        assertThat(values().getLast()).isEqualTo("False");
    }

    @Test
    void anErrorShowsTheLineThatFailed() {
        String code = "def mean(numbers):\n    total = sum(numbers)\n    return total / len(numbers)\n\n"
                + "print('go')\nmean([])";
        ScriptedModel model = ScriptedModel.of(
                Script.say("```python\n" + code + "\n```\n"),
                Script.say("```python\nmean([1, 2)\n```\n"),
                Script.say("sorry"));
        try (Agent agent = agent(model).build()) {
            agent.ask("The mean of nothing?");
        }
        List<String> results = model.requests().getLast().messages().stream()
                .filter(UserMessage.class::isInstance)
                .map(message -> ((UserMessage) message).singleText())
                .filter(text -> text.startsWith("<result"))
                .toList();
        assertThat(results.get(0)).isEqualTo("""
            <result run="1">
            go
            Traceback (most recent call last):
              File "<run 1>", line 6, in <module>
                mean([])
              File "<run 1>", line 3, in mean
                return total / len(numbers)
                       ~~~~~~^~~~~~~~~~~~~~
            ZeroDivisionError: division by zero
            </result>\
            """);
        assertThat(results.get(1)).isEqualTo("""
            <result run="2">
              File "<run 2>", line 1
                mean([1, 2)
                          ^
            SyntaxError: closing parenthesis ')' does not match opening parenthesis '['
            </result>\
            """);
    }

    @Test
    void anEndlessRunIsCancelledWithinItsTime() throws Exception {
        ScriptedModel model = ScriptedModel.of(Script.say("```python\nprint('on')\nwhile True: pass\n```\n"));
        try (Agent agent = agent(model)
                        .limits(Limits.DEFAULT.withDeadline(Duration.ofMinutes(10)))
                        .build();
                Conversation conversation = agent.open()) {
            Question question = Question.of("Go");
            var outcome = CompletableFuture.supplyAsync(() -> conversation.ask(question, events::accept));
            events.await(event -> event instanceof AgentEvent.Printed);
            long start = System.nanoTime();
            question.cancellation().cancel();
            assertThat(outcome.get(5, TimeUnit.MINUTES)).isInstanceOf(Outcome.Cancelled.class);
            System.out.println("RealSandboxTest: cancelled after " + (System.nanoTime() - start) / 1_000_000 + " ms");
        }
    }

    private Outcome ask(Question question, Script... script) {
        try (ScriptedModel model = ScriptedModel.of(script);
                Agent agent = agent(model).build();
                Conversation conversation = agent.open()) {
            return conversation.ask(question, events::accept);
        }
    }

    private static Agent.Builder agent(ScriptedModel model) {
        return Agent.builder(model)
                .sandbox(SANDBOX)
                .limits(Limits.DEFAULT.withDeadline(Duration.ofMinutes(10)))
                .dialect(Dialect.TEXT)
                .tools(new Weather());
    }

    private List<String> values() {
        return events.only(AgentEvent.RunEnded.class).stream()
                .map(AgentEvent.RunEnded::execution)
                .map(execution -> execution instanceof Execution.Completed completed && completed.value() != null
                        ? completed.value()
                        : execution.toString())
                .toList();
    }
}
