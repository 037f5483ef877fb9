package io.github.jupan.packages;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The right to work in a folder, for one thread of one process at a time, by the lock on a file there. The system
/// takes it from a process that was killed.
public final class Turn implements AutoCloseable {

    private static final long POLL_MILLIS = 200;

    /// A process's own locks do not keep its threads apart.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path lock;
    private final FileChannel channel;

    private Turn(Path lock, FileChannel channel) {
        this.lock = lock;
        this.channel = channel;
    }

    /// Waits for its turn.
    ///
    /// @param folder made where it is not there
    /// @param waiting called once when somebody else is at work
    public static Turn take(Path folder, Runnable waiting) throws IOException, InterruptedException {
        Optional<Turn> turn = tryTake(folder);
        if (turn.isEmpty()) {
            waiting.run();
        }
        while (turn.isEmpty()) {
            Thread.sleep(POLL_MILLIS);
            turn = tryTake(folder);
        }
        return turn.get();
    }

    /// @return empty when somebody else is at work
    public static Optional<Turn> tryTake(Path folder) throws IOException {
        Path lock = folder.toAbsolutePath().normalize().resolve("lock");
        if (!HELD_HERE.add(lock)) {
            return Optional.empty();
        }
        boolean taken = false;
        try {
            Files.createDirectories(lock.getParent());
            FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                taken = channel.tryLock() != null && Files.exists(lock);
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
            return taken ? Optional.of(new Turn(lock, channel)) : Optional.empty();
        } finally {
            if (!taken) {
                HELD_HERE.remove(lock);
            }
        }
    }

    /// Deletes the folder and all that is in it. Somebody who waits for it may make it anew at once.
    public void clear() throws IOException {
        Path folder = lock.getParent();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!each.equals(lock) && !each.equals(folder)) {
                    Files.delete(each);
                }
            }
        }
        Files.delete(lock);
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException | NoSuchFileException anew) {
            // It is somebody else's now.
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_HERE.remove(lock);
    }
}
