package io.github.jupan.agent;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import io.github.jupan.agent.AgentEvent.Reason;
import io.github.jupan.agent.SystemPrompt.Code;
import io.github.jupan.prompts.Prompt;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.tools.CopyWarning;
import io.github.jupan.tools.PythonResult;
import io.github.jupan.tools.PythonTool;
import io.github.jupan.tools.ToolResult;
import java.util.List;
import java.util.Optional;

/// One question, from the user's words to its outcome: the model takes a turn, what it asked for is done, the result
/// goes into the transcript, and so on until it answers or a bound is reached.
final class Loop {

    private static final String NO_CODE =
            "Code is not available for this question. Nothing was run; answer without it.";

    private static final String STOPPED = "Not run: the question was stopped.";

    private static final String NOT_ALLOWED =
            "Not run: the user did not allow this code. Answer without it, or say what you would need.";

    private final Turns turns;
    private final Workspace workspace;
    private final List<ChatMessage> transcript;
    private final Budget budget;
    private final Code code;
    private final Approval approval;
    private final Events events;
    private final Stop stop;
    private Usage usage = Usage.NONE;
    private final SameErrors errors = new SameErrors();
    private boolean codeTried;

    /// @param transcript the conversation so far, the question last; what happens is added to it
    Loop(
            Turns turns,
            Workspace workspace,
            List<ChatMessage> transcript,
            Budget budget,
            Code code,
            Approval approval,
            Events events,
            Stop stop) {
        this.turns = turns;
        this.workspace = workspace;
        this.transcript = transcript;
        this.budget = budget;
        this.code = code;
        this.approval = approval;
        this.events = events;
        this.stop = stop;
    }

    /// @throws ModelException when the model cannot be reached or refuses
    Outcome run() throws InterruptedException {
        for (int step = 1; step <= budget.steps(); step++) {
            Optional<Turn> taken = turns.next(step, transcript);
            if (taken.isEmpty()) {
                return stopped(turns.said());
            }
            Turn turn = taken.get();
            usage = usage.plus(turn.usage());
            if (turn.calls().isEmpty()) {
                Optional<Prompt> lacking = lacking(turn);
                if (lacking.isEmpty()) {
                    return answered(turn);
                }
                transcript.add(turn.text().isBlank() ? AiMessage.from("(nothing)") : turn.message());
                transcript.add(UserMessage.from(lacking.get().text()));
            } else {
                transcript.add(turn.message());
                boolean handedOver = false;
                for (Call call : turn.calls()) {
                    if (workspace.tools().isCallers(call)) {
                        handedOver = true;
                    } else {
                        transcript.add(call.reply(result(call)));
                    }
                }
                if (stop.requested()) {
                    return stopped("");
                }
                if (handedOver) {
                    return new Outcome.Answered(turn.text(), workspace.evidence(turn.text()), usage);
                }
                int times = errors.turnDone();
                if (times >= budget.sameErrors()) {
                    var outcome = new Outcome.SameError(errors.error(), times, usage);
                    return unanswered(outcome, "", "the same error came " + times + " times in a row");
                }
            }
            if (usage.inputTokens() + usage.outputTokens() >= budget.tokens()) {
                return unanswered(new Outcome.TokenLimit(budget.tokens(), usage), "", "the token limit was reached");
            }
        }
        return unanswered(new Outcome.StepLimit(budget.steps(), usage), "", "the step limit was reached");
    }

    /// What keeps a turn without calls from being the answer.
    private Optional<Prompt> lacking(Turn turn) {
        if (turn.reason() == Reason.LENGTH) {
            return Optional.of(Prompt.REMINDER_CUT);
        }
        if (turn.text().isBlank()) {
            if (turn.reason() == Reason.FILTERED) {
                throw new ModelException(
                        "The provider's content filter withheld the answer; word the question differently.",
                        ModelException.Retry.WILL_NOT_HELP,
                        null);
            }
            return Optional.of(Prompt.REMINDER_EMPTY);
        }
        return code == Code.REQUIRED && !codeTried ? Optional.of(Prompt.REMINDER_CODE) : Optional.empty();
    }

    private String result(Call call) throws InterruptedException {
        if (stop.requested()) {
            return STOPPED;
        }
        if (code == Code.NOT_AVAILABLE) {
            return failed(NO_CODE);
        }
        return switch (call) {
            case Call.Block block -> ran(block.run(), block.code());
            case Call.Python python -> {
                Optional<String> program = PythonTool.code(python.request().arguments());
                yield program.isPresent() ? ran(python.run(), program.get()) : failed(PythonTool.badArguments());
            }
            case Call.Tool tool -> called(tool);
        };
    }

    private String ran(int run, String program) throws InterruptedException {
        List<CopyWarning> warnings = workspace.copyCheck().check(program);
        warnings.forEach(warning -> events.emit(new AgentEvent.CopySuspected(run, warning)));
        Optional<Approval.Verdict> verdict = stop.whileAsking(() -> approval.decide(run, program));
        if (verdict.isEmpty()) {
            return STOPPED;
        }
        codeTried = true;
        if (verdict.get() == Approval.Verdict.SKIP) {
            return failed(NOT_ALLOWED);
        }
        String lost = workspace.variablesLost();
        Execution execution = workspace.run(run, program, events, stop);
        errors.ran(execution);
        return lost + PythonResult.text(execution, warnings);
    }

    private String called(Call.Tool call) throws InterruptedException {
        String id = call.request().id() == null ? "" : call.request().id();
        String name = call.request().name();
        events.emit(new AgentEvent.ToolStarted(id, name, call.request().arguments()));
        ToolResult result = workspace.tools().call(call.request(), stop);
        if (result == null) {
            return "Not finished: the question was stopped.";
        }
        events.emit(new AgentEvent.ToolEnded(id, name, result));
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

    private Outcome answered(Turn turn) {
        transcript.add(turn.message());
        return new Outcome.Answered(turn.text(), workspace.evidence(turn.text()), usage);
    }

    private Outcome stopped(String said) {
        Usage lowerBound = usage.plus(new Usage(0, 0, false));
        return stop.cancelled()
                ? unanswered(new Outcome.Cancelled(lowerBound), said, "the user cancelled")
                : unanswered(new Outcome.Deadline(budget.time(), lowerBound), said, "time ran out");
    }

    /// Ends the transcript with a turn of the model's, as providers want it, which says what became of the question.
    private Outcome unanswered(Outcome outcome, String said, String why) {
        transcript.add(AiMessage.from((said + "\n[No answer: " + why + ".]").strip()));
        return outcome;
    }
}
