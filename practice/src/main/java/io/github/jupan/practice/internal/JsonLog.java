package io.github.jupan.practice.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.practice.PracticeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file of JSON objects, one a line, to which lines are added, each at once. Whenever the process is killed, every
/// line that is whole stays, and one that is cut off goes when the file is next opened.
public final class JsonLog implements AutoCloseable {

    private static final int BLOCK = 1 << 16;

    private final FileChannel channel;

    private JsonLog(FileChannel channel) {
        this.channel = channel;
    }

    public static JsonLog open(Path file) throws IOException {
        FileChannel channel = channel(file);
        boolean opened = false;
        try {
            repairEnd(channel);
            opened = true;
            return new JsonLog(channel);
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    /// Holds a lock, in a file of its own, until it is closed: a lock goes as soon as the process closes any channel of
    /// the locked file.
    ///
    /// @param inUse the message where somebody else holds it, in this process or another
    public static FileChannel lock(Path file, String inUse) throws IOException {
        FileChannel channel = channel(file);
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
            throw new PracticeException(inUse);
        }
        return channel;
    }

    private static FileChannel channel(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
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

    public void add(ObjectNode line) {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a line cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        close(channel);
    }

    public static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
