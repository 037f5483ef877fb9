package io.github.jupan.sandbox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.sandbox.Isolation;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A worker that never answers.
class StopTest {

    private final WorkerProcess worker = WorkerProcess.start(
            Bindings.usualSpec(), Isolation.PROCESS, BadWorkerTest.Silent.class, System.getProperty("java.class.path"));

    @AfterEach
    void kill() {
        worker.kill();
    }

    @Test
    void aRunThatEndsAfterItsWorkerWasKilledIsToldSo() throws Exception {
        Stop stop = new Stop();
        assertThat(stop.attach(worker, 1)).isTrue();
        stop.stop(Stop.Reason.TIME);
        Instant end = Instant.now().plus(Duration.ofMinutes(5));
        while (worker.isAlive()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(10);
        }
        assertThat(stop.over()).isFalse();
    }

    @Test
    void aRunThatEndsBeforeThatKeepsItsWorker() {
        Stop stop = new Stop();
        assertThat(stop.attach(worker, 1)).isTrue();
        stop.startClock(Duration.ofHours(1).toNanos());
        assertThat(stop.over()).isTrue();
        stop.stop(Stop.Reason.TIME);
        assertThat(stop.reason()).isNotDone();
        assertThat(worker.isAlive()).isTrue();
    }
}
