package io.github.jupan.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.UnansweredException;
import io.github.jupan.agent.UseCodeChatModel;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.server.internal.store.Entry;
import io.github.jupan.server.internal.store.SessionLog;
import io.github.jupan.server.internal.store.SqliteStore;
import io.github.jupan.server.store.History;
import io.github.jupan.server.store.Hold;
import io.github.jupan.server.store.SessionStore;
import io.github.jupan.tools.ToolDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// All conversations of a server, by id: the core that every door shares. What happens in them is kept in a
/// database before anybody hears of it, text within half a second, so that a session can be taken up again by
/// another process. Safe for use by many threads.
public final class Sessions implements AutoCloseable {

    /// Makes the document `stdin` what `sys.stdin` and `input()` read, and leaves no name behind.
    private static final String STANDARD_INPUT = """
        def prepare(text):
            import builtins, io, sys
            sys.stdin = io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogatepass")), "utf-8", "surrogatepass")
            def input(prompt="", /):
                print(prompt, end="")
                line = sys.stdin.readline()
                if not line:
                    raise EOFError("EOF when reading a line")
                return line.removesuffix("\\n")
            builtins.input = input
        prepare(documents["stdin"])
        del prepare, documents
        """;

    /// How the ids begin of sessions that their opener alone can name.
    private static final String PRIVATE = "private-";

    private static final System.Logger LOG = System.getLogger(Sessions.class.getName());

    private static final Duration AFTER_CANCEL = Duration.ofSeconds(3);

    private final ModelSource models;
    private final Sandbox sandbox;
    private final List<ToolDefinition> tools;
    private final ServerLimits limits;
    private final Listeners listeners = new Listeners();
    private final SessionLog log;
    private final Admission admission;
    private final Thread sweeper;
    private final Map<String, Session> open = new ConcurrentHashMap<>();
    private final List<Object> turns = Stream.generate(Object::new).limit(64).toList();
    private final Agents agents;
    private final Cancellation ending = new Cancellation();
    private volatile boolean closed;

    /// Sessions that last as long as this object.
    ///
    /// @param sandbox where code runs; the caller keeps it and closes it
    /// @param tools what every session's model, and its Python, may call
    public Sessions(ModelSource models, Sandbox sandbox, List<ToolDefinition> tools, ServerLimits limits) {
        this(models, sandbox, tools, limits, SqliteStore.inMemory());
    }

    /// Sessions that are kept in a file, which other processes may use at the same time.
    ///
    /// @param database the file; it is made if it is not there
    /// @throws io.github.jupan.sandbox.JupanException when the file cannot be used, or a newer version wrote it
    public Sessions(
            ModelSource models, Sandbox sandbox, List<ToolDefinition> tools, ServerLimits limits, Path database) {
        this(models, sandbox, tools, limits, SqliteStore.open(database));
    }

    /// Sessions that are kept elsewhere.
    ///
    /// @param store closed with this
    public Sessions(
            ModelSource models, Sandbox sandbox, List<ToolDefinition> tools, ServerLimits limits, SessionStore store) {
        this.models = models;
        this.sandbox = sandbox;
        this.tools = List.copyOf(tools);
        this.limits = limits;
        this.log = new SessionLog(store);
        this.admission = new Admission(limits, this::takeWorkerBack);
        this.agents = new Agents(models, this::agent);
        log.onWanted(this::letGo);
        log.sweep(PRIVATE);
        this.sweeper = Thread.ofVirtual().name("jupan-idle").start(this::sweep);
    }

    /// Adds somebody who hears every event of every session opened from now on, and of runs outside of any.
    public void addListener(AgentListener listener) {
        listeners.add(listener);
    }

    public ModelSource models() {
        return models;
    }

    public ServerLimits limits() {
        return limits;
    }

    /// Whether models and Python may call anything of the host's.
    public boolean hasTools() {
        return !tools.isEmpty();
    }

    /// The names of what every session's model may call.
    public List<String> toolNames() {
        return tools.stream().map(ToolDefinition::name).toList();
    }

    /// How many sessions this process has open.
    public int openSessions() {
        return open.size();
    }

    /// How many interpreters are alive.
    public int workers() {
        return admission.workersTaken();
    }

