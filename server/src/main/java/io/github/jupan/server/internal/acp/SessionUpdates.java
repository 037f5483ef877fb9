package io.github.jupan.server.internal.acp;

import com.agentclientprotocol.sdk.spec.AcpSchema;
import com.agentclientprotocol.sdk.spec.AcpSchema.ToolCallStatus;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Outcome;
import io.github.jupan.tools.ToolResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Shows a session's events, which are those of `docs/events.md`, as the protocol's updates: as they happen, and
/// again when the session is loaded.
final class SessionUpdates {

    private final Map<Integer, RunCall> runs = new LinkedHashMap<>();
    private final Map<String, String> tools = new LinkedHashMap<>();
    private int toolCalls;

    synchronized List<AcpSchema.SessionUpdate> of(AgentEvent event) {
        return switch (event) {
            case AgentEvent.Thinking thinking ->
                List.of(new AcpSchema.AgentThoughtChunk(null, Content.text(thinking.text())));
            case AgentEvent.Text text -> List.of(new AcpSchema.AgentMessageChunk(null, Content.text(text.text())));
            case AgentEvent.CodeStarted started -> announced(started.run());
            case AgentEvent.Code code -> call(code.run()).written(code.text());
            case AgentEvent.CopySuspected copy -> {
                call(copy.run())
                        .note("Perhaps miscopied: `" + copy.warning().literal() + "` is almost `"
                                + copy.warning().original() + "`.");
                yield List.of();
            }
            case AgentEvent.CodeRepaired repaired -> {
                call(repaired.run()).note("Repaired before it ran: " + repaired.repair() + ".");
                yield List.of();
            }
            case AgentEvent.RunStarted started -> {
                int run = started.run();
                List<AcpSchema.SessionUpdate> announced = runs.containsKey(run) ? List.of() : announced(run);
                yield Stream.concat(announced.stream(), Stream.of(call(run).started(started.code())))
                        .toList();
            }
            case AgentEvent.RunEnded run -> List.of(ended(run.run()).ended(run));
            case AgentEvent.ToolStarted tool -> List.of(toolStarted(tool));
            case AgentEvent.ToolEnded tool -> toolEnded(tool);
            // What a turn wrote and nobody ran by the next was cut off or not allowed.
            case AgentEvent.TurnStarted _ -> unfinished();
            case AgentEvent.Ended end ->
                Stream.concat(unfinished().stream(), missingAnswer(end.outcome()))
                        .toList();
            case AgentEvent.Asked _,
                    AgentEvent.TurnEnded _,
                    AgentEvent.DialectChanged _,
                    AgentEvent.ResultDoubted _,
                    AgentEvent.Printed _ -> List.of();
        };
    }

    /// The block that this run is for.
    synchronized RunCall call(int run) {
        return runs.computeIfAbsent(run, RunCall::new);
    }

    synchronized List<AcpSchema.SessionUpdate> notAllowed(int run) {
        return List.of(ended(run).notRun("Not run: you did not allow it."));
    }

    /// The question is over: nothing that was begun may look as if it went on.
    synchronized List<AcpSchema.SessionUpdate> unfinished() {
        List<AcpSchema.SessionUpdate> updates = Stream.concat(
                        runs.values().stream().map(call -> call.notRun("Not run.")),
                        tools.values().stream().map(id -> tool(id, ToolCallStatus.FAILED, null)))
                .toList();
        runs.clear();
        tools.clear();
        return updates;
    }

    private List<AcpSchema.SessionUpdate> announced(int run) {
        return List.of(call(run).announced());
    }

    private RunCall ended(int run) {
        RunCall call = call(run);
        runs.remove(run);
        return call;
    }

    private AcpSchema.SessionUpdate toolStarted(AgentEvent.ToolStarted event) {
        String id = "tool-" + ++toolCalls;
        tools.put(event.id(), id);
        return new AcpSchema.ToolCall(
                null,
                id,
                event.name(),
                AcpSchema.ToolKind.OTHER,
                ToolCallStatus.IN_PROGRESS,
                null,
                null,
                Map.of("arguments", event.argumentsJson()),
                null,
                null);
    }

    private List<AcpSchema.SessionUpdate> toolEnded(AgentEvent.ToolEnded event) {
        String id = tools.remove(event.id());
        ToolCallStatus status =
                event.result().status() == ToolResult.Status.OK ? ToolCallStatus.COMPLETED : ToolCallStatus.FAILED;
        List<AcpSchema.ToolCallContent> result =
                List.of(Content.fenced("", event.result().text()));
        return id == null ? List.of() : List.of(tool(id, status, result));
    }

    private static AcpSchema.SessionUpdate tool(
            String id, ToolCallStatus status, @Nullable List<AcpSchema.ToolCallContent> content) {
        return new AcpSchema.ToolCallUpdateNotification(null, id, null, null, status, content, null, null, null, null);
    }

    private static Stream<AcpSchema.SessionUpdate> missingAnswer(Outcome outcome) {
        String line = switch (outcome) {
            case Outcome.Declined declined ->
                switch (declined.reason()) {
                    case REFUSED -> "No answer: the model refused.";
                    case FILTERED -> "No answer: the provider's content filter withheld it.";
                    // The planner says itself what it does not understand.
                    case NOT_UNDERSTOOD -> "";
                };
            case Outcome.Incomplete incomplete ->
                switch (incomplete.reason()) {
                    case CUT -> "No answer: it was cut off at the model's token limit twice. Ask for less at once.";
                    case EMPTY -> "No answer: the model said nothing twice.";
                    case REPEATED -> "No answer: the model repeated itself and was stopped.";
                    case NO_CODE -> "No answer: the model ran no code.";
                };
            case Outcome.StepLimit _ -> "No answer: the model took too many turns. Ask for less at once.";
            case Outcome.TokenLimit _ -> "No answer: the model used too many tokens. Ask for less at once.";
            case Outcome.SameError _ -> "No answer: the model made the same error again and again.";
            case Outcome.Deadline _ -> "No answer: time ran out. Ask for less at once.";
            case Outcome.Answered _, Outcome.Cancelled _ -> "";
        };
        return line.isEmpty() ? Stream.of() : Stream.of(new AcpSchema.AgentMessageChunk(null, Content.text(line)));
    }
}
