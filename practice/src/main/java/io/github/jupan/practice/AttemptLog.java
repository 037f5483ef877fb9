package io.github.jupan.practice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.practice.internal.AttemptJson;
import io.github.jupan.practice.internal.JsonLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Where attempts are added to a practice folder: each is a line, written at once when the attempt has ended.
/// Whenever the process is killed, every line that is whole is a finished attempt, and one that is cut off goes
/// when the log is next opened. One process at a time; any of its threads.
public final class AttemptLog implements AutoCloseable {

    /// A file of its own: a lock goes as soon as the process closes any channel of the locked file.
    private static final String LOCK = "lock";

    private static final int BLOCK = 1 << 16;

    private final FileChannel lock;
    private final FileChannel attempts;
    private final FileChannel failures;
    private final Set<Attempt.Key> finished = new HashSet<>();

    private AttemptLog(FileChannel lock, FileChannel attempts, FileChannel failures) {
        this.lock = lock;
        this.attempts = attempts;
        this.failures = failures;
    }

    /// @throws PracticeException when another process adds to it
    public static AttemptLog open(PracticeFolder folder) {
        List<FileChannel> opened = new ArrayList<>();
        try {
            opened.add(locked(folder.path()));
            opened.add(channel(folder.path().resolve("attempts.jsonl")));
            opened.add(channel(folder.path().resolve("failures.jsonl")));
            AttemptLog log = new AttemptLog(opened.get(0), opened.get(1), opened.get(2));
            repairEnd(log.attempts);
            repairEnd(log.failures);
            try (Stream<Attempt> attempts = folder.attempts()) {
                attempts.forEach(attempt -> log.finished.add(attempt.key()));
            }
            opened.clear();
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException(folder.path() + " cannot be written: " + e.getMessage(), e);
        } finally {
            opened.forEach(AttemptLog::close);
        }
    }

    private static FileChannel channel(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static FileChannel locked(Path folder) throws IOException {
        FileChannel channel = channel(folder.resolve(LOCK));
        boolean ours = false;
        try {
            ours = channel.tryLock() != null;
        } catch (OverlappingFileLockException held) {
            // Within this process; said below.
        } finally {
            if (!ours) {
                channel.close();
            }
        }
        if (!ours) {
            throw new PracticeException(folder + " is in use: somebody else practises there");
        }
        return channel;
    }

    /// Ends a last line that is whole, and takes away one that was cut off while it was written.
    private static void repairEnd(FileChannel channel) throws IOException {
        long size = channel.size();
        long start = lineStart(channel, size);
        if (start < size) {
            if (isWhole(read(channel, start, size))) {
                channel.write(ByteBuffer.wrap(new byte[] {'\n'}), size);
            } else {
                channel.truncate(start);
            }
        }
        channel.position(channel.size());
    }

    /// Where what stands behind the last newline begins.
    private static long lineStart(FileChannel channel, long size) throws IOException {
        for (long end = size; end > 0; ) {
            long start = Math.max(0, end - BLOCK);
            byte[] block = read(channel, start, end);
            for (int i = block.length - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return start + i + 1;
                }
            }
            end = start;
        }
        return 0;
    }

    private static byte[] read(FileChannel channel, long start, long end) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(end - start));
        while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) >= 0) {
            // Until all is read.
        }
        return bytes.array();
    }

    private static boolean isWhole(byte[] line) {
        try {
            return JsonLines.JSON.readTree(line).isObject();
        } catch (IOException cut) {
            return false;
        }
    }

    /// The attempts that need not be made.
    public synchronized Set<Attempt.Key> finished() {
        return Collections.unmodifiableSet(new HashSet<>(finished));
    }

    /// @throws IllegalStateException when it was added before
    public synchronized void add(Attempt attempt) {
        if (!finished.add(attempt.key())) {
            throw new IllegalStateException("made twice: " + attempt.key());
        }
        append(attempts, AttemptJson.of(attempt));
    }

    public synchronized void add(Attempt.Failed failed) {
        append(failures, AttemptJson.of(failed));
    }

    private static void append(FileChannel channel, ObjectNode line) {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an attempt cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        close(attempts);
        close(failures);
        close(lock);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
