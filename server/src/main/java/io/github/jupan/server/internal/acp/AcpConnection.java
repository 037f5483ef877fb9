package io.github.jupan.server.internal.acp;

import static java.util.Map.entry;

import com.agentclientprotocol.sdk.spec.AcpSchema;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.Mode;
import io.github.jupan.server.Permission;
import io.github.jupan.server.RequestException;
import io.github.jupan.server.Session;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.SessionSummary;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.Version;
import io.github.jupan.server.internal.peer.Call;
import io.github.jupan.server.internal.peer.Calls;
import io.github.jupan.server.internal.peer.ErrorCode;
import io.github.jupan.server.internal.peer.Failure;
import io.github.jupan.server.internal.peer.Json;
import io.github.jupan.server.internal.peer.LinePeer;
import io.github.jupan.server.internal.peer.Protocol;
import io.github.jupan.server.internal.peer.Request;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One editor. Messages are taken in one after another; what takes time goes on in a thread of its own.
public final class AcpConnection implements Protocol {

    /// The one editor there is may be in the hands of a debugger: nobody else waits for it to read.
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final String CANCEL_REQUEST = "$/cancel_request";
    private static final int SESSION_NOT_FOUND = -32002;

    /// How many sessions a page of the list has.
    private static final int PAGE = 100;

    private static final Pattern ABSOLUTE = Pattern.compile("/.*|[A-Za-z]:[\\\\/].*|\\\\\\\\.*");

    private final Sessions sessions;
    private final SessionOptions options;
    private final Permission permission;
    private final Calls calls = new Calls();
    private final LinePeer editor;
    private final Map<String, EditorSession> open = new ConcurrentHashMap<>();

    /// What each method does with its parameters.
    private final Map<String, Function<JsonNode, Work>> methods;

    public AcpConnection(
            Sessions sessions, SessionOptions options, Permission permission, InputStream in, OutputStream out) {
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
        this.methods = Map.ofEntries(
                entry(AcpSchema.METHOD_INITIALIZE, now(AcpSchema.InitializeRequest.class, request -> initialized())),
                entry(
                        AcpSchema.METHOD_SESSION_NEW,
                        later(AcpSchema.NewSessionRequest.class, request -> () -> opened(request))),
                entry(
                        AcpSchema.METHOD_SESSION_LOAD,
                        later(AcpSchema.LoadSessionRequest.class, request -> () -> loaded(request))),
                entry(
                        AcpSchema.METHOD_SESSION_RESUME,
                        later(AcpSchema.ResumeSessionRequest.class, request -> () -> resumed(request))),
                entry(
                        AcpSchema.METHOD_SESSION_LIST,
                        later(AcpSchema.ListSessionsRequest.class, request -> () -> listed(request))),
                entry(
                        AcpSchema.METHOD_SESSION_CLOSE,
                        later(AcpSchema.CloseSessionRequest.class, request -> () -> closed(request))),
                entry(
                        AcpSchema.METHOD_SESSION_DELETE,
                        later(AcpSchema.DeleteSessionRequest.class, request -> () -> deleted(request))),
                entry(AcpSchema.METHOD_SESSION_SET_MODE, now(AcpSchema.SetSessionModeRequest.class, this::modeSet)),
                entry(
                        AcpSchema.METHOD_SESSION_SET_CONFIG_OPTION,
                        later(AcpSchema.SetSessionConfigOptionRequest.class, request -> () -> optionSet(request))),
                entry(AcpSchema.METHOD_SESSION_PROMPT, this::prompted),
                entry(AcpSchema.METHOD_SESSION_CANCEL, now(AcpSchema.CancelNotification.class, this::cancelled)),
                entry(CANCEL_REQUEST, this::requestCancelled));
    }

    /// Answers until the input ends; what then still runs is cancelled and answered.
    public void serve() throws InterruptedException {
        try {
            editor.serve();
        } finally {
            open.values().forEach(EditorSession::closeServers);
        }
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
        Map<String, Object> yes = Map.of();
        var capabilities = new AcpSchema.AgentCapabilities(
                true,
                new AcpSchema.SessionCapabilities(yes, yes, yes, yes, null, null),
                new AcpSchema.McpCapabilities(true, false),
                new AcpSchema.PromptCapabilities(false, true, false),
                Map.of());
        return new AcpSchema.InitializeResponse(
                AcpSchema.LATEST_PROTOCOL_VERSION,
                capabilities,
                List.of(),
                new AcpSchema.Implementation("jupan", Version.number(), "jupan"),
                null);
    }

    private ObjectNode opened(AcpSchema.NewSessionRequest request) {
        checkFolder(request.cwd());
        EditorServers servers = EditorServers.open(request.mcpServers(), sessions.toolNames());
        Session session = sessions.open(options);
        EditorSession opened = add(session);
        opened.use(servers);
        ObjectNode response = state(opened).put("sessionId", session.id());
        opened.showCommands();
        return response;
    }

    private ObjectNode loaded(AcpSchema.LoadSessionRequest request) {
        return takenUp(request.sessionId(), request.cwd(), request.mcpServers(), EditorSession::replay);
    }

