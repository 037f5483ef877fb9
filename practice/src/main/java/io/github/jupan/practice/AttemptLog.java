package io.github.jupan.practice;

import io.github.jupan.practice.internal.AttemptJson;
import io.github.jupan.practice.internal.JsonLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/// Where attempts are added to a practice folder: each is a line, written at once when the attempt has ended.
/// Whenever the process is killed, every line that is whole is a finished attempt, and one that is cut off goes
/// when the log is next opened. One process at a time; any of its threads.
public final class AttemptLog implements AutoCloseable {

    private final FileChannel lock;
    private final JsonLog attempts;
    private final JsonLog failures;
    private final Set<Attempt.Key> finished = new HashSet<>();

    private AttemptLog(FileChannel lock, JsonLog attempts, JsonLog failures) {
        this.lock = lock;
        this.attempts = attempts;
        this.failures = failures;
    }

    /// @throws PracticeException when another process adds to it
    public static AttemptLog open(PracticeFolder folder) {
        Deque<Runnable> undo = new ArrayDeque<>();
        try {
            FileChannel lock = JsonLog.lock(
                    folder.path().resolve("lock"), folder.path() + " is in use: somebody else practises there");
            undo.push(() -> JsonLog.close(lock));
            JsonLog attempts = JsonLog.open(folder.path().resolve("attempts.jsonl"));
            undo.push(attempts::close);
            JsonLog failures = JsonLog.open(folder.path().resolve("failures.jsonl"));
            undo.push(failures::close);
            AttemptLog log = new AttemptLog(lock, attempts, failures);
            try (Stream<Attempt> all = folder.attempts()) {
                all.forEach(attempt -> log.finished.add(attempt.key()));
            }
            undo.clear();
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException(folder.path() + " cannot be written: " + e.getMessage(), e);
        } finally {
            undo.forEach(Runnable::run);
        }
    }

    /// The attempts that need not be made.
    public synchronized Set<Attempt.Key> finished() {
        return Collections.unmodifiableSet(new HashSet<>(finished));
    }

    /// Whether it need not be made.
    public synchronized boolean has(Attempt.Key key) {
        return finished.contains(key);
    }

    /// @throws IllegalStateException when it was added before
    public synchronized void add(Attempt attempt) {
        if (!finished.add(attempt.key())) {
            throw new IllegalStateException("made twice: " + attempt.key());
        }
        attempts.add(AttemptJson.of(attempt));
    }

    public synchronized void add(Attempt.Failed failed) {
        failures.add(AttemptJson.of(failed));
    }

    @Override
    public synchronized void close() {
        attempts.close();
        failures.close();
        JsonLog.close(lock);
    }
}
