package io.github.jupan.agent.internal;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentEvent.Reason;
import io.github.jupan.agent.Approval;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.RunResult;
import io.github.jupan.agent.Usage;
import io.github.jupan.agent.internal.evidence.ResultCheck;
import io.github.jupan.agent.internal.turn.Call;
import io.github.jupan.agent.internal.turn.Turn;
import io.github.jupan.agent.internal.turn.TurnMessages;
import io.github.jupan.agent.internal.turn.TurnMessages.Done;
import io.github.jupan.agent.internal.turn.Turns;
import io.github.jupan.prompts.Prompt;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.tools.CopyWarning;
import io.github.jupan.tools.PythonResult;
import io.github.jupan.tools.PythonTool;
import io.github.jupan.tools.ToolResult;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/// One question, from the user's words to its outcome: the model takes a turn, what it asked for is done, the result
/// goes into the transcript, and so on until it answers or a bound is reached.
public final class Loop {

    private final QuestionContext question;
    private final Turns turns;
    private final List<ChatMessage> transcript;
    private final SameErrors errors = new SameErrors();
    private final Set<Prompt> reminded = EnumSet.noneOf(Prompt.class);
    private Usage usage = Usage.NONE;
    private List<String> lastDone = List.of();
    private int sameTurns;
    private boolean codeTried;

    /// @param transcript the conversation so far, the question last; what happens is added to it
    public Loop(QuestionContext question, Turns turns, List<ChatMessage> transcript) {
        this.question = question;
        this.turns = turns;
        this.transcript = transcript;
    }

    /// @throws io.github.jupan.agent.ModelException when the model cannot be reached or refuses the request
    public Outcome run() throws InterruptedException {
        int steps = question.settings().budget().steps();
        for (int step = 1; step <= steps; step++) {
            Optional<Turn> taken = turns.next(step, transcript);
            if (taken.isEmpty()) {
                return stopped(turns.said());
            }
            Turn turn = withProgram(taken.get());
            usage = usage.plus(turn.usage());
            Optional<Outcome> outcome = turn.calls().isEmpty() ? said(turn) : called(turn);
            if (outcome.isPresent()) {
                return outcome.get();
            }
            long tokens = question.settings().budget().tokens();
            if (usage.inputTokens() + usage.outputTokens() >= tokens) {
                return unanswered(new Outcome.TokenLimit(tokens, usage), "");
            }
        }
        return unanswered(new Outcome.StepLimit(steps, usage), "");
    }

    /// A block without a language in which a turn ends is a program where it compiles as one.
    private Turn withProgram(Turn turn) {
        boolean program = turn.bareBlock().isPresent()
                && question.codeAvailable()
                && question.workspace().isProgram(turn.bareBlock().get().content());
        if (!program) {
            return turn;
        }
        String code = turn.bareBlock().get().content();
        int run = question.workspace().runs().next();
        question.events().emit(new AgentEvent.CodeStarted(run, "```"));
        question.events().emit(new AgentEvent.Code(run, code));
        return turn.with(new Call.Python(turns.nextCallId(), run, List.of(code), Call.Origin.TEXT));
    }

