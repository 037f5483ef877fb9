package io.github.jupan.sandbox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.sandbox.Isolation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
        stop.startClock(Duration.ofHours(1).toNanos(), () -> 0);
        assertThat(stop.over()).isTrue();
        stop.stop(Stop.Reason.TIME);
        assertThat(stop.reason()).isNotDone();
        assertThat(worker.isAlive()).isTrue();
    }

    @Test
    void aRunThatWaitsForAProcessorHasThatMuchLonger() throws Exception {
        Duration deadline = Duration.ofMillis(100);
        for (Duration waited : List.of(Duration.ofMillis(150), Duration.ofHours(1))) {
            Stop stop = new Stop();
            assertThat(stop.attach(worker, 1)).isTrue();
            Instant begin = Instant.now();
            stop.startClock(deadline.toNanos(), waited::toNanos);
            assertThat(stop.reason().get(5, TimeUnit.MINUTES)).isEqualTo(Stop.Reason.TIME);
            Duration extra = waited.compareTo(deadline.multipliedBy(3)) < 0 ? waited : deadline.multipliedBy(3);
            assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(deadline.plus(extra));
            assertThat(stop.waitedNanos()).isEqualTo(extra.toNanos());
        }
    }
}
