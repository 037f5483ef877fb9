package io.github.jupan.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.AgentListener;
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

    /// How the ids begin of sessions that their opener alone can name.
    private static final String PRIVATE = "private-";

    private static final System.Logger LOG = System.getLogger(Sessions.class.getName());

    private static final Duration AFTER_CANCEL = Duration.ofSeconds(3);

    private final ModelSource models;
    private final List<ToolDefinition> tools;
    private final ServerLimits limits;
    private final Listeners listeners = new Listeners();
    private final SessionLog log;
    private final Admission admission;
    private final IdleSweeper sweeper;
    private final Map<String, Session> open = new ConcurrentHashMap<>();
    private final List<Object> turns = Stream.generate(Object::new).limit(64).toList();
    private final Agents agents;
    private final SingleRequests singleRequests;
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
        this.tools = List.copyOf(tools);
        this.limits = limits;
        this.log = new SessionLog(store);
        this.admission = new Admission(limits, this::takeWorkerBack);
        this.agents = new Agents(models, sandbox, this.tools, listeners);
        this.singleRequests = new SingleRequests(agents, sandbox, listeners, admission);
        log.onWanted(this::letGo);
        log.sweep(PRIVATE);
        this.sweeper = new IdleSweeper(open.values(), limits.idle());
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

    /// What is asked and run outside of any session, within the same limits.
    public SingleRequests singleRequests() {
        return singleRequests;
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
        return new Session(id, options, this, agents, log, admission);
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
            if (open.size() >= limits.sessions()) {
                Session unused = byUse().stream()
                        .filter(session -> session.letGo(limits.idle()))
                        .findFirst()
                        .orElseThrow(() -> Admission.full(limits.sessions() + " sessions are open, which is the most"));
                LOG.log(System.Logger.Level.DEBUG, "session {0} made room for another", unused.id());
                open.remove(unused.id());
            }
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

    /// The full name of the model that a session of these options would have.
    ///
    /// @throws RequestException when it cannot be opened
    public String model(SessionOptions options) {
        return agents.of(options).model();
    }

    /// What would hold for a session of these options: their settings, and the bounds of a question where they say
    /// nothing. What is empty is the model's own.
    ///
    /// @throws RequestException when the model cannot be opened
    public Settings settings(SessionOptions options) {
        return agents.of(options).settings();
    }

    /// Whether new work would be taken.
    public boolean isReady() {
        return admission.isReady();
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

    /// Lets what runs finish within [ServerLimits#shutdown()], then cancels it. New work is refused meanwhile.
    @Override
    public void close() {
        admission.drain(limits.shutdown());
        sweeper.close();
        open.values().forEach(Session::cancel);
        singleRequests.cancel();
        admission.drain(AFTER_CANCEL);
        open.values().forEach(Session::close);
        closed = true;
        open.keySet().stream().filter(id -> id.startsWith(PRIVATE)).forEach(log::remove);
        open.clear();
        log.close();
    }
}