    /// A turn without calls: the answer, or else what it lacks is told to the model, each thing once.
    private Optional<Outcome> said(Turn turn) {
        String text = turn.said();
        Optional<Outcome> declined = switch (turn.reason()) {
            case REFUSED -> declined(Outcome.Declined.Reason.REFUSED, text);
            case NOT_UNDERSTOOD -> declined(Outcome.Declined.Reason.NOT_UNDERSTOOD, text);
            case FILTERED -> declined(Outcome.Declined.Reason.FILTERED, text);
            case REPEATED -> incomplete(Outcome.Incomplete.Reason.REPEATED, text);
            case STOP, CALL, LENGTH, OTHER -> Optional.empty();
        };
        if (declined.isPresent()) {
            return declined;
        }
        if (turn.reason() == Reason.LENGTH) {
            return again(turn, Prompt.REMINDER_CUT, Outcome.Incomplete.Reason.CUT);
        }
        if (text.isBlank()) {
            return again(turn, Prompt.REMINDER_EMPTY, Outcome.Incomplete.Reason.EMPTY);
        }
        if (question.codeRequired() && !codeTried) {
            return again(turn, Prompt.REMINDER_CODE, Outcome.Incomplete.Reason.NO_CODE);
        }
        if (reminded.contains(Prompt.REMINDER_RESULT)) {
            return Optional.of(answered(turn));
        }
        Optional<ResultCheck.Lost> lost = question.workspace().lost(text, question.stop());
        if (lost.isEmpty()) {
            return Optional.of(answered(turn));
        }
        question.events()
                .emit(new AgentEvent.ResultDoubted(lost.get().run(), lost.get().result()));
        remind(
                turn,
                Prompt.REMINDER_RESULT,
                TurnMessages.reminder(
                        Prompt.REMINDER_RESULT, "result", lost.get().result()));
        return Optional.empty();
    }

    /// Asks for the turn again, once.
    private Optional<Outcome> again(Turn turn, Prompt reminder, Outcome.Incomplete.Reason lacking) {
        if (reminded.contains(reminder)) {
            return incomplete(lacking, turn.said());
        }
        remind(turn, reminder, reminder.text());
        return Optional.empty();
    }

    private void remind(Turn turn, Prompt reminder, String text) {
        reminded.add(reminder);
        transcript.add(TurnMessages.said(turns.dialect(), turn));
        transcript.add(UserMessage.from(text));
    }

    private Optional<Outcome> declined(Outcome.Declined.Reason reason, String text) {
        return Optional.of(unanswered(new Outcome.Declined(reason, text, usage), text));
    }

    private Optional<Outcome> incomplete(Outcome.Incomplete.Reason reason, String text) {
        return Optional.of(unanswered(new Outcome.Incomplete(reason, text, usage), text));
    }

    /// Does what a turn asks for, in order.
    private Optional<Outcome> called(Turn turn) throws InterruptedException {
        List<Done> done = new ArrayList<>();
        List<Call.Tool> handedOut = new ArrayList<>();
        for (Call call : turn.calls()) {
            if (call instanceof Call.Tool tool && question.settings().tools().isCallers(tool.name())) {
                handedOut.add(tool);
            } else {
                done.add(done(call));
            }
        }
        int same = sameAgain(done);
        if (same == 2) {
            done.add(done.removeLast().with(sameAgain()));
        }
        transcript.addAll(TurnMessages.of(turns.dialect(), turn, done, handedOut));
        turns.answeredIn(turn);
        if (question.stop().requested()) {
            return Optional.of(stopped(""));
        }
        if (!handedOut.isEmpty()) {
            return Optional.of(answer(turn));
        }
        int times = errors.turnDone();
        int most = question.settings().budget().sameErrors();
        if (times >= most) {
            return Optional.of(unanswered(new Outcome.SameError(errors.error(), times, usage), ""));
        }
        return same >= most ? incomplete(Outcome.Incomplete.Reason.REPEATED, turn.said()) : Optional.empty();
    }

    /// How many turns in a row, this one included, asked for the same and got the same.
    private int sameAgain(List<Done> done) {
        List<String> now = done.stream()
                .map(each ->
                        (each.call() instanceof Call.Tool tool ? tool.name() + tool.argumentsJson() : each.program())
                                + "\n" + each.result())
                .toList();
        sameTurns = !now.isEmpty() && now.equals(lastDone) ? sameTurns + 1 : 1;
        lastDone = now;
        return sameTurns;
    }

    /// Small models run the same program again where they should answer, until they are told what to say.
    private String sameAgain() {
        List<RunResult> results = question.workspace().results();
        return results.isEmpty()
                ? Prompt.REMINDER_SAME.text()
                : Prompt.REMINDER_SAME.text() + "\n"
                        + TurnMessages.reminder(
                                Prompt.REMINDER_RESULT,
                                "result",
                                results.getLast().value());
    }