    private ObjectNode resumed(AcpSchema.ResumeSessionRequest request) {
        return takenUp(request.sessionId(), request.cwd(), request.mcpServers(), EditorSession::goOn);
    }

    /// @param show what the editor is told of what was, given the mode that its user had chosen
    private ObjectNode takenUp(
            @Nullable String id,
            @Nullable String folder,
            @Nullable List<AcpSchema.McpServer> named,
            BiConsumer<EditorSession, Optional<Mode>> show) {
        checkFolder(folder);
        Session session = sessions.find(Parameters.required(id, "sessionId"));
        Optional<EditorSession> before = Optional.ofNullable(open.get(session.id()));
        EditorServers servers = EditorServers.open(named, sessions.toolNames());
        EditorSession taken = add(session);
        taken.use(servers);
        before.ifPresent(EditorSession::closeServers);
        show.accept(taken, before.map(EditorSession::mode));
        taken.showCommands();
        return state(taken);
    }

    private static void checkFolder(@Nullable String folder) {
        if (!ABSOLUTE.matcher(Parameters.required(folder, "cwd")).matches()) {
            throw Parameters.wrong("cwd must be an absolute path");
        }
    }

    private ObjectNode state(EditorSession session) {
        ObjectNode state = Json.NODES.objectNode();
        state.set("modes", Parameters.write(SessionModes.state(session.mode())));
        state.set("configOptions", options(session));
        return state;
    }

    private ArrayNode options(EditorSession session) {
        return ConfigOptions.of(
                session.model(), session.mode(), sessions.models().list());
    }

    /// A session belongs to no folder: it is listed under each.
    private AcpSchema.ListSessionsResponse listed(AcpSchema.ListSessionsRequest request) {
        String folder = Objects.requireNonNullElse(request.cwd(), System.getProperty("user.dir"));
        checkFolder(folder);
        int from = cursor(request.cursor());
        List<SessionSummary> all = sessions.list();
        List<AcpSchema.SessionInfo> page = all.stream()
                .skip(from)
                .limit(PAGE)
                .map(each -> new AcpSchema.SessionInfo(
                        each.id(), folder, each.title(), each.used().toString(), null, null))
                .toList();
        String next = all.size() > from + PAGE ? Integer.toString(from + PAGE) : null;
        return new AcpSchema.ListSessionsResponse(page, next, null);
    }

    private static int cursor(@Nullable String cursor) {
        try {
            return cursor == null ? 0 : Integer.parseUnsignedInt(cursor);
        } catch (NumberFormatException wrong) {
            throw Parameters.wrong("there is no page " + cursor);
        }
    }

    private AcpSchema.CloseSessionResponse closed(AcpSchema.CloseSessionRequest request) {
        find(request.sessionId());
        leave(String.valueOf(request.sessionId()));
        return new AcpSchema.CloseSessionResponse();
    }

    private void leave(String id) {
        EditorSession left = open.remove(id);
        if (left != null) {
            left.cancel();
            sessions.leave(id);
            left.closeServers();
        }
    }

    private AcpSchema.DeleteSessionResponse deleted(AcpSchema.DeleteSessionRequest request) {
        String id = Parameters.required(request.sessionId(), "sessionId");
        EditorSession left = open.remove(id);
        try {
            sessions.close(id);
        } catch (RequestException gone) {
            if (gone.kind() != RequestException.Kind.NO_SESSION) {
                throw gone;
            }
        }
        if (left != null) {
            left.closeServers();
        }
        return new AcpSchema.DeleteSessionResponse();
    }

    private ObjectNode optionSet(AcpSchema.SetSessionConfigOptionRequest request) {
        EditorSession session = find(request.sessionId());
        String value = Parameters.required(request.value() instanceof String text ? text : null, "value");
        switch (Parameters.required(request.configId(), "configId")) {
            case ConfigOptions.MODEL -> session.setModel(value);
            case ConfigOptions.MODE -> session.setMode(SessionModes.of(value));
            default -> throw Parameters.wrong("there is no option " + request.configId());
        }
        return Json.NODES.objectNode().set("configOptions", options(session));
    }

    private Work requestCancelled(JsonNode params) {
        return Work.now(_ -> {
            calls.all().filter(each -> each.hasId(params.path("requestId"))).forEach(Call::cancel);
            return Json.NODES.nullNode();
        });
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
        EditorSession session = find(request.sessionId());
        session.setMode(SessionModes.of(Parameters.required(request.modeId(), "modeId")));
        session.showOptions(options(session));
        return new AcpSchema.SetSessionModeResponse();
    }

    private Work prompted(JsonNode params) {
        AcpSchema.PromptRequest request = Parameters.read(params, AcpSchema.PromptRequest.class);
        List<AcpSchema.ContentBlock> prompt = request.prompt() == null ? List.of() : request.prompt();
        EditorSession.Prompted turn = find(request.sessionId()).begin(prompt);
        return Work.beside(call -> {
            try (var _ = call.cancellation().onCancel(turn::cancel)) {
                return Parameters.write(turn.answer());
            }
        });
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
