package io.github.jupan.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Usage;
import io.github.jupan.cli.terminal.Screen;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.Surface.Ability;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.OutputListener.Channel;
import io.github.jupan.tools.CopyWarning;
import io.github.jupan.tools.ToolResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TerminalRendererTest {

    private static final Execution NOTHING = new Execution.Completed(null, Execution.Output.NONE, Duration.ZERO);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream aside = new ByteArrayOutputStream();

    @Test
    void drawsAConversationInPlainText() {
        List<AgentEvent> events = List.of(
                new AgentEvent.Asked("How many?", Mode.CODE, Set.of()),
                new AgentEvent.TurnStarted(1),
                new AgentEvent.Thinking("Let me see."),
                new AgentEvent.Text("I count "),
                new AgentEvent.Text("them.\n\n"),
                new AgentEvent.CodeStarted(1, "```python"),
                new AgentEvent.Code(1, "x = 1\n\npri"),
                new AgentEvent.Code(1, "nt(x)\nx\n"),
                new AgentEvent.TurnEnded(1, AgentEvent.Reason.CALL, Usage.NONE),
                new AgentEvent.RunStarted(1, "x = 1\n\nprint(x)\nx\n"),
                new AgentEvent.Printed(1, Channel.STDOUT, "1\n2"),
                new AgentEvent.Printed(1, Channel.STDOUT, "2\n"),
                new AgentEvent.RunEnded(
                        1, new Execution.Completed("3", new Execution.Output("1\n22\n", ""), Duration.ZERO)),
                new AgentEvent.TurnStarted(2),
                new AgentEvent.Text("\n\nThere are 3"),
                new AgentEvent.Text(", not 4.\n"),
                new AgentEvent.TurnEnded(2, AgentEvent.Reason.STOP, Usage.NONE),
                answered("There are 3, not 4."));

        draw(plain(out), plain(aside), events);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
            I count them.

              │ x = 1
              │
              │ print(x)
              │ x
              → 1
                22
              → 3

            There are 3, not 4.
            """);
        assertThat(aside.toString(StandardCharsets.UTF_8)).isEqualTo("""
            Let me see.
            ✓ 3 computed by run 1 · ? 4 not computed
            """);
    }

    @Test
    void thoughtsAreDimmed() {
        Surface colours = new Surface(
                new PrintStream(out, false, StandardCharsets.UTF_8), Set.of(Ability.TERMINAL, Ability.COLOUR));
        draw(colours, colours, List.of(new AgentEvent.Thinking("Let me see."), new AgentEvent.Text("Two.")));

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\u001b[2mLet me see.\u001b[0m\n\nTwo.\n");
    }

    @Test
    void showsWhatWentWrong() {
        Execution raised = new Execution.Raised(
                new Execution.PythonError("ZeroDivisionError", "division by zero", "Traceback…"),
                Execution.Output.NONE,
                Duration.ZERO);
        Execution stopped = new Execution.LimitHit(
                Execution.Limit.TIME, "it was stopped after 2 s", true, Execution.Output.NONE, Duration.ZERO);
        draw(
                plain(out),
                plain(aside),
                List.of(
                        new AgentEvent.CopySuspected(1, new CopyWarning("ubiqitous", "ubiquitous")),
                        new AgentEvent.RunStarted(1, "1/0"),
                        new AgentEvent.Printed(1, Channel.STDERR, "careful\n"),
                        new AgentEvent.RunEnded(1, raised),
                        new AgentEvent.RunStarted(2, "while True: pass"),
                        new AgentEvent.RunEnded(2, stopped),
                        new AgentEvent.ToolStarted("t1", "weather", "{\"city\":\"Seoul\"}"),
                        new AgentEvent.ToolEnded("t1", "weather", ToolResult.failed("no such city")),
                        new AgentEvent.TurnEnded(1, AgentEvent.Reason.LENGTH, Usage.NONE),
                        new AgentEvent.Ended(new Outcome.Cancelled(Usage.NONE))));

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
              │ 1/0
              → careful
              ✗ ZeroDivisionError: division by zero

              │ while True: pass
              ✗ it was stopped after 2 s (the variables are gone)
              ✗ no such city
            """);
        assertThat(aside.toString(StandardCharsets.UTF_8)).isEqualTo("""
              ! the code says “ubiqitous” where you wrote “ubiquitous”
              weather {"city":"Seoul"}
              ! the model stopped at its token limit
            """);
    }

    @Test
    void marksComputedNumbersWhereTheCursorCanMove() {
        assertThat(screenOf(20, 4, "한글 답은 3, not 4."))
                .isEqualTo("한글 답은 3✓, not\n4.\n✓ 3 computed by run\n1 · ? 4 not\ncomputed\n");
    }

    /// The lines that have left the screen cannot be written again.
    @Test
    void marksWhatIsStillOnTheScreen() {
        String answer = "3 is it.\n\n" + "line\n\n".repeat(5) + "There are 3, not 4.";
        assertThat(screenOf(80, 4, answer))
                .endsWith("line\n\nThere are 3, not 4.\n✓ 3 computed by run 1 · ? 4 not computed\n");
    }

    private String screenOf(int columns, int rows, String answer) {
        Screen screen = () -> Optional.of(new Screen.Size(columns, rows));
        Surface terminal = new Surface(
                new PrintStream(out, false, StandardCharsets.UTF_8), Set.of(Ability.TERMINAL, Ability.CURSOR), screen);
        draw(
                screen.size(),
                terminal,
                terminal,
                List.of(
                        new AgentEvent.TurnStarted(1),
                        new AgentEvent.Text(answer),
                        new AgentEvent.TurnEnded(1, AgentEvent.Reason.STOP, Usage.NONE),
                        answered(answer)));
        return Emulator.text(out.toString(StandardCharsets.UTF_8), columns);
    }

    @Test
    void leavesAnAnswerAloneWhereTheScreensSizeIsUnknown() {
        Surface terminal = terminal(out);
        draw(Optional.empty(), terminal, terminal, List.of(new AgentEvent.Text("3, not 4"), answered("3, not 4")));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("3, not 4\n✓ 3 computed by run 1 · ? 4 not computed\n");
    }

    @Test
    void doesNotObeyControlCharactersOnATerminal() {
        Surface terminal = terminal(out);
        draw(
                terminal,
                terminal,
                List.of(
                        new AgentEvent.RunStarted(1, "print()"),
                        new AgentEvent.Printed(1, Channel.STDOUT, "\u001b]0;title\u0007\u202e"),
                        new AgentEvent.RunEnded(1, NOTHING)));

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("  │ print()\n  → ␛]0;title␇<U+202E>\n");
    }

    /// With a 3 computed by run 1 and a 4 from nowhere.
    private static AgentEvent answered(String text) {
        return new AgentEvent.Ended(new Outcome.Answered(
                text,
                List.of(
                        new Evidence("3", text.indexOf('3'), text.indexOf('3') + 1, new Evidence.Source.Computed(1)),
                        new Evidence("4", text.indexOf('4'), text.indexOf('4') + 1, new Evidence.Source.Neither())),
                List.of(),
                Usage.NONE));
    }

    private static void draw(Surface out, Surface aside, List<AgentEvent> events) {
        draw(Optional.of(new Screen.Size(10, 4)), out, aside, events);
    }

    private static void draw(Optional<Screen.Size> screen, Surface out, Surface aside, List<AgentEvent> events) {
        TerminalRenderer renderer = new TerminalRenderer(out, aside, () -> screen);
        events.forEach(renderer::onEvent);
        renderer.finish();
    }

    private static Surface plain(ByteArrayOutputStream to) {
        return new Surface(new PrintStream(to, false, StandardCharsets.UTF_8), Set.of());
    }

    private static Surface terminal(ByteArrayOutputStream to) {
        return new Surface(
                new PrintStream(to, false, StandardCharsets.UTF_8), Set.of(Ability.TERMINAL, Ability.CURSOR));
    }
}
