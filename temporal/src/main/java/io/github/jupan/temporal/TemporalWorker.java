package io.github.jupan.temporal;

import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.server.ModelSource;
import io.github.jupan.temporal.internal.question.QuestionActivities;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Does the work of the task queue `jupan` on this machine, until it is closed.
public final class TemporalWorker implements AutoCloseable {

    /// What the workers of this version know: every implementation of a workflow.
    private static final List<Class<?>> WORKFLOWS = List.of(PracticeChunkWorkflow.class);

    private final WorkerFactory factory;
    private final Optional<QuestionWorker> questions;

    private TemporalWorker(WorkerFactory factory, Optional<QuestionWorker> questions) {
        this.factory = factory;
        this.questions = questions;
    }

    /// For attempts, and for steps of questions: each so many at the same time.
    ///
    /// @param agents for attempts
    /// @param models for questions
    /// @param sandbox where models' code runs; the caller closes it
    public static TemporalWorker start(
            TemporalServer server, int connections, WorkerAgents agents, ModelSource models, Sandbox sandbox) {
        WorkerOptions options = options(connections);
        WorkerFactory factory = factory(server);
        Worker worker = worker(factory, options, List.of(new AttemptWork(agents, sandbox)));
        QuestionWorker questions = QuestionWorker.in(factory, worker, options, server, models, sandbox);
        factory.start();
        return new TemporalWorker(factory, Optional.of(questions));
    }

    /// @param connections how many activities are worked on at the same time
    /// @param activities implementations of interfaces of activities, which any thread may call
    static TemporalWorker start(WorkerFactory factory, int connections, List<?> activities) {
        worker(factory, options(connections), activities);
        factory.start();
        return new TemporalWorker(factory, Optional.empty());
    }

    static WorkerFactory factory(TemporalServer server) {
        return WorkerFactory.newInstance(
                server.client(),
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build());
    }

    private static Worker worker(WorkerFactory factory, WorkerOptions options, List<?> activities) {
        Worker worker = factory.newWorker(TemporalServer.TASK_QUEUE, options);
        worker.registerWorkflowImplementationTypes(WORKFLOWS.toArray(Class<?>[]::new));
        worker.registerActivitiesImplementations(activities.toArray());
        return worker;
    }

    /// A heartbeat brings a cancellation in: it goes out as often as an activity gives one. A workflow
    /// whose worker was killed is another's after two seconds.
    static WorkerOptions options(int connections) {
        return WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(connections)
                .setUsingVirtualThreads(true)
                .setAllowActivityHeartbeatDuringShutdown(true)
                .setStickyQueueScheduleToStartTimeout(Duration.ofSeconds(2))
                .setMaxHeartbeatThrottleInterval(QuestionActivities.HEARTBEAT)
                .build();
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
        questions.ifPresent(QuestionWorker::close);
    }
}
