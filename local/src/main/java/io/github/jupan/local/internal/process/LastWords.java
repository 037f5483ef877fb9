package io.github.jupan.local.internal.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a model's process writes to standard error, read to its end so that it never waits for a reader. Kept
/// are only the lines that name a cause.
final class LastWords {

    private static final int MOST_LINES = 64;

    private final List<String> lines = new ArrayList<>();
    private final Thread reader;

    LastWords(InputStream errors) {
        reader = Thread.ofPlatform().daemon().name("model-stderr").start(() -> read(errors));
    }

    private void read(InputStream errors) {
        try (BufferedReader in = Lines.reader(errors)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (Causes.areIn(line)) {
                    keep(line);
                }
            }
        } catch (IOException e) {
            // The process was killed.
        }
    }

    private synchronized void keep(String line) {
        if (lines.size() < MOST_LINES) {
            lines.add(line);
        }
    }

    /// What they say, to be asked once the process has ended.
    Optional<String> cause() {
        try {
            reader.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            return Causes.in(lines);
        }
    }
}
