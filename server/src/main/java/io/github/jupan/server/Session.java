package io.github.jupan.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Past;
import io.github.jupan.agent.Question;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.SandboxException;
import io.github.jupan.server.internal.store.Entry;
import io.github.jupan.server.internal.store.PastReader;
import io.github.jupan.server.internal.store.SessionLog;
import io.github.jupan.server.internal.store.Writing;
import io.github.jupan.server.store.History;
import io.github.jupan.server.store.Hold;
import io.github.jupan.tools.ToolDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A conversation that a client can name. One thread at a time asks, runs or binds, another is refused with
/// [RequestException.Kind#BUSY]; [#cancel()] and [#history()] may come from any. What has been idle for long gives
/// its interpreter back; the next question rebuilds it by running again what ran.
public final class Session {

    private static final Duration GRACE = Duration.ofSeconds(3);

    private final String id;
    private volatile SessionOptions options;
    private volatile List<ToolDefinition> tools = List.of();
    private final Sessions sessions;
    private final Agents agents;
    private final SessionLog log;
    private final Admission admission;
    private final Semaphore alone = new Semaphore(1);
    private final AtomicReference<@Nullable Open> open = new AtomicReference<>();
    private volatile @Nullable Cancellation current;
    private volatile long usedNanos = System.nanoTime();
    private volatile State state = State.LET_GO;
    private volatile @Nullable Hold hold;

    /// A conversation, and the interpreter that it may have.
    private record Open(Conversation conversation, Admission.Worker worker) {}

    private enum State {
        HELD,
        /// Another process may have taken it; it is taken back on demand.
        LET_GO,
        CLOSED
    }

    /// @param options with the model's full name
    Session(String id, SessionOptions options, Sessions sessions, Agents agents, SessionLog log, Admission admission) {
        this.id = id;
        this.options = options;
        this.sessions = sessions;
        this.agents = agents;
        this.log = log;
        this.admission = admission;
    }

    public String id() {
        return id;
    }

    /// The model's name in full.
    public String model() {
        return options.model().orElseThrow();
    }

    /// Asks, and blocks until the outcome is there.
    ///
    /// @param listener hears every event, each after it has been kept, but for what the model writes and code
    ///     prints: that is kept within half a second; it may be slow
    /// @throws RequestException when the session is busy or the server is
    /// @throws io.github.jupan.agent.ModelException when the model cannot be reached or refuses
    /// @throws io.github.jupan.sandbox.SandboxException when no code can be run on this machine
    /// @throws IllegalArgumentException when the documents are larger than the limits allow
    public Outcome ask(Question question, AgentListener listener) {
        return working(question.cancellation(), (open, cancellation) -> {
            Writing writing = log.write(held(), cancellation::cancel);
            Outcome outcome = open.ask(
                    question.withCancellation(cancellation),
                    new KeptEvents(writing, open, question.documents(), listener));
            check(writing);
            return outcome;
        });
    }

    /// Runs a snippet of the client's own in the session's interpreter. The model is not told of it.
    ///
    /// @throws RequestException as [#ask]
    public Execution run(String code, AgentListener listener, Cancellation cancelled) {
        return working(cancelled, (open, cancellation) -> {
            Writing writing = log.write(held(), cancellation::cancel);
            Execution execution = open.run(code, new KeptEvents(writing, open, Map.of(), listener), cancellation);
            check(writing);
            return execution;
        });
    }

    /// Attaches documents; one of the same name takes the place of the other.
    ///
    /// @throws RequestException as [#ask]
    public void bind(Map<String, String> documents) {
        alone(() -> {
            keep(new Entry.Attached(documents));
            Open now = open.get();
            if (now != null) {
                now.conversation().attach(documents);
            }
            return documents;
        });
    }

    /// Has Python begin anew: variables are gone, and so is whatever code did to the interpreter, for good;
    /// what ran is not repeated when the session is taken up. Questions and documents stay, and the model is
    /// told with its next result.
    ///
    /// @throws RequestException as [#ask]
    public void reset() {
        alone(() -> {
            keep(new Entry.Restarted());
            return closeConversation();
        });
    }

    /// Begins with what happened elsewhere.
    ///
    /// @throws RequestException as [#ask]
    void takeOver(List<Entry> entries) {
        alone(() -> {
            Writing writing = log.write(held(), () -> {});
            entries.forEach(writing::keep);
            check(writing);
            return closeConversation();
        });
    }

    /// Has it speak with another model from the next question on, for as long as this process has it open.
    ///
    /// @return the model's name in full
    /// @throws RequestException as [#ask], and when the model cannot be opened
    public String useModel(String name) {
        return alone(() -> {
            SessionOptions wanted = options.withModel(name);
            options = wanted.withModel(agents.of(wanted).model());
            closeConversation();
            return model();
        });
    }

    /// Has its model, and its Python, call these tools too from the next question on, in place of those that were given
    /// here before.
    ///
    /// @param added of names that no tool of the server has; the caller sees to their end
    /// @throws RequestException as [#ask]
    public void useTools(List<ToolDefinition> added) {
        alone(() -> {
            boolean same = tools.isEmpty() && added.isEmpty();
            tools = List.copyOf(added);
            return same || closeConversation();
        });
    }

    /// How many tokens of the conversation its model is sent at most.
    public long contextTokens() {
        return agents.contextTokens(options);
    }

    /// The documents so far, by name.
    public Map<String, String> documents() {
        Open now = open.get();
        return now == null ? Past.documents(past()) : now.conversation().documents();
    }

