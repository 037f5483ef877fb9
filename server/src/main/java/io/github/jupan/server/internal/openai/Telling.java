package io.github.jupan.server.internal.openai;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.Outcome;
import io.github.jupan.server.internal.openai.request.Query;
import io.github.jupan.tools.PythonResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Tells the events of a question as two texts: what is thought, and what is said. A program stands in a fence, and so
/// does its result.
final class Telling implements AgentListener {

    /// Who hears it, a piece at a time, on the question's thread.
    interface Pieces {

        /// The model begins a turn: what it has said before was no answer.
        default void turn() {}

        void thought(String piece);

        void said(String piece);
    }

    private final Query.Place code;
    private final Pieces pieces;
    private final Channel thought;
    private final Channel said;
    private final AtomicReference<@Nullable Outcome> outcome = new AtomicReference<>();
    private boolean fenceOpen;

    Telling(Query.Place code, Pieces pieces) {
        this.code = code;
        this.pieces = pieces;
        this.thought = new Channel(pieces::thought);
        this.said = new Channel(pieces::said);
    }

    /// How the question ended; null as long as it has not.
    @Nullable
    Outcome outcome() {
        return outcome.get();
    }

    @Override
    public void onEvent(AgentEvent event) {
        switch (event) {
            case AgentEvent.TurnStarted _ -> {
                pieces.turn();
                thought.paragraph();
                said.paragraph();
            }
            case AgentEvent.Thinking thinking -> {
                closeFence();
                thought.add(thinking.text());
            }
            case AgentEvent.Text text -> {
                closeFence();
                said.add(text.text());
            }
            case AgentEvent.CodeStarted _ -> {
                closeFence();
                show("```python\n");
                fenceOpen = true;
            }
            case AgentEvent.Code piece -> shown().ifPresent(channel -> channel.add(piece.text()));
            case AgentEvent.TurnEnded _ -> closeFence();
            case AgentEvent.CodeRepaired repaired -> show(fenced("python", repaired.code()));
            case AgentEvent.RunEnded run -> show(fenced("text", PythonResult.text(run.execution(), List.of())));
            case AgentEvent.ToolStarted call -> show(fenced("text", call.name() + " " + call.argumentsJson()));
            case AgentEvent.ToolEnded call -> show(fenced("text", call.result().text()));
            case AgentEvent.Ended ended -> {
                closeFence();
                outcome.set(ended.outcome());
            }
            case AgentEvent.Asked _,
                    AgentEvent.DialectChanged _,
                    AgentEvent.ResultDoubted _,
                    AgentEvent.CopySuspected _,
                    AgentEvent.RunStarted _,
                    AgentEvent.Printed _ -> {}
        }
    }

    private Optional<Channel> shown() {
        return switch (code) {
            case REASONING -> Optional.of(thought);
            case TEXT -> Optional.of(said);
            case NONE -> Optional.empty();
        };
    }

    private void show(String block) {
        closeFence();
        shown().ifPresent(channel -> channel.line(block));
    }

    private void closeFence() {
        if (fenceOpen) {
            fenceOpen = false;
            shown().ifPresent(channel -> channel.line("```\n"));
        }
    }

    private static String fenced(String language, String text) {
        String marks = "```";
        while (text.contains(marks)) {
            marks += "`";
        }
        return marks + language + "\n" + text + (text.endsWith("\n") ? "" : "\n") + marks + "\n";
    }
}
