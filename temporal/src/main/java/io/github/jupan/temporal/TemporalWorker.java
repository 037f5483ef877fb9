package io.github.jupan.temporal;

import io.github.jupan.sandbox.Sandbox;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Does the work of the task queue `jupan` on this machine, until it is closed.
public final class TemporalWorker implements AutoCloseable {

    /// What the workers of this version know: every implementation of a workflow.
    private static final List<Class<?>> WORKFLOWS = List.of(PracticeChunkWorkflow.class);

    private final WorkerFactory factory;

    private TemporalWorker(WorkerFactory factory) {
        this.factory = factory;
    }

    /// @param connections how many attempts and the like are worked on at the same time
    /// @param agents for attempts
    /// @param sandbox where models' code runs; the caller closes it
    public static TemporalWorker start(
            TemporalServer server, int connections, WorkerAgents agents, Sandbox sandbox) {
        return start(server, connections, List.of(new AttemptWork(agents, sandbox)));
    }

    /// @param connections how many activities are worked on at the same time
    /// @param activities implementations of interfaces of activities, which any thread may call
    static TemporalWorker start(TemporalServer server, int connections, List<?> activities) {
        WorkerFactory factory = WorkerFactory.newInstance(
                server.client(),
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build());
        Worker worker = factory.newWorker(
                TemporalServer.TASK_QUEUE,
                WorkerOptions.newBuilder()
                        .setMaxConcurrentActivityExecutionSize(connections)
                        .setUsingVirtualThreads(true)
                        .setAllowActivityHeartbeatDuringShutdown(true)
                        .build());
        worker.registerWorkflowImplementationTypes(WORKFLOWS.toArray(Class<?>[]::new));
        worker.registerActivitiesImplementations(activities.toArray());
        factory.start();
        return new TemporalWorker(factory);
    }

    /// Takes nothing new, and lets what is under way end.
    ///
    /// @param patience after which it is given up, and done by another worker
    public void end(Duration patience) {
        factory.shutdown();
        factory.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        close();
    }

    /// Gives up what is under way; another worker does it.
    @Override
    public void close() {
        factory.shutdownNow();
        factory.awaitTermination(10, TimeUnit.SECONDS);
    }
}
