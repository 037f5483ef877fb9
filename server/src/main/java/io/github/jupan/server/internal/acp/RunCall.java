package io.github.jupan.server.internal.acp;

import com.agentclientprotocol.sdk.spec.AcpSchema;
import com.agentclientprotocol.sdk.spec.AcpSchema.ToolCallStatus;
import com.agentclientprotocol.sdk.spec.AcpSchema.ToolKind;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.EventJson;
import io.github.jupan.sandbox.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A block of code as a tool call: it is announced when the model begins to write it, and shows its code, what is
/// doubtful about it, and its result.
final class RunCall {

    private static final String TITLE = "Python";

    /// Longer code is shown when it is whole: every update repeats all of it.
    private static final int LIVE_CHARS = 4_000;

    private final String id;
    private final StringBuilder code = new StringBuilder();
    private final List<AcpSchema.ToolCallContent> notes = new ArrayList<>();

    RunCall(int run) {
        this.id = "run-" + run;
    }

    AcpSchema.SessionUpdate announced() {
        return new AcpSchema.ToolCall(
                null, id, TITLE, ToolKind.EXECUTE, ToolCallStatus.PENDING, null, null, null, null, null);
    }

    /// Shows the code so far whenever a line of it is whole.
    List<AcpSchema.SessionUpdate> written(String piece) {
        code.append(piece);
        return piece.indexOf('\n') >= 0 && code.length() <= LIVE_CHARS
                ? List.of(update(null, content(null), null, null))
                : List.of();
    }

    void note(String line) {
        notes.add(Content.paragraph(line));
    }

    AcpSchema.SessionUpdate started(String whole) {
        setCode(whole);
        return update(ToolCallStatus.IN_PROGRESS, content(null), input(), null);
    }

    AcpSchema.SessionUpdate ended(AgentEvent.RunEnded run) {
        Execution execution = run.execution();
        ToolCallStatus status =
                execution instanceof Execution.Completed ? ToolCallStatus.COMPLETED : ToolCallStatus.FAILED;
        return update(status, content(Content.fenced("", Content.result(execution))), null, EventJson.of(run));
    }

    AcpSchema.SessionUpdate notRun(String why) {
        return update(ToolCallStatus.FAILED, content(Content.paragraph(why)), null, null);
    }

    /// What the user is asked to allow.
    AcpSchema.ToolCallUpdate question(String whole) {
        setCode(whole);
        return new AcpSchema.ToolCallUpdate(
                id, TITLE, ToolKind.EXECUTE, ToolCallStatus.PENDING, content(null), null, input(), null);
    }

    private void setCode(String whole) {
        code.setLength(0);
        code.append(whole);
    }

    private Map<String, String> input() {
        return Map.of("code", code.toString());
    }

    private List<AcpSchema.ToolCallContent> content(AcpSchema.@Nullable ToolCallContent last) {
        List<AcpSchema.ToolCallContent> content = new ArrayList<>();
        content.add(Content.fenced("python", code.toString()));
        content.addAll(notes);
        if (last != null) {
            content.add(last);
        }
        return content;
    }

    private AcpSchema.SessionUpdate update(
            @Nullable ToolCallStatus status,
            List<AcpSchema.ToolCallContent> content,
            @Nullable Object input,
            @Nullable Object output) {
        return new AcpSchema.ToolCallUpdateNotification(
                null, id, null, null, status, content, null, input, output, null);
    }
}
