package io.github.jupan.agent;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import io.github.jupan.agent.internal.EventStream;
import io.github.jupan.agent.internal.Loop;
import io.github.jupan.agent.internal.QuestionContext;
import io.github.jupan.agent.internal.Resumption;
import io.github.jupan.agent.internal.Settings;
import io.github.jupan.agent.internal.SystemPrompt.Code;
import io.github.jupan.agent.internal.Workspace;
import io.github.jupan.agent.internal.turn.ContextWindow;
import io.github.jupan.agent.internal.turn.Events;
import io.github.jupan.agent.internal.turn.Stop;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Questions that belong together: each is asked with what was said before, and variables last from one to the next.
///
/// One question at a time is on its way; any thread may ask it, and close the conversation.
public final class Conversation implements AutoCloseable {

    /// Within this, what is on its way ends once it was cancelled.
    private static final Duration ENDING = Duration.ofMillis(500);

    private final Settings settings;
    private final Workspace workspace;
    private final List<ChatMessage> transcript = new ArrayList<>();
    private final ContextWindow window;
    private final Semaphore idle = new Semaphore(1);
    private final Cancellation closing = new Cancellation();
    private volatile List<Past> past;
    private List<ChatMessage> lastMessages = List.of();

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

    /// Asks, and blocks until the outcome is there. Interrupting the calling thread cancels the question.
    ///
    /// @param listener hears every event of this question, besides the agent's own listener, on a thread of the
    ///     question's
    /// @throws ModelException when the model cannot be reached or refuses; the question is then forgotten and
    ///     may be asked again
    /// @throws io.github.jupan.sandbox.SandboxException when no code can be run on this machine
    /// @throws IllegalArgumentException when the documents are larger than the limits allow
    /// @throws IllegalStateException when another question is on its way, or the conversation is closed
    public Outcome ask(Question question, AgentListener listener) {
        return start(question, listener).await();
    }

    /// Asks, and returns at once.
    ///
    /// @throws IllegalStateException when another question is on its way, or the conversation is closed
    public Asking ask(Question question) {
        return start(question, event -> {});
    }

    private Asking start(Question question, AgentListener listener) {
        begin();
        boolean started = false;
        try {
            Asking asking = started(question, listener);
            started = true;
            return asking;
        } finally {
            if (!started) {
                end();
            }
        }
    }

    private Asking started(Question question, AgentListener listener) {
        Settings asked = settings.of(question);
        Cancellation cancellation = new Cancellation();
        Events events = new Events(settings.listener(), listener);
        EventStream stream = new EventStream();
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Runnable work = () -> {
            Optional<Throwable> failure = Optional.empty();
            Optional<Outcome> end = Optional.empty();
            try (var _ = question.cancellation().onCancel(cancellation::cancel);
                    var _ = closing.onCancel(cancellation::cancel);
                    Stop stop = Stop.after(asked.budget().time(), cancellation, settings.context())) {
                end = Optional.of(asked(question, asked, events.with(stream), stop));
            } catch (Throwable thrown) {
                failure = Optional.of(thrown);
            } finally {
                end();
            }
            stream.end(failure);
            end.ifPresent(outcome::complete);
            failure.ifPresent(outcome::completeExceptionally);
        };
        Thread.ofVirtual().name("jupan-question").start(settings.context().apply(work));
        return new Asking(cancellation, stream, outcome);
    }

    private Outcome asked(Question question, Settings asked, Events events, Stop stop) throws InterruptedException {
        takeUp(stop);
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
    /// @throws IllegalStateException when a question is on its way, or the conversation is closed
    public Execution run(String code, AgentListener listener, Cancellation cancellation) {
        return alone(
                cancellation,
                stop -> workspace.run(workspace.runs().next(), code, new Events(settings.listener(), listener), stop));
    }

    /// Attaches documents, for the next question or run; one of the same name takes the place of the other.
    ///
    /// @throws IllegalStateException when a question is on its way, or the conversation is closed
    public void attach(Map<String, String> documents) {
        alone(new Cancellation(), stop -> {
            workspace.add(documents);
            return documents;
        });
    }

    /// The documents so far, by name.
    public Map<String, String> documents() {
        return past.isEmpty() ? workspace.documents() : Past.documents(past);
    }

    /// Cancels what is on its way and frees the interpreter. Closing twice does nothing.
    @Override
    public void close() {
        closing.cancel();
        boolean ended = false;
        try {
            ended = idle.tryAcquire(ENDING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        workspace.close();
        if (ended) {
            idle.release();
        }
    }

    private <T> T alone(Cancellation cancellation, Function<Stop, T> work) {
        begin();
        Cancellation either = new Cancellation();
        try (var _ = cancellation.onCancel(either::cancel);
                var _ = closing.onCancel(either::cancel);
                Stop stop = Stop.onlyWhenCancelled(either)) {
            takeUp(stop);
            return work.apply(stop);
        } finally {
            end();
        }
    }

    private void begin() {
        if (closing.isRequested()) {
            throw new IllegalStateException("this conversation is closed");
        }
        if (!idle.tryAcquire()) {
            throw new IllegalStateException("this conversation is busy; ask when its question has ended");
        }
    }

    /// What is cancelled may have opened an interpreter just now.
    private void end() {
        if (closing.isRequested()) {
            workspace.close();
        }
        idle.release();
    }

    private void takeUp(Stop stop) {
        if (!past.isEmpty()) {
            boolean done = false;
            try {
                new Resumption(workspace, transcript, window, settings.mode(), stop).of(past);
                past = List.of();
                done = true;
            } finally {
                if (!done) {
                    closing.cancel();
                }
            }
        }
    }
}
