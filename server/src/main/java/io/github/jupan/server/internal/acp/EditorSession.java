package io.github.jupan.server.internal.acp;

import com.agentclientprotocol.sdk.spec.AcpSchema;
import com.agentclientprotocol.sdk.spec.AcpSchema.StopReason;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Approval;
import io.github.jupan.agent.EventJson;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.ModelException;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.agent.Usage;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.JupanException;
import io.github.jupan.server.Permission;
import io.github.jupan.server.Session;
import io.github.jupan.server.internal.peer.ErrorCode;
import io.github.jupan.server.internal.peer.Failure;
import io.github.jupan.server.internal.peer.Json;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
    private volatile List<String> notes = List.of();
    private volatile AutoCloseable servers = () -> {};

    EditorSession(Session session, Editor editor, Mode mode, Permission permission) {
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
            editor.show(updates.of(event));
            if (event instanceof AgentEvent.TurnEnded ended) {
                filtered = ended.reason() == AgentEvent.Reason.FILTERED;
                usage(ended.usage());
            }
        }
    }

    Mode mode() {
        return mode;
    }

    String model() {
        return session.model();
    }

    private void usage(Usage usage) {
        long used = usage.inputTokens() + usage.outputTokens();
        if (used > 0) {
            editor.show(new AcpSchema.UsageUpdate(null, used, Math.max(used, session.contextTokens())));
        }
    }

    /// Gives the session the editor's MCP servers, in place of those that it had.
    void use(EditorServers opened) {
        session.useTools(opened.tools());
        closeServers();
        servers = opened;
        notes = opened.notes();
    }

    void closeServers() {
        try {
            servers.close();
        } catch (Exception ended) {
            // It was to end anyway.
        }
    }

    /// @return the model's name in full
    String setModel(String name) {
        if (isBusy()) {
            throw busy();
        }
        return session.useModel(name);
    }

    /// What the editor can offer its user from the beginning.
    void showCommands() {
        editor.show(Command.all());
    }

    private void showTitle() {
        editor.show(Json.NODES
                .objectNode()
                .put("sessionUpdate", "session_info_update")
                .put("title", session.summary().title()));
    }

    void setMode(Mode value) {
        mode = value;
        editor.show(new AcpSchema.CurrentModeUpdate(null, SessionModes.id(value)));
    }

    /// Shows all that has happened.
    ///
    /// @param chosen the mode to go on in; else it is the last question's
    void replay(Optional<Mode> chosen) {
        for (AgentEvent event : Pieces.joined(session.history())) {
            if (event instanceof AgentEvent.Asked asked) {
                editor.show(new AcpSchema.UserMessageChunk(null, Content.text(asked.text())));
                mode = asked.mode();
            }
            editor.show(updates.of(event));
        }
        editor.show(updates.unfinished());
        chosen.ifPresent(known -> mode = known);
    }

    /// Goes on with all that has happened, and shows none of it.
    ///
    /// @param chosen the mode to go on in; else it is the last question's
    void goOn(Optional<Mode> chosen) {
        session.history().stream()
                .flatMap(event -> EventJson.read(event).stream())
                .forEach(event -> {
                    if (event instanceof AgentEvent.Asked asked) {
                        mode = asked.mode();
                    }
                });
        chosen.ifPresent(known -> mode = known);
    }

    void showOptions(ArrayNode options) {
        ObjectNode update = Json.NODES.objectNode().put("sessionUpdate", "config_option_update");
        update.set("configOptions", options);
        editor.show(update);
    }

    /// Takes a prompt in, in the order in which the messages came.
    ///
    /// @return the work, for another thread
    Prompted begin(List<AcpSchema.ContentBlock> blocks) {
        PromptReader.Prompt prompt = reader.read(blocks);
        Turn turn = new Turn();
        if (!current.compareAndSet(null, turn)) {
            throw busy();
        }
        List<String> lines =
                Stream.concat(notes.stream(), prompt.notes().stream()).toList();
        notes = List.of();
        return new Prompted(turn, () -> {
            try {
                lines.forEach(note -> say(note + "\n\n"));
                return answer(prompt, turn);
            } finally {
                current.set(null);
            }
        });
    }

    /// A prompt that was taken in.
    record Prompted(Turn turn, Supplier<AcpSchema.PromptResponse> work) {

        AcpSchema.PromptResponse answer() {
            return work.get();
        }

        void cancel() {
            turn.cancellation.cancel();
        }
    }

    static Failure busy() {
        return new Failure(ErrorCode.BUSY, "this session is busy; wait for its answer, or send session/cancel");
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

    private void say(String text) {
        editor.show(new AcpSchema.AgentMessageChunk(null, Content.text(text)));
    }

    private StopReason done(PromptReader.Prompt prompt, Turn turn) {
        Optional<Command.Written> written = Command.in(prompt.text());
        Optional<Mode> asked = written.flatMap(each -> each.command().mode());
        if (written.isPresent() && asked.isEmpty()) {
            return done(written.get(), turn);
        }
        String text = written.map(Command.Written::rest).orElse(prompt.text());
        Question question = new Question(text, prompt.documents(), asked.or(() -> Optional.of(mode)))
                .withApproval(approval)
                .withCancellation(turn.cancellation);
        boolean isFirst = session.summary().title().isEmpty();
        try {
            return reason(session.ask(question, turn::hear));
        } finally {
            if (isFirst) {
                showTitle();
            }
        }
    }

    private StopReason done(Command.Written written, Turn turn) {
        if (written.command() == Command.RESET) {
            session.reset();
            say("Python begins anew.");
            return StopReason.END_TURN;
        }
        Execution execution = session.run(written.rest(), turn::hear, turn.cancellation);
        return execution instanceof Execution.Cancelled ? StopReason.CANCELLED : StopReason.END_TURN;
    }

    private AcpSchema.PromptResponse answer(PromptReader.Prompt prompt, Turn turn) {
        try {
            return new AcpSchema.PromptResponse(done(prompt, turn));
        } catch (RuntimeException failure) {
            editor.show(updates.unfinished());
            if (turn.cancellation.isRequested()) {
                return new AcpSchema.PromptResponse(StopReason.CANCELLED);
            }
            if (turn.filtered && failure instanceof ModelException) {
                say(JupanException.line(failure.getMessage()));
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
