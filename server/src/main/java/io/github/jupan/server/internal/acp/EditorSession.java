package io.github.jupan.server.internal.acp;

import com.agentclientprotocol.sdk.spec.AcpSchema;
import com.agentclientprotocol.sdk.spec.AcpSchema.StopReason;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Approval;
import io.github.jupan.agent.EventJson;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.ModelException;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.JupanException;
import io.github.jupan.server.AcpPermission;
import io.github.jupan.server.Session;
import io.github.jupan.server.internal.peer.ErrorCode;
import io.github.jupan.server.internal.peer.Failure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A session that an editor has open. One prompt at a time; [#cancel()] may come from any thread.
final class EditorSession {

    private final Session session;
    private final Editor editor;
    private final SessionUpdates updates = new SessionUpdates();
    private final PromptReader reader = new PromptReader();
    private final Approval approval;
    private final AtomicReference<@Nullable Turn> current = new AtomicReference<>();
    private volatile Mode mode;

    EditorSession(Session session, Editor editor, Mode mode, AcpPermission permission) {
        this.session = session;
        this.editor = editor;
        this.mode = mode;
        this.approval = switch (permission) {
            case GIVEN -> Approval.GIVEN;
            case ASKED -> new AskUser(editor, updates);
        };
    }

    /// A prompt from its arrival on, so that a cancellation right behind it finds it.
    private final class Turn {
        private final Cancellation cancellation = new Cancellation();
        private volatile boolean filtered;

        private void hear(AgentEvent event) {
            editor.show(updates.of(EventJson.of(event)));
            if (event instanceof AgentEvent.TurnEnded ended) {
                filtered = ended.reason() == AgentEvent.Reason.FILTERED;
            }
        }
    }

    Mode mode() {
        return mode;
    }

    void setMode(Mode value) {
        mode = value;
        editor.show(new AcpSchema.CurrentModeUpdate(null, SessionModes.id(value)));
    }

    /// Shows all that has happened.
    ///
    /// @param chosen the mode to go on in; else it is the last question's
    void replay(Optional<Mode> chosen) {
        for (JsonNode event : Pieces.joined(session.history())) {
            if (event.path("type").asText().equals("asked")) {
                editor.show(new AcpSchema.UserMessageChunk(
                        null, Content.text(event.path("text").asText())));
                mode = SessionModes.of(event.path("mode").asText());
            }
            editor.show(updates.of(event));
        }
        editor.show(updates.unfinished());
        chosen.ifPresent(known -> mode = known);
    }

    /// Takes a prompt in, in the order in which the messages came.
    ///
    /// @return the work, for another thread
    Supplier<AcpSchema.PromptResponse> begin(List<AcpSchema.ContentBlock> blocks) {
        PromptReader.Prompt prompt = reader.read(blocks);
        Turn turn = new Turn();
        if (!current.compareAndSet(null, turn)) {
            throw busy();
        }
        Question question = new Question(prompt.text(), prompt.documents(), Optional.of(mode))
                .withApproval(approval)
                .withCancellation(turn.cancellation);
        return () -> {
            try {
                prompt.notes()
                        .forEach(note ->
                                editor.show(new AcpSchema.AgentMessageChunk(null, Content.text(note + "\n\n"))));
                return answer(question, turn);
            } finally {
                current.set(null);
            }
        };
    }

    static Failure busy() {
        return new Failure(
                ErrorCode.BUSY, "this session is busy; wait for its answer, or send session/cancel");
    }

    boolean isBusy() {
        return current.get() != null;
    }

    void cancel() {
        Turn turn = current.get();
        if (turn != null) {
            turn.cancellation.cancel();
        }
    }

    private AcpSchema.PromptResponse answer(Question question, Turn turn) {
        try {
            return new AcpSchema.PromptResponse(reason(session.ask(question, turn::hear)));
        } catch (RuntimeException failure) {
            editor.show(updates.unfinished());
            if (turn.cancellation.isRequested()) {
                return new AcpSchema.PromptResponse(StopReason.CANCELLED);
            }
            if (turn.filtered && failure instanceof ModelException) {
                editor.show(new AcpSchema.AgentMessageChunk(null, Content.text(JupanException.line(failure.getMessage()))));
                return new AcpSchema.PromptResponse(StopReason.REFUSAL);
            }
            throw failure;
        }
    }

    private static StopReason reason(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> StopReason.END_TURN;
            case Outcome.Declined declined -> StopReason.REFUSAL;
            case Outcome.TokenLimit limit -> StopReason.MAX_TOKENS;
            case Outcome.Incomplete incomplete
            when incomplete.reason() == Outcome.Incomplete.Reason.CUT -> StopReason.MAX_TOKENS;
            case Outcome.Incomplete incomplete -> StopReason.MAX_TURN_REQUESTS;
            case Outcome.StepLimit limit -> StopReason.MAX_TURN_REQUESTS;
            case Outcome.SameError same -> StopReason.MAX_TURN_REQUESTS;
            case Outcome.Deadline deadline -> StopReason.MAX_TURN_REQUESTS;
            case Outcome.Cancelled cancelled -> StopReason.CANCELLED;
        };
    }
}
