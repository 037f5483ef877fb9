package io.github.jupan.server.internal.store;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// Who has a session open: no second one may, as long as the first one's process lives.
///
/// @param id of the store's own, as a process may have several
/// @param started of the process, in milliseconds, as process ids come again; 0 where the system does not say
record Holder(String id, long pid, long started) {

    /// Two processes may see the same start up to a second apart.
    private static final Duration SAME = Duration.ofSeconds(2);

    static Holder self() {
        ProcessHandle self = ProcessHandle.current();
        return new Holder(UUID.randomUUID().toString(), self.pid(), started(self));
    }

    boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> Math.abs(started(process) - started) <= SAME.toMillis())
                .isPresent();
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
