package io.github.jupan.temporal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.jupan.agent.ModelException;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.AttemptLine;
import io.github.jupan.practice.PracticeException;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.RolloutMaker;
import io.github.jupan.practice.RolloutRequest;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.server.SessionOptions;
import io.grpc.Context;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Has the attempts of a practice made by workers ([TemporalWorker]): a bounded number of them is a workflow, and
/// workflow after workflow, several at once, makes up the practice. Whoever goes on with the folder first takes what
/// its workflows have made meanwhile.
public final class TemporalRollouts implements RolloutMaker {

    /// Of a workflow: its history stays below 10 MB where an attempt has less than 100 kB.
    static final int CHUNK_ATTEMPTS = 100;

    /// Of what a workflow begins with: Temporal takes 2 MB in one piece.
    private static final int CHUNK_BYTES = 1_500_000;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TemporalServer server;
    private final SessionOptions options;
    private final Consumer<String> notes;

    /// @param options of every attempt, the model's name among them
    /// @param notes hears what the user should know, in a line
    public TemporalRollouts(TemporalServer server, SessionOptions options, Consumer<String> notes) {
        this.server = server;
        this.options = options;
        this.notes = notes;
    }

    @Override
    public void make(
            PracticeFolder folder,
            Iterator<RolloutRequest> wanted,
            int connections,
            Taker taker,
            Cancellation cancellation) {
        Making making = new Making(PracticeState.of(folder.path()), wanted, taker);
        int loops = 1 + (connections + CHUNK_ATTEMPTS - 1) / CHUNK_ATTEMPTS;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                var _ = cancellation.onCancel(making::stop)) {
            try {
                all(threads, making.state.open().stream().map(making::earlier).toList());
                all(threads, Collections.nCopies(loops, making::further));
            } catch (InterruptedException stopped) {
                making.giveUp();
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error failure) {
                making.giveUp();
                if (!cancellation.isRequested()) {
                    throw failure;
                }
            }
        }
    }

    /// Returns when all have ended, or throws what the first that failed has thrown.
    private static void all(ExecutorService threads, List<Callable<Boolean>> works) throws InterruptedException {
        ExecutorCompletionService<Boolean> ended = new ExecutorCompletionService<>(threads);
        works.forEach(ended::submit);
        for (int i = 0; i < works.size(); i++) {
            try {
                ended.take().get();
            } catch (ExecutionException failure) {
                Throwable cause = failure.getCause();
                if (cause instanceof RuntimeException thrown) {
                    throw thrown;
                }
                if (cause instanceof Error thrown) {
                    throw thrown;
                }
                throw new IllegalStateException(cause);
            }
        }
    }

    /// The making of one practice.
    private final class Making {

        private final PracticeState state;
        private final Iterator<RolloutRequest> wanted;
        private final Taker taker;
        private final Set<Attempt.Key> earlier = ConcurrentHashMap.newKeySet();
        private final Context.CancellableContext calls = Context.ROOT.withCancellation();
        private final long start = System.nanoTime();
        private final AtomicBoolean noted = new AtomicBoolean();
        private volatile boolean begun;
        private @Nullable RolloutRequest held;

        Making(PracticeState state, Iterator<RolloutRequest> wanted, Taker taker) {
            this.state = state;
            this.wanted = wanted;
            this.taker = taker;
        }

        private void stop() {
            calls.cancel(null);
        }

        private void noteWhereNoWorkerIs() {
            if (!begun && System.nanoTime() - start > PATIENCE.toNanos() && noted.compareAndSet(false, true)) {
                notes.accept("no worker has begun yet; on any machine: jupan worker --on " + server.address());
            }
        }

        /// Of any workflow: whether somebody works at it.
        private abstract class Heard implements ChunkHistory.Listener {

            @Override
            public void heard() {
                noteWhereNoWorkerIs();
            }

            @Override
            public void begun() {
                begun = true;
            }
        }

        /// Takes what a workflow of an earlier run has made, when it has ended. What failed then is made again.
        private Callable<Boolean> earlier(int number) {
            return () -> {
                new ChunkHistory(server, state.workflow(number), calls, new Heard() {
                            @Override
                            public void made(AttemptActivity.Made made) {
                                made.attempt().map(AttemptLine::read).ifPresent(attempt -> {
                                    earlier.add(attempt.key());
                                    taker.made(attempt.key(), attempt.rollout());
                                });
                            }

                            @Override
                            public void failed(Attempt.Key key, String why) {}

                            @Override
                            public void cannot(String why) {}
                        })
                        .follow();
                state.taken(number);
                return true;
            };
        }

        /// Workflow after workflow, until nothing is left.
        private boolean further() {
            for (List<RolloutRequest> chunk = next(); !chunk.isEmpty(); chunk = next()) {
                if (calls.isCancelled()) {
                    throw new CancellationException();
                }
                int number = state.begin();
                start(state.workflow(number), chunk);
                follow(state.workflow(number), chunk);
                state.taken(number);
            }
            return true;
        }

        private List<RolloutRequest> next() {
            synchronized (wanted) {
                List<RolloutRequest> chunk = new ArrayList<>();
                long bytes = 0;
                while (chunk.size() < CHUNK_ATTEMPTS && (held != null || wanted.hasNext())) {
                    RolloutRequest request = held == null ? wanted.next() : held;
                    held = null;
                    if (earlier.remove(request.key())) {
                        continue;
                    }
                    bytes += bytes(request);
                    if (bytes > CHUNK_BYTES && !chunk.isEmpty()) {
                        held = request;
                        break;
                    }
                    chunk.add(request);
                }
                return chunk;
            }
        }

        private int bytes(RolloutRequest request) {
            try {
                int bytes = TemporalServer.JSON.writeValueAsBytes(request).length;
                if (bytes > CHUNK_BYTES) {
                    throw new PracticeException("the exercise " + request.key().exercise() + " has " + bytes
                            + " bytes with its documents, and " + CHUNK_BYTES + " at most travel: leave out --on");
                }
                return bytes;
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        private void start(String workflow, List<RolloutRequest> chunk) {
            PracticeChunk made = server.client()
                    .newWorkflowStub(
                            PracticeChunk.class,
                            WorkflowOptions.newBuilder()
                                    .setWorkflowId(workflow)
                                    .setTaskQueue(TemporalServer.TASK_QUEUE)
                                    .setWorkflowIdReusePolicy(
                                            WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                                    .build());
            try {
                WorkflowClient.start(made::make, new PracticeChunk.Request(options, chunk));
            } catch (WorkflowExecutionAlreadyStarted there) {
                // Its answer was lost, and it was sent again.
            } catch (WorkflowServiceException failure) {
                throw new TemporalException(
                        "the Temporal server at " + server.address().target() + " takes no attempts: "
                                + (failure.getCause() == null
                                        ? failure.getMessage()
                                        : failure.getCause().getMessage()),
                        failure);
            }
        }

        private void follow(String workflow, List<RolloutRequest> chunk) {
            Set<Attempt.Key> left = new LinkedHashSet<>();
            chunk.forEach(request -> left.add(request.key()));
            new ChunkHistory(server, workflow, calls, new Heard() {
                        @Override
                        public void made(AttemptActivity.Made made) {
                            made.attempt().map(AttemptLine::read).ifPresent(attempt -> {
                                left.remove(attempt.key());
                                taker.made(attempt.key(), attempt.rollout());
                            });
                            made.failed().ifPresent(failed -> {
                                left.remove(failed.key());
                                taker.failed(failed);
                            });
                        }

                        @Override
                        public void failed(Attempt.Key key, String why) {
                            left.remove(key);
                            taker.failed(new Attempt.Failed(key, Instant.now(), why, true));
                        }

                        @Override
                        public void cannot(String why) {
                            throw new ModelException(why, ModelException.Retry.WILL_NOT_HELP, null);
                        }
                    })
                    .follow();
            left.forEach(key -> taker.failed(
                    new Attempt.Failed(key, Instant.now(), "the workflow " + workflow + " was ended", true)));
        }

        /// Nobody need work at what was begun; what is finished of it is taken when somebody goes on.
        private void giveUp() {
            stop();
            for (int number : state.open()) {
                try {
                    server.client()
                            .newUntypedWorkflowStub(state.workflow(number))
                            .cancel();
                } catch (RuntimeException endedOrAway) {
                    // Then it goes on, or is gone; whoever goes on with the folder finds that out.
                }
            }
        }
    }
}
