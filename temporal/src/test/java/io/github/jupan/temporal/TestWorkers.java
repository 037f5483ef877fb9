package io.github.jupan.temporal;

import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.util.List;

/// Workers that keep no workflows between two of their tasks: the SDK's test server waits for ever for the
/// worker that had a workflow last, where a real one asks another after some seconds.
final class TestWorkers {

    private TestWorkers() {}

    /// For attempts alone.
    static TemporalWorker start(TemporalServer server, int connections, WorkerAgents agents) {
        return TemporalWorker.start(factory(server), connections, List.of(new AttemptWork(agents, Practised.NONE)));
    }

    static WorkerFactory factory(TemporalServer server) {
        return WorkerFactory.newInstance(
                server.client(),
                WorkerFactoryOptions.newBuilder().setWorkflowCacheSize(0).build());
    }
}
