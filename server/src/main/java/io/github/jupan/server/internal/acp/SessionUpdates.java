package io.github.jupan.server.internal.acp;

import com.agentclientprotocol.sdk.spec.AcpSchema;
import com.agentclientprotocol.sdk.spec.AcpSchema.ToolCallStatus;
import com.fasterxml.jackson.databind.JsonNode;
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

    synchronized List<AcpSchema.SessionUpdate> of(JsonNode event) {
        int run = event.path("run").asInt();
        String text = event.path("text").asText();
        return switch (event.path("type").asText()) {
            case "thinking" -> List.of(new AcpSchema.AgentThoughtChunk(null, Content.text(text)));
            case "text" -> List.of(new AcpSchema.AgentMessageChunk(null, Content.text(text)));
            case "code_start" -> announced(run);
            case "code" -> call(run).written(text);
            case "copy_suspected" -> {
                call(run)
                        .note("Perhaps miscopied: `" + event.path("literal").asText() + "` is almost `"
                                + event.path("original").asText() + "`.");
                yield List.of();
            }
            case "code_repaired" -> {
                call(run).note("Repaired before it ran: " + event.path("repair").asText() + ".");
                yield List.of();
            }
            case "run_start" -> {
                List<AcpSchema.SessionUpdate> announced = runs.containsKey(run) ? List.of() : announced(run);
                String code = event.path("code").asText();
                yield Stream.concat(announced.stream(), Stream.of(call(run).started(code)))
                        .toList();
            }
            case "run" -> List.of(ended(run).ended(event));
            case "tool_start" -> List.of(toolStarted(event));
            case "tool_end" -> toolEnded(event);
            // What a turn wrote and nobody ran by the next was cut off or not allowed.
            case "turn_start" -> unfinished();
            case "end" ->
                Stream.concat(unfinished().stream(), missingAnswer(event)).toList();
            default -> List.of();
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

    private AcpSchema.SessionUpdate toolStarted(JsonNode event) {
        String id = "tool-" + ++toolCalls;
        tools.put(event.path("id").asText(), id);
        return new AcpSchema.ToolCall(
                null,
                id,
                event.path("name").asText(),
                AcpSchema.ToolKind.OTHER,
                ToolCallStatus.IN_PROGRESS,
                null,
                null,
                Map.of("arguments", event.path("arguments").asText()),
                null,
                null);
    }

    private List<AcpSchema.SessionUpdate> toolEnded(JsonNode event) {
        String id = tools.remove(event.path("id").asText());
        ToolCallStatus status = event.path("ok").asBoolean() ? ToolCallStatus.COMPLETED : ToolCallStatus.FAILED;
        List<AcpSchema.ToolCallContent> result =
                List.of(Content.fenced("", event.path("result").asText()));
        return id == null ? List.of() : List.of(tool(id, status, result));
    }

    private static AcpSchema.SessionUpdate tool(
            String id, ToolCallStatus status, @Nullable List<AcpSchema.ToolCallContent> content) {
        return new AcpSchema.ToolCallUpdateNotification(null, id, null, null, status, content, null, null, null, null);
    }

    private static Stream<AcpSchema.SessionUpdate> missingAnswer(JsonNode end) {
        String line = switch (end.path("outcome").asText()) {
            case "declined", "incomplete" -> missingAnswerFor(end.path("reason").asText());
            case "step_limit" -> "No answer: the model took too many turns. Ask for less at once.";
            case "token_limit" -> "No answer: the model used too many tokens. Ask for less at once.";
            case "same_error" -> "No answer: the model made the same error again and again.";
            case "deadline" -> "No answer: time ran out. Ask for less at once.";
            default -> "";
        };
        return line.isEmpty() ? Stream.of() : Stream.of(new AcpSchema.AgentMessageChunk(null, Content.text(line)));
    }

    /// The planner says itself what it does not understand.
    private static String missingAnswerFor(String reason) {
        return switch (reason) {
            case "refused" -> "No answer: the model refused.";
            case "filtered" -> "No answer: the provider's content filter withheld it.";
            case "cut" -> "No answer: it was cut off at the model's token limit twice. Ask for less at once.";
            case "empty" -> "No answer: the model said nothing twice.";
            case "repeated" -> "No answer: the model repeated itself and was stopped.";
            case "no_code" -> "No answer: the model ran no code.";
            default -> "";
        };
    }
}