    /// Opens a session.
    ///
    /// @throws RequestException when its model cannot be opened or the server is full
    public Session open(SessionOptions options) {
        return open(UUID.randomUUID().toString(), options);
    }

    /// The session of this id, opened when there is none yet.
    ///
    /// @param id as whoever asks has chosen it
    /// @throws RequestException as [#find] and [#open]
    public Session findOrOpen(String id, SessionOptions options) {
        refusePrivate(id);
        Session known = open.get(id);
        if (known != null) {
            return known;
        }
        synchronized (turn(id)) {
            try {
                return find(id);
            } catch (RequestException missing) {
                if (missing.kind() != RequestException.Kind.NO_SESSION) {
                    throw missing;
                }
                return open(id, options);
            }
        }
    }

    /// Opens a session that only who has this object can use: it stands in no list, is found by no id, here or in
    /// another process, and is forgotten in the end, at the latest when this is closed.
    ///
    /// @throws RequestException as [#open]
    public Session openPrivate(SessionOptions options) {
        return open(PRIVATE + UUID.randomUUID(), options);
    }

    private Session open(String id, SessionOptions options) {
        admission.refuseWhenClosing();
        String model = models.open(options.model(), options.settings()).name();
        SessionOptions named = options.withModel(model);
        Session session = session(id, named);
        makeRoom();
        Hold hold = log.create(id, model, named);
        admit(session, hold, () -> log.remove(id));
        return session;
    }

    /// The session of this id, taken up again where an earlier process left it.
    ///
    /// @throws RequestException when there is none, another process has it open, or the server is full
    public Session find(String id) {
        refusePrivate(id);
        Session known = open.get(id);
        if (known != null) {
            return known;
        }
        admission.refuseWhenClosing();
        synchronized (turn(id)) {
            Session meanwhile = open.get(id);
            if (meanwhile != null) {
                return meanwhile;
            }
            Session session = session(id, log.options(id));
            takeUp(session);
            return session;
        }
    }

    /// Opens a session with all that happened in another before its last question that came to an end. Questions,
    /// documents and variables are as they were then; the other one stays as it is.
    ///
    /// @throws RequestException as [#find] and [#open], and of kind USAGE when there is no such question
    public Session openWithoutLastQuestion(String id) {
        refusePrivate(id);
        List<Entry> entries = log.entries(id);
        int last = Entry.lastEnded(entries);
        if (last < 0) {
            throw new RequestException(RequestException.Kind.USAGE, "there is no question to take back");
        }
        Session session = open(log.options(id));
        boolean done = false;
        try {
            session.takeOver(entries.subList(0, last));
            done = true;
        } finally {
            if (!done) {
                forget(session.id());
            }
        }
        return session;
    }

    private Session session(String id, SessionOptions options) {
        return new Session(id, options, this, log, admission);
    }

    /// Makes the session this process's own.
    void takeUp(Session session) {
        synchronized (turn(session.id())) {
            if (open.containsKey(session.id())) {
                throw new RequestException(RequestException.Kind.BUSY, "this session was opened anew; use that one");
            }
            makeRoom();
            Hold hold = log.hold(session.id());
            admit(session, hold, () -> log.release(hold));
        }
    }

    /// @param instead is done when there is no room for it
    private void admit(Session session, Hold hold, Runnable instead) {
        boolean admitted = false;
        try {
            synchronized (open) {
                makeRoom();
                session.hold(hold);
                open.put(session.id(), session);
            }
            admitted = true;
        } finally {
            if (!admitted) {
                instead.run();
            }
        }
    }

    /// Whoever takes up a session of this id waits for whoever does so already; taking it from another process
    /// may take seconds.
    private Object turn(String id) {
        return turns.get(Math.floorMod(id.hashCode(), turns.size()));
    }

    /// Another process has it now.
    void left(Session session) {
        open.remove(session.id(), session);
    }

    /// Lets another process have a session in which nothing goes on.
    private void letGo(String id) {
        Session session = open.get(id);
        if (session != null && session.letGo(Duration.ZERO)) {
            left(session);
        }
    }

    private void makeRoom() {
        synchronized (open) {
            makeRoomAlone();
        }
    }