    private Done done(Call call) throws InterruptedException {
        String program =
                call instanceof Call.Python python && !python.readings().isEmpty()
                        ? python.readings().getFirst()
                        : "";
        if (question.stop().requested()) {
            return new Done(call, program, Prompt.NOT_RUN_STOPPED.text());
        }
        if (!question.codeAvailable()) {
            return new Done(call, program, failed(Prompt.NOT_RUN_NO_CODE.text()));
        }
        return switch (call) {
            case Call.Python python
            when python.readings().isEmpty() -> new Done(call, "", failed(PythonTool.badArguments()));
            case Call.Python python -> ran(python);
            case Call.Tool tool -> new Done(call, "", result(tool));
        };
    }

    private Done ran(Call.Python call) throws InterruptedException {
        Workspace.Chosen chosen = question.workspace().choose(call.readings());
        String program = chosen.code();
        int run = call.run();
        if (!chosen.repair().isEmpty()) {
            question.events().emit(new AgentEvent.CodeRepaired(run, chosen.repair(), program));
        }
        List<CopyWarning> warnings = question.workspace().miscopied(program, question.stop());
        warnings.forEach(warning -> question.events().emit(new AgentEvent.CopySuspected(run, warning)));
        Optional<Approval.Verdict> verdict = verdict(run, program);
        if (verdict.isEmpty()) {
            return new Done(call, program, Prompt.NOT_RUN_STOPPED.text());
        }
        codeTried = true;
        if (verdict.get() == Approval.Verdict.SKIP) {
            return new Done(call, program, failed(Prompt.NOT_RUN_NOT_ALLOWED.text()));
        }
        String lost = question.workspace().variablesLost();
        Execution execution = question.workspace().run(run, program, question.events(), question.stop());
        errors.ran(execution);
        String result = PythonResult.text(execution, warnings);
        Done done = new Done(call, program, lost.isEmpty() ? result : lost + "\n" + result);
        return warnings.isEmpty() && lost.isEmpty()
                ? done.with(Remark.on(
                        new Remark.Ran(program, execution, result),
                        question.workspace().question(run),
                        turns.dialect()))
                : done;
    }

    private Optional<Approval.Verdict> verdict(int run, String program) throws InterruptedException {
        try {
            return question.stop().whileAsking(() -> question.approval().decide(run, program));
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failure.getCause());
        }
    }

    private String result(Call.Tool call) throws InterruptedException {
        question.events().emit(new AgentEvent.ToolStarted(call.id(), call.name(), call.argumentsJson()));
        ToolResult result = question.settings().tools().call(call, question.stop());
        if (result == null) {
            return Prompt.NOT_FINISHED.text();
        }
        question.events().emit(new AgentEvent.ToolEnded(call.id(), call.name(), result));
        return switch (result.status()) {
            case OK -> {
                errors.succeeded();
                yield result.text();
            }
            case FAILED -> failed(result.text());
        };
    }

    private String failed(String result) {
        errors.failed(result);
        return result;
    }

    /// What an answer that was looked at to its end comes to.
    private Outcome answered(Turn turn) {
        Outcome outcome = answer(turn);
        if (question.stop().requested()) {
            return stopped(turn.said());
        }
        transcript.add(TurnMessages.said(turns.dialect(), turn));
        return outcome;
    }

    private Outcome answer(Turn turn) {
        Workspace workspace = question.workspace();
        return new Outcome.Answered(
                turn.said(), workspace.evidence(turn.said(), question.stop()), workspace.results(), usage);
    }

    private Outcome stopped(String said) {
        Usage lowerBound = usage.plus(new Usage(0, 0, false));
        return unanswered(
                question.stop().cancelled()
                        ? new Outcome.Cancelled(lowerBound)
                        : new Outcome.Deadline(question.settings().budget().time(), lowerBound),
                said);
    }

    /// Ends the transcript with a turn of the model's, as providers want it, which says what became of the question.
    private Outcome unanswered(Outcome outcome, String said) {
        transcript.add(AiMessage.from((said + "\n" + Prompt.NO_ANSWER.with("why", outcome.why())).strip()));
        return outcome;
    }
}
