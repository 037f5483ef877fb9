package io.github.jupan.practice.internal;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.Outcome;
import io.github.jupan.practice.Piece;
import io.github.jupan.practice.Rollout;
import io.github.jupan.sandbox.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Keeps what happens in a question as pieces: the model's own words from the events, as it wrote them, and what it
/// was told in between from the messages that it was given.
final class RolloutRecorder implements AgentListener {

    private static final int LONGEST_VALUE = 1_000;

    private final List<Turn> turns = new ArrayList<>();
    private final List<Rollout.Run> runs = new ArrayList<>();
    private final Instant began = Instant.now();
    private final long start = System.nanoTime();
    private Duration firstToken = Duration.ZERO;

    private static final class Turn {
        private final List<Written> written = new ArrayList<>();
        private boolean ended;

        private void write(Piece.Kind kind, int run, String text) {
            if (!written.isEmpty() && written.getLast().kind == kind && written.getLast().run == run) {
                written.getLast().text.append(text);
            } else {
                written.add(new Written(kind, run, text));
            }
        }

        private String said() {
            StringBuilder said = new StringBuilder();
            written.stream().filter(each -> each.kind == Piece.Kind.TEXT).forEach(each -> said.append(each.text));
            return said.toString();
        }
    }

    private static final class Written {
        private final Piece.Kind kind;
        private final int run;
        private final StringBuilder text;

        private Written(Piece.Kind kind, int run, String text) {
            this.kind = kind;
            this.run = run;
            this.text = new StringBuilder(text);
        }
    }

    @Override
    public synchronized void onEvent(AgentEvent event) {
        switch (event) {
            case AgentEvent.TurnStarted _ -> turns.add(new Turn());
            case AgentEvent.Text e -> heard().write(Piece.Kind.TEXT, 0, e.text());
            case AgentEvent.Thinking e -> thought(heard(), e.text());
            case AgentEvent.CodeStarted _ -> {
                Turn turn = heard();
                if (turn.ended) {
                    turn.written.add(new Written(Piece.Kind.CODE, -1, ""));
                }
            }
            case AgentEvent.Code e -> code(turns.getLast(), e);
            case AgentEvent.TurnEnded _ -> turns.getLast().ended = true;
            case AgentEvent.RunEnded e -> runs.add(run(e.run(), e.execution()));
            case AgentEvent.Asked _,
                    AgentEvent.DialectChanged _,
                    AgentEvent.CodeRepaired _,
                    AgentEvent.ResultDoubted _,
                    AgentEvent.CopySuspected _,
                    AgentEvent.RunStarted _,
                    AgentEvent.Printed _,
                    AgentEvent.ToolStarted _,
                    AgentEvent.ToolEnded _,
                    AgentEvent.Ended _ -> {}
        }
    }

    private Turn heard() {
        if (firstToken.isZero()) {
            firstToken = sinceStart();
        }
        return turns.getLast();
    }

    /// What was taken for text until a closing mark came is told again as thinking.
    private static void thought(Turn turn, String text) {
        boolean again = turn.written.stream().allMatch(each -> each.kind == Piece.Kind.TEXT)
                && !turn.written.isEmpty()
                && turn.said().strip().equals(text.strip());
        if (again) {
            turn.written.clear();
        }
        turn.write(Piece.Kind.THINKING, 0, text);
    }

    private static void code(Turn turn, AgentEvent.Code e) {
        if (!turn.ended) {
            turn.write(Piece.Kind.CODE, e.run(), e.text());
            return;
        }
        // A block without a language, which was text until the turn's end showed that it is a program.
        turn.written.removeLast();
        for (Written each : turn.written.reversed()) {
            int at = each.kind == Piece.Kind.TEXT
                    ? each.text.lastIndexOf(e.text().strip())
                    : -1;
            int fence = at < 0 ? -1 : each.text.lastIndexOf("```", at);
            if (fence >= 0) {
                each.text.setLength(fence);
                break;
            }
        }
        turn.write(Piece.Kind.CODE, e.run(), e.text());
    }

    private Rollout.Run run(int number, Execution execution) {
        Rollout.Status status = switch (execution) {
            case Execution.Completed _ -> Rollout.Status.COMPLETED;
            case Execution.Raised _ -> Rollout.Status.RAISED;
            case Execution.LimitHit _ -> Rollout.Status.LIMIT;
            case Execution.Cancelled _ -> Rollout.Status.CANCELLED;
        };
        String value = execution instanceof Execution.Completed completed && completed.value() != null
                ? completed.value()
                : execution.output().stdout();
        String error = switch (execution) {
            case Execution.Raised raised -> raised.error().type();
            case Execution.LimitHit hit -> hit.limit().name().toLowerCase(Locale.ROOT);
            case Execution.Completed _, Execution.Cancelled _ -> "";
        };
        return new Rollout.Run(number, turns.size(), status, cut(value.strip()), error, execution.elapsed());
    }

    private static String cut(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }

    private Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /// All that happened.
    ///
    /// @param messages that the question added to the transcript
    synchronized Rollout rollout(
            long seed, String system, String question, Outcome outcome, List<ChatMessage> messages) {
        List<Piece> pieces = new ArrayList<>();
        if (!system.isEmpty()) {
            pieces.add(new Piece(Piece.Kind.SYSTEM, 0, system));
        }
        pieces.add(new Piece(Piece.Kind.QUESTION, 0, question));
        List<List<String>> told = told(messages);
        for (int i = 0; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            for (Written each : turn.written) {
                if (!each.text.isEmpty()) {
                    pieces.add(new Piece(each.kind, i + 1, each.text.toString()));
                }
            }
            boolean called = turn.written.stream().anyMatch(each -> each.kind == Piece.Kind.CODE);
            for (String text : i < told.size() ? told.get(i) : List.<String>of()) {
                pieces.add(new Piece(called ? Piece.Kind.RESULT : Piece.Kind.REMINDER, i + 1, text));
            }
        }
        return new Rollout(
                seed,
                outcome.word(),
                text(outcome),
                pieces,
                runs,
                outcome instanceof Outcome.Answered answered ? answered.evidence() : List.of(),
                outcome.usage(),
                began,
                firstToken,
                sinceStart());
    }

    private String text(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> answered.text();
            case Outcome.Declined declined -> declined.text();
            case Outcome.Incomplete incomplete -> incomplete.text();
            case Outcome.StepLimit _,
                    Outcome.TokenLimit _,
                    Outcome.SameError _,
                    Outcome.Deadline _,
                    Outcome.Cancelled _ ->
                turns.isEmpty() ? "" : turns.getLast().said();
        };
    }

    /// What the model was told behind each of its turns, each of which is one message of its own.
    private static List<List<String>> told(List<ChatMessage> messages) {
        List<List<String>> told = new ArrayList<>();
        for (ChatMessage message : messages) {
            switch (message) {
                case AiMessage _ -> told.add(new ArrayList<>());
                case UserMessage user when !told.isEmpty() -> told.getLast().add(user.singleText());
                case ToolExecutionResultMessage result
                when !told.isEmpty() -> told.getLast().add(result.text());
                default -> {}
            }
        }
        return told;
    }
}
