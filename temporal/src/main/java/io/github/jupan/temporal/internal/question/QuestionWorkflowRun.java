package io.github.jupan.temporal.internal.question;

import io.github.jupan.temporal.DurableQuestion;
import io.github.jupan.temporal.internal.question.StepRequest.End;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Asks for one step after another, until one says that nothing comes next.
///
/// A step is asked of the worker that holds the question first, which need not play the journal again and has its
/// variables; where that worker does not take it up soon, or fails, of any.
public final class QuestionWorkflowRun implements QuestionWorkflow {

    /// A worker that sends no heartbeat for so long is given up.
    private static final Duration SILENCE = Duration.ofSeconds(8);

    /// How long the worker that holds the question may take to take up its next step.
    private static final Duration TAKING_UP = Duration.ofSeconds(3);

    /// Past the question's time, for a step to say so itself.
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private long endMillis;

    @Override
    public String ask(DurableQuestion question) {
        endMillis = Workflow.currentTimeMillis() + question.time().toMillis();
        Step last = null;
        for (int steps = 0; last == null || last.next() != Step.Next.NOTHING; steps++) {
            last = step(steps, last);
        }
        return last.events().getLast().path("outcome").asText();
    }

    private Step step(int steps, @Nullable Step before) {
        End why = End.LATE;
        try {
            if (!left().isZero()) {
                return next(steps, before);
            }
        } catch (CanceledFailure cancelled) {
            why = End.CANCELLED;
        } catch (ActivityFailure failed) {
            why = end(failed);
        }
        return ended(new StepRequest(steps, Duration.ZERO, why));
    }

    private Step next(int steps, @Nullable Step before) {
        Step.Next next = before == null ? Step.Next.TURN : before.next();
        if (before != null && !before.worker().isEmpty()) {
            try {
                return step(next, holder(before.worker()), new StepRequest(steps, left(), End.NOT_YET));
            } catch (ActivityFailure failed) {
                pause(failed);
            }
        }
        return step(next, anybody(), new StepRequest(steps, left(), End.NOT_YET));
    }

    private static Step step(Step.Next next, ActivityOptions options, StepRequest request) {
        QuestionSteps steps = Workflow.newActivityStub(QuestionSteps.class, options);
        return next == Step.Next.RUN ? steps.run(request) : steps.turn(request);
    }

    /// The question's end belongs to its steps also when nobody wants to hear more of it.
    private Step ended(StepRequest request) {
        AtomicReference<@Nullable Step> step = new AtomicReference<>();
        ActivityOptions options = ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(10))
                .setHeartbeatTimeout(SILENCE)
                .build();
        CancellationScope scope = Workflow.newDetachedCancellationScope(() ->
                step.set(Workflow.newActivityStub(QuestionSteps.class, options).end(request)));
        scope.run();
        Step ended = step.get();
        if (ended == null) {
            throw new IllegalStateException("a step gave nothing");
        }
        return ended;
    }

    /// What is left of the question's time; zero when it is over.
    private Duration left() {
        return Duration.ofMillis(Math.max(0, endMillis - Workflow.currentTimeMillis()));
    }

    private ActivityOptions anybody() {
        return options()
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(FIRST_PAUSE)
                        .setMaximumInterval(Duration.ofSeconds(30))
                        .build())
                .build();
    }

    private ActivityOptions holder(String queue) {
        return options()
                .setTaskQueue(queue)
                .setScheduleToStartTimeout(TAKING_UP)
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .build();
    }

    private ActivityOptions.Builder options() {
        return ActivityOptions.newBuilder()
                .setScheduleToCloseTimeout(left().plus(MARGIN))
                .setHeartbeatTimeout(SILENCE)
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED);
    }

    /// Before the step is asked of anybody, where the one that holds the question has failed.
    private static void pause(ActivityFailure failed) {
        if (failed.getCause() instanceof CanceledFailure cancelled) {
            throw cancelled;
        }
        if (failed.getCause() instanceof ApplicationFailure failure) {
            if (failure.isNonRetryable()) {
                throw failed;
            }
            Duration wished = failure.getNextRetryDelay();
            Workflow.sleep(wished == null ? FIRST_PAUSE : wished);
        }
    }

    /// Why the question is to end when a step was given up.
    ///
    /// @throws ApplicationFailure when it has failed
    private static End end(ActivityFailure failed) {
        return switch (failed.getCause()) {
            case CanceledFailure _ -> End.CANCELLED;
            case ApplicationFailure failure ->
                throw ApplicationFailure.newBuilder(failure)
                        .setNonRetryable(true)
                        .build();
            case TemporalFailure _ -> End.LATE;
            case null, default -> throw failed;
        };
    }
}
