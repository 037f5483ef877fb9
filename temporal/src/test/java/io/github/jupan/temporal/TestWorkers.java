package io.github.jupan.temporal;

import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;

/// Workers that keep no workflows between two of their tasks: the SDK's test server waits for ever for the
/// worker that had a workflow last, where a real one asks another after some seconds.
final class TestWorkers {

    private TestWorkers() {}

    static WorkerFactory factory(TemporalServer server) {
        return WorkerFactory.newInstance(
                server.client(),
                WorkerFactoryOptions.newBuilder().setWorkflowCacheSize(0).build());
    }
}
