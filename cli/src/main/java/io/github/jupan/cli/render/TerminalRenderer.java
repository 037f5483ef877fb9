package io.github.jupan.cli.render;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Outcome;
import io.github.jupan.cli.terminal.Screen;
import io.github.jupan.cli.terminal.Spinner;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.sandbox.OutputListener.Channel;
import io.github.jupan.tools.ToolResult;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Draws a conversation for a person: the model's words, its code as it is written, results set apart, and at the end
/// a mark at every number that was computed.
///
/// What the model says, its code and the results go to `out`; thoughts, warnings and the evidence go to `aside`,
/// which on a terminal is the same place. So the last thing on a piped standard output is the answer.
public final class TerminalRenderer implements AgentListener {

    private enum Section {
        NOTHING,
        TEXT,
        THINKING,
        CODE,
        OUTPUT
    }

    private final Surface out;
    private final Surface aside;
    private final Screen screen;
    private final Spinner spinner;
    private Section section = Section.NOTHING;
    private final Set<Surface> used = new HashSet<>();
    private final StringBuilder said = new StringBuilder();
    private @Nullable LiveText live;
    private final StringBuilder pendingBlank = new StringBuilder();
    private @Nullable GutterWriter gutter;
    private @Nullable PythonHighlighter highlighter;
    private int shownRun;
    private Channel channel = Channel.STDOUT;

    public TerminalRenderer(Surface out, Surface aside, Screen screen) {
        this.out = out;
        this.aside = aside;
        this.screen = screen;
        this.spinner = new Spinner(aside);
    }

    @Override
    public void onEvent(AgentEvent event) {
        spinner.stop();
        switch (event) {
            case AgentEvent.Asked asked -> enter(Section.NOTHING);
            case AgentEvent.TurnStarted started -> spinner.start("thinking");
            case AgentEvent.Thinking thinking -> words(Section.THINKING, thinking.text());
            case AgentEvent.Text text -> words(Section.TEXT, text.text());
            case AgentEvent.CodeStarted started -> beginCode(started.run());
            case AgentEvent.Code code -> code(code.text());
            case AgentEvent.TurnEnded ended -> turnEnded(ended);
            case AgentEvent.DialectChanged changed ->
                note(Style.DIM, "the model is asked for code in its text from now on: " + changed.why());
            case AgentEvent.CodeRepaired repaired -> repaired(repaired);
            case AgentEvent.ResultDoubted doubted ->
                note(
                        Style.WARNING,
                        "! the answer does not have the result " + quoted(doubted.result())
                                + "; the model answers again");
            case AgentEvent.CopySuspected suspected ->
                note(
                        Style.WARNING,
                        "! the code says " + quoted(suspected.warning().literal()) + " where you wrote "
                                + quoted(suspected.warning().original()));
            case AgentEvent.RunStarted started -> runStarted(started);
            case AgentEvent.Printed printed -> printed(printed.channel(), printed.text());
            case AgentEvent.RunEnded ended -> runEnded(ended);
            case AgentEvent.ToolStarted started -> {
                note(Style.ACCENT, started.name() + " " + started.argumentsJson());
                spinner.start(started.name());
            }
            case AgentEvent.ToolEnded ended -> toolEnded(ended.result());
            case AgentEvent.Ended ended -> ended(ended.outcome());
        }
        out.flush();
        aside.flush();
    }

    /// The same, for code that the user typed and need not see again.
    public AgentListener withoutCode() {
        return event -> {
            if (event instanceof AgentEvent.RunStarted started) {
                shownRun = started.run();
            }
            onEvent(event);
        };
    }

    /// Shows a program that waits for permission, if it is not on the screen yet.
    public void show(int run, String code) {
        spinner.stop();
        if (shownRun < run) {
            beginCode(run);
            code(code);
        }
        finish();
    }

    /// Ends whatever was being written, so that a message can follow on a line of its own.
    public void finish() {
        spinner.stop();
        enter(Section.NOTHING);
        out.flush();
        aside.flush();
    }

    private void words(Section kind, String text) {
        enter(kind);
        Surface surface = kind == Section.TEXT ? out : aside;
        if (live == null && surface.can(Surface.Ability.CURSOR) && screen.size().isPresent()) {
            Layout layout = kind == Section.TEXT ? new MarkdownLayout(List.of(), links()) : new PlainLayout(Style.DIM);
            live = new LiveText(surface, screen, layout, () -> separate(surface));
        }
        if (live != null) {
            live.write(text);
            return;
        }
        Style style = kind == Section.TEXT ? Style.PLAIN : Style.DIM;
        String whole = pendingBlank + text;
        String body = whole.stripTrailing();
        pendingBlank.setLength(0);
        pendingBlank.append(whole, body.length(), whole.length());
        if (said.isEmpty()) {
            body = withoutLeadingLines(body);
        }
        if (!body.isEmpty()) {
            separate(surface);
            surface.write(style, body);
            said.append(body);
        }
    }