    /// Has an interpreter started in the background, where there is room for one, so that the first run need not
    /// wait.
    ///
    /// @throws RequestException when the model cannot be opened
    public void prepare() {
        alone(() -> {
            Admission.Worker worker = open.get() == null ? admission.tryTakeWorker(options.limits()) : null;
            if (worker != null) {
                open(worker);
            }
            return id;
        });
    }

    /// Ends the question or run in progress, if there is one.
    public void cancel() {
        Cancellation now = current;
        if (now != null) {
            now.cancel();
        }
    }

    /// Every event that is kept so far, as `docs/events.md` has them, text that came in pieces joined.
    public List<ObjectNode> history() {
        return log.events(id);
    }

    /// A part of the same.
    ///
    /// @param from leaves out that many
    /// @param count how many at most
    public History history(long from, int count) {
        return log.events(id, from, count);
    }

    /// Gives it another title; an empty one is taken from the next question.
    ///
    /// @return the title as the list has it, on one line and not too long
    /// @throws RequestException when it has been forgotten
    public String rename(String title) {
        return log.rename(id, title);
    }

    /// Its line in a list.
    ///
    /// @throws RequestException when it has been forgotten
    public SessionSummary summary() {
        return log.summary(id);
    }

    private <T> T working(Cancellation cancellation, BiFunction<Conversation, Cancellation, T> work) {
        return alone(() -> {
            admission.begin();
            Cancellation either = new Cancellation();
            current = either;
            try (var _ = cancellation.onCancel(either::cancel)) {
                Open now = open.get();
                return work.apply(
                        now == null ? open(admission.takeWorker(options.limits())) : now.conversation(), either);
            } catch (SandboxException interpreterGone) {
                closeConversation();
                throw interpreterGone;
            } finally {
                current = null;
                admission.end();
            }
        });
    }

    /// Takes up the conversation.
    private Conversation open(Admission.Worker worker) {
        boolean opened = false;
        try {
            Agent agent = agents.make(options, tools);
            List<Past> past = past();
            if (PastReader.endsInAQuestion(past)) {
                keep(new Entry.Failed());
            }
            Conversation conversation = agent.resume(past);
            open.set(new Open(conversation, worker));
            opened = true;
            if (state == State.CLOSED) {
                // Who closed it did not wait, and found nothing to close.
                closeConversation();
                throw gone();
            }
            return conversation;
        } finally {
            if (!opened) {
                worker.close();
            }
        }
    }

    private RequestException gone() {
        return new RequestException(RequestException.Kind.NO_SESSION, "there is no session " + id);
    }

    private List<Past> past() {
        return PastReader.read(log.entries(id));
    }

    private void keep(Entry entry) {
        Writing writing = log.write(held(), () -> {});
        writing.keep(entry);
        check(writing);
    }

    /// What could not be kept never happened: the conversation is taken up again from what was.
    private void check(Writing writing) {
        boolean kept = false;
        try {
            writing.check();
            kept = true;
        } catch (RequestException takenOver) {
            state = state == State.CLOSED ? State.CLOSED : State.LET_GO;
            sessions.left(this);
            throw takenOver;
        } finally {
            if (!kept) {
                closeConversation();
            }
        }
    }

    private Hold held() {
        return Objects.requireNonNull(hold);
    }

    /// From now on this process writes to it.
    void hold(Hold taken) {
        hold = taken;
        state = State.HELD;
    }

    private <T> T alone(Supplier<T> work) {
        admission.refuseWhenClosing();
        if (!alone.tryAcquire()) {
            throw new RequestException(RequestException.Kind.BUSY, "this session is busy; wait, or cancel first");
        }
        try {
            switch (state) {
                case HELD -> {}
                case LET_GO -> sessions.takeUp(this);
                case CLOSED -> throw gone();
            }
            return work.get();
        } finally {
            usedNanos = System.nanoTime();
            alone.release();
        }
    }

    long usedNanos() {
        return usedNanos;
    }

    private boolean idleFor(Duration time) {
        return System.nanoTime() - usedNanos >= time.toNanos();
    }

    /// Gives the interpreter back if nothing went on for that long; false when there is none to give.
    boolean giveWorkerBack(Duration idle) {
        return open.get() != null && idleFor(idle) && alone.tryAcquire() && releasing(this::closeConversation);
    }

    /// Lets other processes have the session if nothing went on for that long.
    boolean letGo(Duration idle) {
        return idleFor(idle)
                && alone.tryAcquire()
                && releasing(() -> {
                    closeConversation();
                    log.release(held());
                    state = State.LET_GO;
                    return true;
                });
    }

    /// Lets other processes have a session that was closed here.
    void release() {
        log.release(held());
    }

    /// Ends whatever goes on, for good; the caller sees to the store.
    void close() {
        cancel();
        boolean ended = false;
        try {
            ended = alone.tryAcquire(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        state = State.CLOSED;
        closeConversation();
        if (ended) {
            alone.release();
        }
    }

    private boolean releasing(Supplier<Boolean> work) {
        try {
            return work.get();
        } finally {
            alone.release();
        }
    }

    /// Whoever comes first closes it; false for all others.
    private boolean closeConversation() {
        Open was = open.getAndSet(null);
        if (was == null) {
            return false;
        }
        try (Admission.Worker _ = was.worker()) {
            was.conversation().close();
        }
        return true;
    }
}