    private void makeRoomAlone() {
        if (open.size() >= limits.sessions()) {
            Session unused = byUse().stream()
                    .filter(session -> session.letGo(limits.idle()))
                    .findFirst()
                    .orElseThrow(() -> Admission.full(limits.sessions() + " sessions are open, which is the most"));
            LOG.log(System.Logger.Level.DEBUG, "session {0} made room for another", unused.id());
            open.remove(unused.id());
        }
    }

    private static void refusePrivate(String id) {
        if (id.startsWith(PRIVATE)) {
            throw SessionLog.none(id);
        }
    }

    /// All sessions but the private ones, the last used first, those of other processes too; none once this is
    /// closed.
    public List<SessionSummary> list() {
        return closed
                ? List.of()
                : log.list().stream()
                        .filter(each -> !each.id().startsWith(PRIVATE))
                        .toList();
    }

    /// Cancels what the session is doing and forgets it, its history too.
    ///
    /// @throws RequestException when there is no such session, another process has it open, or all this is closed
    public void close(String id) {
        refusePrivate(id);
        forget(id);
    }

    /// The same for a session that the caller has, a private one too.
    ///
    /// @throws RequestException when it is closed already
    public void close(Session session) {
        forget(session.id());
    }

    private void forget(String id) {
        if (closed) {
            throw new RequestException(RequestException.Kind.CLOSING, "the sessions are closed");
        }
        Session session = open.remove(id);
        if (session != null) {
            session.close();
        }
        log.remove(id);
    }

    /// Cancels what the session is doing and lets other processes take it up; nothing of it is forgotten.
    ///
    /// @throws RequestException when this process does not have it open
    public void leave(String id) {
        Session session = open.remove(id);
        if (session == null) {
            throw new RequestException(RequestException.Kind.NO_SESSION, "session " + id + " is not open here");
        }
        session.close();
        session.release();
    }

    /// A session's line in a list, also when another process has it open.
    ///
    /// @throws RequestException when there is no such session
    public SessionSummary summary(String id) {
        refusePrivate(id);
        return log.summary(id);
    }

    /// Every event of a session so far, as `docs/events.md` has them, also when another process has it open.
    ///
    /// @throws RequestException when there is no such session
    public List<ObjectNode> history(String id) {
        refusePrivate(id);
        return log.events(id);
    }

    /// A part of the same.
    ///
    /// @param from leaves out that many
    /// @param count how many at most
    /// @throws RequestException when there is no such session
    public History history(String id, long from, int count) {
        refusePrivate(id);
        return log.events(id, from, count);
    }

    /// Runs a snippet in an interpreter of its own.
    ///
    /// @param texts bound in Python as `documents`, by name
    /// @throws RequestException when the server is full or shutting down
    /// @throws io.github.jupan.sandbox.SandboxException when no code can be run on this machine
    /// @throws IllegalArgumentException when the texts are larger than the limits allow
    public Execution run(String code, Map<String, String> texts, Limits runLimits, Cancellation cancellation) {
        return run(List.of(code), texts, runLimits, cancellation);
    }

    /// Runs a program in an interpreter of its own, as a process would: what it reads is `stdin`.
    ///
    /// @throws RequestException as [#run]
    public Execution runProgram(String code, String stdin, Limits runLimits, Cancellation cancellation) {
        return run(List.of(STANDARD_INPUT, code), Map.of("stdin", stdin), runLimits, cancellation);
    }

    /// @param snippets one after the other, up to the first that does not come to its end
    private Execution run(
            List<String> snippets, Map<String, String> texts, Limits runLimits, Cancellation cancellation) {
        admission.begin();
        try {
            try (Admission.Worker _ = admission.takeWorker(runLimits);
                    Interpreter interpreter = sandbox.open(runLimits)) {
                interpreter.bind("documents", new Binding.TextMap(texts));
                for (String before : snippets.subList(0, snippets.size() - 1)) {
                    Execution prepared = interpreter.run(before, (channel, text) -> {}, cancellation);
                    if (!(prepared instanceof Execution.Completed)) {
                        return prepared;
                    }
                }
                String code = snippets.getLast();
                AgentListener heard = listeners.forQuestion();
                heard.onEvent(new AgentEvent.RunStarted(1, code));
                Execution execution = interpreter.run(code, (channel, text) -> {}, cancellation);
                heard.onEvent(new AgentEvent.RunEnded(1, execution));
                return execution;
            }
        } finally {
            admission.end();
        }
    }