    private boolean links() {
        return out.can(Surface.Ability.LINKS);
    }

    private static String withoutLeadingLines(String text) {
        int first = 0;
        while (first < text.length() && (text.charAt(first) == '\n' || text.charAt(first) == '\r')) {
            first++;
        }
        return text.substring(first);
    }

    private void beginCode(int run) {
        enter(Section.CODE);
        separate(out);
        shownRun = run;
        GutterWriter lines = new GutterWriter(out, Style.DIM, "  │ ", "  │ ");
        gutter = lines;
        highlighter = new PythonHighlighter(lines::write);
    }

    private void code(String text) {
        if (highlighter != null) {
            highlighter.write(text);
        }
    }

    private void turnEnded(AgentEvent.TurnEnded ended) {
        switch (ended.reason()) {
            case LENGTH -> note(Style.WARNING, "! the model stopped at its token limit");
            case FILTERED -> note(Style.WARNING, "! the provider withheld the rest");
            case REPEATED -> note(Style.WARNING, "! the model repeated itself and was stopped");
            case OTHER ->
                note(Style.WARNING, "! the provider ended the turn for a reason of its own; it may be cut short");
            case STOP, CALL, REFUSED, NOT_UNDERSTOOD -> {}
        }
    }

    private void repaired(AgentEvent.CodeRepaired repaired) {
        note(Style.WARNING, "! the code did not compile as written; put right: " + repaired.repair());
        beginCode(repaired.run());
        code(repaired.code());
    }

    private void runStarted(AgentEvent.RunStarted started) {
        if (shownRun < started.run()) {
            beginCode(started.run());
            code(started.code());
        }
        enter(Section.NOTHING);
        spinner.start("running");
    }

    private void printed(Channel from, String text) {
        if (section != Section.OUTPUT || channel != from) {
            enter(Section.NOTHING);
            enter(Section.OUTPUT);
            channel = from;
            gutter = new GutterWriter(out, Style.RESULT, "  → ", "    ");
        }
        if (gutter != null) {
            gutter.write(from == Channel.STDOUT ? Style.RESULT : Style.WARNING, text);
        }
        used.add(out);
    }

    private void runEnded(AgentEvent.RunEnded ended) {
        enter(Section.NOTHING);
        ExecutionText.value(ended.execution()).ifPresent(value -> result(Style.RESULT, "  → ", value));
        ExecutionText.failure(ended.execution()).ifPresent(failure -> result(Style.ERROR, "  ✗ ", failure));
    }

    private void toolEnded(ToolResult result) {
        switch (result.status()) {
            case OK -> result(Style.RESULT, "  → ", result.text());
            case FAILED -> result(Style.ERROR, "  ✗ ", result.text());
        }
    }

    private void result(Style style, String mark, String text) {
        enter(Section.NOTHING);
        GutterWriter lines = new GutterWriter(out, style, mark, "    ");
        lines.write(style, text);
        lines.end();
        used.add(out);
    }

    private void ended(Outcome outcome) {
        if (outcome instanceof Outcome.Answered answered) {
            if (section == Section.TEXT) {
                markNumbers(answered);
            }
            enter(Section.NOTHING);
            evidence(answered);
        } else {
            enter(Section.NOTHING);
        }
    }

    /// Shows the answer with its marks.
    private void markNumbers(Outcome.Answered answered) {
        if (live == null || !answered.text().strip().equals(live.text().strip())) {
            return;
        }
        int moved = live.text().indexOf(answered.text().strip())
                - answered.text().indexOf(answered.text().strip());
        List<Evidence> computed = answered.evidence().stream()
                .filter(number -> number.source() instanceof Evidence.Source.Computed)
                .map(number ->
                        new Evidence(number.number(), number.start() + moved, number.end() + moved, number.source()))
                .toList();
        live.end(new MarkdownLayout(computed, links()));
        live = null;
    }

    private void evidence(Outcome.Answered answered) {
        var sources = EvidenceText.sources(answered.evidence());
        if (!sources.isEmpty()) {
            aside.line(sources);
        }
    }

    private void note(Style style, String text) {
        enter(Section.NOTHING);
        aside.line(style, "  " + text);
    }

    private static String quoted(String text) {
        return "“" + text + "”";
    }

    /// Ends the present section, unless it is the same.
    private void enter(Section next) {
        if (section == next) {
            return;
        }
        if (highlighter != null) {
            highlighter.end();
            highlighter = null;
        }
        gutter = null;
        if (live != null) {
            live.end();
            live = null;
        }
        if (section == Section.THINKING) {
            aside.freshLine();
        } else if (section != Section.NOTHING) {
            out.freshLine();
        }
        said.setLength(0);
        pendingBlank.setLength(0);
        section = next;
    }

    /// An empty line between words and code, none between code and its result.
    private void separate(Surface surface) {
        if (said.isEmpty()) {
            surface.freshLine();
            if (!used.add(surface)) {
                surface.write(Style.PLAIN, "\n");
            }
        }
    }
}
