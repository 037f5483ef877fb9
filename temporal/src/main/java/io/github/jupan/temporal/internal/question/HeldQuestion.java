package io.github.jupan.temporal.internal.question;

import dev.langchain4j.model.chat.StreamingChatModel;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Patience;
import io.github.jupan.agent.Question;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.server.ModelSource;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.temporal.DurableQuestion;
import io.github.jupan.temporal.internal.question.Step.Next;
import io.github.jupan.temporal.internal.question.StepRequest.End;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A question in the agent's own loop, which is held before each step, and goes on when it is told to. What
/// its journal tells of is played again first: the same loop hears the same from the model and from the
/// interpreter, and so comes to the same place.
///
/// The question's time is kept by whoever asks for its steps: it goes on where nobody works for it.
final class HeldQuestion implements AutoCloseable {

    /// What came of a step.
    sealed interface Given {
        record Done(Step step) implements Given {}

        record Failed(Throwable error) implements Given {}
    }

    private final DurableQuestion question;
    private final Position position;
    private final int steps;
    private final Cancellation cancellation = new Cancellation();
    private final BlockingQueue<Boolean> orders = new LinkedBlockingQueue<>();
    private final BlockingQueue<Given> given = new LinkedBlockingQueue<>();
    private volatile End end = End.NOT_YET;
    private volatile @Nullable Conversation conversation;
    private volatile boolean closed;
    private int done;

    HeldQuestion(DurableQuestion question, List<Step> journal, ModelSource models, Sandbox sandbox) {
        this.question = question;
        this.position = new Position(journal);
        this.steps = journal.size();
        Thread.ofVirtual().name("jupan-held-question").start(() -> ask(models, sandbox));
    }

    private void ask(ModelSource models, Sandbox sandbox) {
        try {
            Conversation opened = agent(models, sandbox).open();
            conversation = opened;
            if (closed) {
                opened.close();
            }
            opened.ask(
                    new Question(
                                    question.text(),
                                    question.documents(),
                                    Optional.of(question.options().mode()))
                            .withCancellation(cancellation),
                    new Holding());
            given.add(last());
        } catch (Throwable failure) {
            given.add(new Given.Failed(
                    position.failure().<Throwable>map(known -> known).orElse(failure)));
        }
    }

    private Agent agent(ModelSource models, Sandbox sandbox) {
        SessionOptions options = question.withoutTime().options();
        ModelSource.Opened opened = models.open(options.model(), options.settings());
        StreamingChatModel model = new ModelJournal(opened.model(), position);
        Duration silence = options.settings().stall().or(opened::stall).orElse(Patience.DEFAULT.silence());
        return options.settings()
                .agent(new ModelSource.Opened(
                        opened.name(),
                        model,
                        opened.dialect(),
                        opened.contextTokens(),
                        opened.thinking(),
                        opened.stall(),
                        opened.lessons()))
                .patience(new Patience(silence, 1, Duration.ZERO))
                .sandbox(new SandboxJournal(sandbox, position))
                .mode(options.mode())
                .limits(options.limits())
                .build();
    }

    private Given last() {
        Optional<RuntimeException> failure = position.failure();
        if (failure.isPresent()) {
            return new Given.Failed(failure.get());
        }
        Optional<Step> step = position.next(Next.NOTHING);
        return step.<Given>map(Given.Done::new)
                .orElseGet(() -> new Given.Failed(position.differs("the question has ended before its journal")));
    }

    /// How many steps are finished.
    int steps() {
        return steps + done;
    }

    /// Lets the next step be taken.
    void goOn() {
        orders.add(true);
    }

    /// Ends the question: before its next step, or where it is at work on one.
    void end(End why) {
        boolean atWork;
        synchronized (position) {
            end = end == End.NOT_YET ? why : end;
            atWork = position.isOpen();
        }
        if (atWork) {
            cancellation.cancel();
        }
        orders.add(false);
    }

    /// What came of the step; null where nothing has come yet.
    @Nullable
    Given poll(Duration wait) throws InterruptedException {
        Given next = given.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        if (next instanceof Given.Done) {
            done++;
        }
        return next;
    }

    /// Gives the question up, with its interpreter.
    @Override
    public void close() {
        closed = true;
        end(End.CANCELLED);
        cancellation.cancel();
        Conversation opened = conversation;
        if (opened != null) {
            opened.close();
        }
    }

    /// Hears the events, and holds the loop where one of them begins a step: nothing has been asked of the
    /// model or of the interpreter yet.
    private final class Holding implements AgentListener {

        @Override
        public void onEvent(AgentEvent event) {
            try {
                hear(event);
            } catch (OtherWay other) {
                cancellation.cancel();
            }
        }

        private void hear(AgentEvent event) {
            switch (event) {
                case AgentEvent.TurnStarted _ -> hold(Next.TURN);
                case AgentEvent.RunStarted _ -> hold(Next.RUN);
                default -> {
                    // Within a step.
                }
            }
            position.heard(
                    event instanceof AgentEvent.Ended(Outcome.Cancelled cancelled) && end == End.LATE
                            ? new AgentEvent.Ended(new Outcome.Deadline(question.time(), cancelled.usage()))
                            : event);
        }

        private void hold(Next next) {
            position.next(next).ifPresent(step -> given.add(new Given.Done(step)));
            if (position.playing()) {
                return;
            }
            try {
                if (!orders.take() || !began()) {
                    cancellation.cancel();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean began() {
            synchronized (position) {
                if (end == End.NOT_YET) {
                    position.open();
                }
                return position.isOpen();
            }
        }
    }
}