    /// Answers a request whose messages are the conversation: the client keeps it, and nothing of it is kept
    /// here. The request has an interpreter of its own.
    ///
    /// @param options of which the mode does not matter: the model may use code
    /// @param listener hears every event, besides those of [#addListener]
    /// @throws RequestException when the model cannot be opened, or the server is full or shutting down
    /// @throws io.github.jupan.agent.UnansweredException when the question ended without an answer
    /// @throws io.github.jupan.agent.ModelException when the model cannot be reached or refuses
    /// @throws io.github.jupan.sandbox.SandboxException when no code can be run on this machine
    /// @throws IllegalArgumentException when the documents are larger than the limits allow, or two tools share a
    ///     name
    public ChatResponse answer(
            SessionOptions options, ChatRequest request, AgentListener listener, Cancellation cancellation) {
        admission.begin();
        try {
            Agent agent = agents.of(options).agent();
            try (Admission.Worker _ = admission.takeWorker(options.limits());
                    var _ = ending.onCancel(cancellation::cancel)) {
                return new UseCodeChatModel(agent).chat(request, listener, cancellation);
            } catch (UnansweredException unanswered) {
                if (unanswered.outcome() instanceof Outcome.Cancelled) {
                    admission.refuseWhenClosing();
                }
                throw unanswered;
            }
        } finally {
            admission.end();
        }
    }

    /// The full name of the model that a session of these options would have.
    ///
    /// @throws RequestException when it cannot be opened
    public String model(SessionOptions options) {
        return agents.of(options).model();
    }

    /// Whether new work would be taken.
    public boolean isReady() {
        return admission.isReady();
    }

    /// How many tokens of a conversation a model is sent at most.
    long contextTokens(SessionOptions options) {
        return options.settings()
                .budget(models.open(options.model(), options.settings()))
                .contextTokens();
    }

    /// An agent for a session of these options.
    ///
    /// @param added tools that this session alone has
    Agent agent(SessionOptions options, List<ToolDefinition> added) {
        return agent(options, models.open(options.model(), options.settings()), added);
    }

    private Agent agent(SessionOptions options, ModelSource.Opened model) {
        return agent(options, model, List.of());
    }

    private Agent agent(SessionOptions options, ModelSource.Opened model, List<ToolDefinition> added) {
        return options.settings()
                .agent(model)
                .sandbox(sandbox)
                .mode(options.mode())
                .limits(options.limits())
                .tools(Stream.concat(tools.stream(), added.stream()).toArray())
                .listener(listeners)
                .build();
    }

    private boolean takeWorkerBack() {
        return byUse().stream().anyMatch(session -> session.giveWorkerBack(Duration.ZERO));
    }

    /// The longest unused first.
    private List<Session> byUse() {
        long now = System.nanoTime();
        return open.values().stream()
                .sorted(Comparator.comparingLong(session -> session.usedNanos() - now))
                .toList();
    }

    private void sweep() {
        Duration pause = limits.idle().dividedBy(4).plusMillis(1);
        try {
            while (true) {
                Thread.sleep(pause);
                open.values().forEach(this::giveIdleWorkerBack);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /// One session's trouble is not the others'.
    private void giveIdleWorkerBack(Session session) {
        try {
            if (session.giveWorkerBack(limits.idle())) {
                LOG.log(System.Logger.Level.DEBUG, "idle session {0} gave its interpreter back", session.id());
            }
        } catch (RuntimeException | Error failure) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "session " + session.id() + " does not give its interpreter back",
                    failure);
        }
    }

    /// Lets what runs finish within [ServerLimits#shutdown()], then cancels it. New work is refused meanwhile.
    @Override
    public void close() {
        admission.drain(limits.shutdown());
        sweeper.interrupt();
        open.values().forEach(Session::cancel);
        ending.cancel();
        admission.drain(AFTER_CANCEL);
        open.values().forEach(Session::close);
        closed = true;
        open.keySet().stream().filter(id -> id.startsWith(PRIVATE)).forEach(log::remove);
        open.clear();
        log.close();
    }
}
