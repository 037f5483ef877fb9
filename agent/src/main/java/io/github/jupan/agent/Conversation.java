package io.github.jupan.agent;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import io.github.jupan.agent.internal.Loop;
import io.github.jupan.agent.internal.QuestionContext;
import io.github.jupan.agent.internal.Resumption;
import io.github.jupan.agent.internal.Settings;
import io.github.jupan.agent.internal.SystemPrompt.Code;
import io.github.jupan.agent.internal.Workspace;
import io.github.jupan.agent.internal.turn.ContextWindow;
import io.github.jupan.agent.internal.turn.Events;
import io.github.jupan.agent.internal.turn.Stop;
import io.github.jupan.sandbox.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Questions that belong together: each is asked with what was said before, and variables last from one to the next.
///
/// One thread at a time asks; [#cancel()] and [#close()] may come from any.
public final class Conversation implements AutoCloseable {

    private final Settings settings;
    private final Workspace workspace;
    private final List<ChatMessage> transcript = new ArrayList<>();
    private final ContextWindow window;
    private final ReentrantLock busy = new ReentrantLock();
    private volatile List<Past> past;
    private List<ChatMessage> lastMessages = List.of();
    private volatile @Nullable Stop current;
    private volatile boolean closed;

    /// @param past what it is to take up; none for a new one
    Conversation(Settings settings, List<Past> past) {
        this.settings = settings;
        this.past = List.copyOf(past);
        this.workspace = new Workspace(settings.sandbox(), settings.limits(), settings.tools());
        this.window = new ContextWindow(settings.budget().contextTokens());
        if (settings.mode() == Mode.CODE) {
            workspace.interpreter();
        }
    }

    /// Asks, and blocks until the outcome is there.
    ///
    /// @param listener hears every event of this question, besides the agent's own listener
    /// @throws ModelException when the model cannot be reached or refuses; the question is then forgotten and
    ///     may be asked again
    /// @throws io.github.jupan.sandbox.SandboxException when no code can be run on this machine
    /// @throws IllegalArgumentException when the documents are larger than the limits allow
    /// @throws IllegalStateException when another thread is asking, or the conversation is closed
    public Outcome ask(Question question, AgentListener listener) {
        Settings asked = settings.of(question);
        return alone(Stop.after(asked.budget().time()), stop -> {
            Events events = new Events(settings.listener(), listener);
            int length = transcript.size();
            Map<String, String> documentsBefore = workspace.documents();
            workspace.add(question.documents());
            workspace.ask(question.text());
            boolean ended = false;
            lastMessages = List.of();
            try {
                events.emit(new AgentEvent.Asked(
                        question.text(), asked.mode(), question.documents().keySet()));
                Outcome outcome = answer(question, asked, events, stop);
                ended = true;
                lastMessages = List.copyOf(transcript.subList(length, transcript.size()));
                events.emit(new AgentEvent.Ended(outcome));
                return outcome;
            } catch (Throwable failure) {
                events.fail(failure);
                throw failure;
            } finally {
                if (!ended) {
                    transcript.subList(length, transcript.size()).clear();
                    workspace.forgetQuestion(documentsBefore);
                }
            }
        });
    }

    private Outcome answer(Question question, Settings asked, Events events, Stop stop) throws InterruptedException {
        Code code = Code.of(question.text(), asked.mode());
        if (code != Code.NOT_AVAILABLE) {
            workspace.use(asked.limits(), asked.tools());
            workspace.bind();
        }
        window.within(asked.budget().contextTokens());
        UserMessage message = UserMessage.from(question.text());
        window.asks(message);
        transcript.add(message);
        var context = new QuestionContext(asked, code, question.approval(), workspace, events, stop);
        return new Loop(context, context.turns(window), transcript).run();
    }

    /// What the last question added to the model's transcript, beginning with the question: there when
    /// [AgentEvent.Ended] is heard, and until the next question. Empty when the question came to nothing.
    public List<ChatMessage> lastMessages() {
        return lastMessages;
    }

    /// Runs a snippet of the user's own in the conversation's interpreter. The model is not told of it.
    ///
    /// @param listener hears `RunStarted`, `Printed` and `RunEnded`
    /// @throws io.github.jupan.sandbox.SandboxException when no code can be run on this machine
    /// @throws IllegalStateException when another thread is asking, or the conversation is closed
    public Execution run(String code, AgentListener listener) {
        return alone(
                Stop.onlyWhenCancelled(),
                stop -> workspace.run(workspace.runs().next(), code, new Events(settings.listener(), listener), stop));
    }

    /// Attaches documents, for the next question or run; one of the same name takes the place of the other.
    ///
    /// @throws IllegalStateException when another thread is asking, or the conversation is closed
    public void attach(Map<String, String> documents) {
        alone(Stop.onlyWhenCancelled(), stop -> {
            workspace.add(documents);
            return documents;
        });
    }

    /// The documents so far, by name.
    public Map<String, String> documents() {
        return past.isEmpty() ? workspace.documents() : Past.documents(past);
    }

    /// Ends the question or run in progress, if there is one, within half a second: also when the model's provider
    /// hangs. The question's outcome is then [Outcome.Cancelled].
    public void cancel() {
        Stop stop = current;
        if (stop != null) {
            stop.cancel();
        }
    }

    /// Cancels what is in progress and frees the interpreter.
    @Override
    public void close() {
        closed = true;
        cancel();
        workspace.close();
    }

    private <T> T alone(Stop stop, Interruptible<T> work) {
        if (!busy.tryLock()) {
            throw new IllegalStateException("this conversation is busy; ask when its question has ended");
        }
        try {
            current = stop;
            if (closed) {
                throw new IllegalStateException("this conversation is closed");
            }
            takeUp(stop);
            return work.with(stop);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException("the asking thread was interrupted");
        } finally {
            current = null;
            busy.unlock();
        }
    }

    private void takeUp(Stop stop) {
        if (!past.isEmpty()) {
            boolean done = false;
            try {
                new Resumption(workspace, transcript, window, settings.mode(), stop).of(past);
                past = List.of();
                done = true;
            } finally {
                closed = closed || !done;
            }
        }
    }

    private interface Interruptible<T> {
        T with(Stop stop) throws InterruptedException;
    }
}
