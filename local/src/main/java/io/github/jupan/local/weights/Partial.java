package io.github.jupan.local.weights;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What has come of one model: the beginning of its file, and the wheel that is coming. One process at a time works
/// on it; the system takes the lock from one that was killed.
final class Partial {

    private static final String FOLDER = ".partial";
    private static final long POLL_MILLIS = 200;

    /// A process's own locks do not keep its threads apart.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;

    Partial(Path models, String name) {
        folder = models.resolve(FOLDER).resolve(name).toAbsolutePath();
    }

    /// The file's beginning: whichever source it came from, any other can go on with it.
    Path whole() {
        return folder.resolve("whole");
    }

    Path wheel(String fileName) {
        return folder.resolve(fileName);
    }

    private Path lock() {
        return folder.resolve("lock");
    }

    long bytes() throws IOException {
        return Files.exists(whole()) ? Files.size(whole()) : 0;
    }

    boolean exists() {
        return Files.isDirectory(folder);
    }

    /// Lets one process work, and then the next.
    ///
    /// @param waiting called when another one is at work
    Turn take(Runnable waiting) throws IOException, InterruptedException {
        boolean told = false;
        while (true) {
            Turn turn = tryTake();
            if (turn != null) {
                return turn;
            }
            if (!told) {
                waiting.run();
                told = true;
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private @Nullable Turn tryTake() throws IOException {
        if (!HELD_HERE.add(folder)) {
            return null;
        }
        boolean taken = false;
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                taken = lock != null && Files.exists(lock());
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
            return taken ? new Turn(channel) : null;
        } finally {
            if (!taken) {
                HELD_HERE.remove(folder);
            }
        }
    }

    /// While it is open, nobody else works on it.
    final class Turn implements AutoCloseable {

        private final FileChannel channel;

        private Turn(FileChannel channel) {
            this.channel = channel;
        }

        /// Leaves nothing.
        void clear() throws IOException {
            delete();
        }

        @Override
        public void close() throws IOException {
            channel.close();
            HELD_HERE.remove(folder);
        }
    }

    /// @return the bytes that are free now
    long remove() throws IOException {
        Turn turn = tryTake();
        if (turn == null) {
            throw new WeightsException(folder.getFileName() + " is being pulled by another jupan: stop that first");
        }
        try (turn) {
            return delete();
        }
    }

    private long delete() throws IOException {
        long bytes = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                bytes += Files.isRegularFile(each) ? Files.size(each) : 0;
                Files.delete(each);
            }
        }
        Path partials = folder.getParent();
        try (Stream<Path> others = Files.list(partials)) {
            if (others.findAny().isEmpty()) {
                Files.delete(partials);
            }
        }
        return bytes;
    }
}
