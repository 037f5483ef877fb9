package io.github.jupan.server.internal.acp;

import com.agentclientprotocol.sdk.spec.AcpSchema;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.Mode;
import io.github.jupan.server.AcpPermission;
import io.github.jupan.server.Session;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.Version;
import io.github.jupan.server.internal.peer.Calls;
import io.github.jupan.server.internal.peer.ErrorCode;
import io.github.jupan.server.internal.peer.Failure;
import io.github.jupan.server.internal.peer.LinePeer;
import io.github.jupan.server.internal.peer.Protocol;
import io.github.jupan.server.internal.peer.Request;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One editor. Messages are taken in one after another; what takes time goes on in a thread of its own.
public final class AcpConnection implements Protocol {

    /// The one editor there is may be in the hands of a debugger: nobody else waits for it to read.
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final int SESSION_NOT_FOUND = -32002;

    private final Sessions sessions;
    private final SessionOptions options;
    private final AcpPermission permission;
    private final Calls calls = new Calls();
    private final LinePeer editor;
    private final Map<String, EditorSession> open = new ConcurrentHashMap<>();

    /// What each method does with its parameters.
    private final Map<String, Function<JsonNode, Work>> methods;

    public AcpConnection(
            Sessions sessions, SessionOptions options, AcpPermission permission, InputStream in, OutputStream out) {
        this.sessions = sessions;
        this.options = options;
        this.permission = permission;
        this.editor = new LinePeer(
                this,
                calls,
                in,
                out,
                sessions.limits().messageBytes(),
                PATIENCE,
                sessions.limits().shutdown());
        this.methods = Map.of(
                AcpSchema.METHOD_INITIALIZE,
                now(AcpSchema.InitializeRequest.class, request -> initialized()),
                AcpSchema.METHOD_SESSION_NEW,
                later(AcpSchema.NewSessionRequest.class, request -> this::opened),
                AcpSchema.METHOD_SESSION_LOAD,
                later(AcpSchema.LoadSessionRequest.class, request -> () -> loaded(request)),
                AcpSchema.METHOD_SESSION_SET_MODE,
                now(AcpSchema.SetSessionModeRequest.class, this::modeSet),
                AcpSchema.METHOD_SESSION_PROMPT,
                later(AcpSchema.PromptRequest.class, this::prompted),
                AcpSchema.METHOD_SESSION_CANCEL,
                now(AcpSchema.CancelNotification.class, this::cancelled));
    }

    /// Answers until the input ends; what then still runs is cancelled and answered.
    public void serve() throws InterruptedException {
        editor.serve();
    }

    @Override
    public Work work(Request request) {
        Function<JsonNode, Work> method = methods.get(request.method());
        if (method == null) {
            throw new Failure(ErrorCode.METHOD_NOT_FOUND, "there is no method " + request.method());
        }
        return method.apply(request.params().orElseThrow(() -> Parameters.wrong("there are none")));
    }

    @Override
    public boolean takesBatches() {
        return false;
    }

    @Override
    public boolean asks() {
        return true;
    }

    @Override
    public ObjectNode error(Failure failure) {
        ObjectNode error = failure.json();
        return failure.code() == ErrorCode.NO_SESSION ? error.put("code", SESSION_NOT_FOUND) : error;
    }

    @Override
    public void inputEnded() {
        open.values().forEach(EditorSession::cancel);
    }

    private static AcpSchema.InitializeResponse initialized() {
        var capabilities = new AcpSchema.AgentCapabilities(
                true, new AcpSchema.McpCapabilities(), new AcpSchema.PromptCapabilities(false, true, false));
        return new AcpSchema.InitializeResponse(
                AcpSchema.LATEST_PROTOCOL_VERSION,
                capabilities,
                List.of(),
                new AcpSchema.Implementation("jupan", Version.number(), "jupan"),
                null);
    }

    private AcpSchema.NewSessionResponse opened() {
        Session session = sessions.open(options);
        EditorSession opened = add(session);
        return new AcpSchema.NewSessionResponse(session.id(), SessionModes.state(opened.mode()), null);
    }

    private AcpSchema.LoadSessionResponse loaded(AcpSchema.LoadSessionRequest request) {
        Session session = sessions.find(Parameters.required(request.sessionId(), "sessionId"));
        Optional<Mode> chosen = Optional.ofNullable(open.get(session.id())).map(EditorSession::mode);
        EditorSession loaded = add(session);
        loaded.replay(chosen);
        return new AcpSchema.LoadSessionResponse(SessionModes.state(loaded.mode()), null);
    }

    private EditorSession add(Session session) {
        EditorSession added =
                new EditorSession(session, new Editor(editor.peer(), session.id()), options.mode(), permission);
        open.merge(session.id(), added, (before, after) -> {
            if (before.isBusy()) {
                throw EditorSession.busy();
            }
            return after;
        });
        return added;
    }

    private AcpSchema.SetSessionModeResponse modeSet(AcpSchema.SetSessionModeRequest request) {
        find(request.sessionId()).setMode(SessionModes.of(Parameters.required(request.modeId(), "modeId")));
        return new AcpSchema.SetSessionModeResponse();
    }

    private Supplier<AcpSchema.PromptResponse> prompted(AcpSchema.PromptRequest request) {
        List<AcpSchema.ContentBlock> prompt = request.prompt() == null ? List.of() : request.prompt();
        return find(request.sessionId()).begin(prompt);
    }

    private Map<String, Object> cancelled(AcpSchema.CancelNotification notice) {
        EditorSession session = open.get(Parameters.required(notice.sessionId(), "sessionId"));
        if (session != null) {
            session.cancel();
        }
        return Map.of();
    }

    private EditorSession find(@Nullable String id) {
        EditorSession session = open.get(Parameters.required(id, "sessionId"));
        if (session == null) {
            throw new Failure(
                    ErrorCode.NO_SESSION, "there is no session " + id + " here; use session/new or session/load");
        }
        return session;
    }

    private static <Q> Function<JsonNode, Work> now(Class<Q> type, Function<Q, Object> handler) {
        return params -> {
            Q request = Parameters.read(params, type);
            return Work.now(call -> Parameters.write(handler.apply(request)));
        };
    }

    /// @param handler takes the request in at once, and gives the work that takes time
    private static <Q> Function<JsonNode, Work> later(Class<Q> type, Function<Q, ? extends Supplier<?>> handler) {
        return params -> {
            Supplier<?> work = handler.apply(Parameters.read(params, type));
            return Work.beside(call -> Parameters.write(work.get()));
        };
    }
}
