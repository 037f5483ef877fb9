package io.github.jupan.server.internal.acp;

import com.agentclientprotocol.sdk.spec.AcpAgentSession;
import com.agentclientprotocol.sdk.spec.AcpAgentSession.RequestHandler;
import com.agentclientprotocol.sdk.spec.AcpSchema;
import io.github.jupan.agent.Mode;
import io.github.jupan.server.AcpPermission;
import io.github.jupan.server.Session;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// One editor. Messages are taken in one after another; what takes time goes on in a thread of its own.
public final class AcpConnection {

    /// A person may think about a permission for as long as the editor is open.
    private static final Duration PATIENCE = Duration.ofDays(365);

    private final Sessions sessions;
    private final SessionOptions options;
    private final AcpPermission permission;
    private final AcpTransport transport;
    private final AcpAgentSession connection;
    private final Map<String, EditorSession> open = new ConcurrentHashMap<>();

    /// Platform threads: waiting for a worker reads a pipe, which would hold a virtual thread's carrier.
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("jupan-acp-", 1).factory());

    public AcpConnection(Sessions sessions, SessionOptions options, AcpPermission permission, OutputStream out) {
        this.sessions = sessions;
        this.options = options;
        this.permission = permission;
        this.transport = new AcpTransport(out, this::cancelAll);
        this.connection = new AcpAgentSession(PATIENCE, transport, requests(), notifications());
    }

    public void serve(InputStream in) throws IOException {
        try {
            transport.read(in, sessions.limits().messageBytes());
        } finally {
            cancelAll();
            end();
        }
    }

    private void cancelAll() {
        open.values().forEach(EditorSession::cancel);
    }

    private void end() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(sessions.limits().shutdown().toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException stop) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        connection.close();
    }

    private Map<String, RequestHandler<?>> requests() {
        return Map.of(
                AcpSchema.METHOD_INITIALIZE,
                atOnce(AcpSchema.InitializeRequest.class, request -> initialized()),
                AcpSchema.METHOD_SESSION_NEW,
                later(AcpSchema.NewSessionRequest.class, request -> this::opened),
                AcpSchema.METHOD_SESSION_LOAD,
                later(AcpSchema.LoadSessionRequest.class, request -> () -> loaded(request)),
                AcpSchema.METHOD_SESSION_SET_MODE,
                atOnce(AcpSchema.SetSessionModeRequest.class, this::modeSet),
                AcpTransport.PROMPT,
                later(AcpSchema.PromptRequest.class, this::prompted));
    }

    private Map<String, AcpAgentSession.NotificationHandler> notifications() {
        return Map.of(
                AcpSchema.METHOD_SESSION_CANCEL,
                data -> Mono.fromRunnable(() -> {
                    var notice = AcpTransport.parameters(data, AcpSchema.CancelNotification.class);
                    EditorSession session = open.get(PromptReader.required(notice.sessionId(), "sessionId"));
                    if (session != null) {
                        session.cancel();
                    }
                }));
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
        Session session = sessions.find(PromptReader.required(request.sessionId(), "sessionId"));
        Optional<Mode> chosen = Optional.ofNullable(open.get(session.id())).map(EditorSession::mode);
        EditorSession loaded = add(session);
        loaded.replay(chosen);
        return new AcpSchema.LoadSessionResponse(SessionModes.state(loaded.mode()), null);
    }

    private EditorSession add(Session session) {
        EditorSession added =
                new EditorSession(session, new Editor(connection, session.id()), options.mode(), permission);
        open.merge(session.id(), added, (before, after) -> {
            if (before.isBusy()) {
                throw AcpFailure.busy();
            }
            return after;
        });
        return added;
    }

    private AcpSchema.SetSessionModeResponse modeSet(AcpSchema.SetSessionModeRequest request) {
        find(request.sessionId()).setMode(SessionModes.of(PromptReader.required(request.modeId(), "modeId")));
        return new AcpSchema.SetSessionModeResponse();
    }

    private Work<AcpSchema.PromptResponse> prompted(AcpSchema.PromptRequest request) {
        List<AcpSchema.ContentBlock> prompt = request.prompt() == null ? List.of() : request.prompt();
        return find(request.sessionId()).begin(prompt);
    }

    private EditorSession find(@Nullable String id) {
        EditorSession session = open.get(PromptReader.required(id, "sessionId"));
        if (session == null) {
            throw AcpFailure.noSession(String.valueOf(id));
        }
        return session;
    }

    private static <Q, A> RequestHandler<A> atOnce(Class<Q> type, Function<Q, A> handler) {
        return data -> Mono.fromCallable(() -> handler.apply(AcpTransport.parameters(data, type)))
                .onErrorMap(AcpFailure::of);
    }

    /// @param handler takes the request in at once, and gives the work that takes time
    private <Q, A> RequestHandler<A> later(Class<Q> type, Function<Q, ? extends Work<A>> handler) {
        return data -> Mono.fromCallable(() -> handler.apply(AcpTransport.parameters(data, type)))
                .flatMap(work -> Mono.fromCallable(work::done).subscribeOn(Schedulers.fromExecutorService(threads)))
                .onErrorMap(AcpFailure::of);
    }

    /// What takes time.
    interface Work<A> {
        A done();
    }
}
