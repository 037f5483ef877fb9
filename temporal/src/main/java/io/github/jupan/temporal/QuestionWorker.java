package io.github.jupan.temporal;

import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.server.ModelSource;
import io.github.jupan.temporal.internal.question.QuestionActivities;
import io.github.jupan.temporal.internal.question.QuestionWorkflowRun;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.util.UUID;

/// A worker's part in durable questions: it takes their steps from the queue of all workers, and from one
/// of its own the next steps of those that it holds.
final class QuestionWorker implements AutoCloseable {

    private final QuestionActivities activities;

    private QuestionWorker(QuestionActivities activities) {
        this.activities = activities;
    }

    /// Before the factory starts.
    ///
    /// @param shared works on the queue of all workers
    /// @param options of the shared worker, and of the one that is made here
    static QuestionWorker in(
            WorkerFactory factory,
            Worker shared,
            WorkerOptions options,
            TemporalServer server,
            ModelSource models,
            Sandbox sandbox) {
        String own = TemporalServer.TASK_QUEUE + "-" + UUID.randomUUID();
        QuestionActivities activities =
                new QuestionActivities(server.client(), models, sandbox, TemporalServer.JSON, own);
        shared.registerWorkflowImplementationTypes(QuestionWorkflowRun.class);
        shared.registerActivitiesImplementations(activities);
        factory.newWorker(own, options).registerActivitiesImplementations(activities);
        return new QuestionWorker(activities);
    }

    /// Gives up what it holds between two steps.
    @Override
    public void close() {
        activities.close();
    }
}
