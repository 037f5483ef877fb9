package io.github.jupan.cli.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Standard output, which remembers why it could not be written: a [java.io.PrintStream] above it only says that it
/// could not.
public final class WatchedOutput extends FilterOutputStream {

    private static final Path ITSELF = Path.of("/proc/self/fd/1");

    private volatile @Nullable IOException failure;

    public WatchedOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        watched(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        watched(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        watched(out::flush);
    }

    /// Why nothing more could be written; empty when all was, or when whoever read it has gone.
    public Optional<String> failure() {
        IOException thrown = failure;
        return thrown == null || readerGone(thrown) ? Optional.empty() : Optional.ofNullable(thrown.getMessage());
    }

    /// A pipe or a socket fails for no other reason, whatever the locale calls it.
    private static boolean readerGone(IOException thrown) {
        try {
            String target = Files.readSymbolicLink(ITSELF).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException | RuntimeException noSuchFolder) {
            return String.valueOf(thrown.getMessage()).contains("Broken pipe");
        }
    }

    private interface Writing {
        void write() throws IOException;
    }

    private void watched(Writing writing) throws IOException {
        try {
            writing.write();
        } catch (IOException thrown) {
            failure = failure == null ? thrown : failure;
            throw thrown;
        }
    }
}
