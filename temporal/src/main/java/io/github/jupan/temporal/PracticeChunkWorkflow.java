package io.github.jupan.temporal;

import io.github.jupan.agent.Budget;
import io.github.jupan.practice.RolloutRequest;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// All of a chunk's attempts at once: they wait in the task queue until a worker has room.
public final class PracticeChunkWorkflow implements PracticeChunk {

    /// How often an attempt is begun when its worker is lost or fails.
    static final int ATTEMPTS = 20;

    /// A worker that was not heard of for so long is lost.
    static final Duration HEARTBEAT = Duration.ofSeconds(30);

    /// Beyond a question's own time: for a model that is loaded, and the sandbox.
    private static final Duration BESIDE = Duration.ofMinutes(10);

    @Override
    public void make(Request request) {
        AttemptActivity activity = Workflow.newActivityStub(AttemptActivity.class, options(request));
        AtomicInteger open = new AtomicInteger(request.attempts().size());
        AtomicReference<@Nullable ApplicationFailure> cannot = new AtomicReference<>();
        CancellationScope attempts = Workflow.newCancellationScope(() -> {
            for (RolloutRequest attempt : request.attempts()) {
                Async.function(activity::make, request.options(), attempt).handle((_, failure) -> {
                    open.decrementAndGet();
                    if (failure instanceof ActivityFailure
                            && failure.getCause() instanceof ApplicationFailure said
                            && said.getType().equals(AttemptActivity.CANNOT)) {
                        cannot.set(said);
                    }
                    return true;
                });
            }
        });
        attempts.run();
        Workflow.await(() -> open.get() == 0 || cannot.get() != null);
        ApplicationFailure said = cannot.get();
        if (said != null) {
            attempts.cancel();
            throw said;
        }
    }

    private static ActivityOptions options(Request request) {
        Duration time = request.options().settings().time().orElse(Budget.DEFAULT.time());
        return ActivityOptions.newBuilder()
                .setStartToCloseTimeout(time.plus(BESIDE))
                .setHeartbeatTimeout(HEARTBEAT)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(1))
                        .setMaximumInterval(Duration.ofSeconds(10))
                        .setMaximumAttempts(ATTEMPTS)
                        .build())
                .build();
    }
}
