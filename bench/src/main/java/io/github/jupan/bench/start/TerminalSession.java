package io.github.jupan.bench.start;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.jupan.bench.measure.Bench;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// `./jupan` on a terminal, which `script` of util-linux provides.
final class TerminalSession implements AutoCloseable {

    static final String PROMPT = "jupan>";

    private static final long LONGEST_SECONDS = 60;

    /// What a program asks a terminal to find out what it is, and what xterm answers.
    private static final String ASKS = "\u001b[c";

    private static final String ANSWERS = "\u001b[?62;22c";

    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final String CONTROL_SEQUENCES = "\u001b\\[[0-9;?]*[ -/]*[@-~]|\u001b[=>]";

    private final Process process;
    private final InputStream in;
    private final OutputStream out;
    private final StringBuilder seen = new StringBuilder();

    private TerminalSession(Process process) {
        this.process = process;
        in = process.getInputStream();
        out = process.getOutputStream();
    }

    static boolean isMissing() {
        return !Files.isExecutable(SCRIPT);
    }

    static TerminalSession start(Bench bench) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        SCRIPT.toString(),
                        "-qfec",
                        "stty columns 100 rows 30; exec ./jupan --model offline",
                        "/dev/null")
                .directory(bench.root().toFile())
                .redirectErrorStream(true);
        builder.environment().put("TERM", "xterm-256color");
        // The history of whoever measures stays as it is.
        builder.environment()
                .put("XDG_STATE_HOME", bench.folder().resolve("state").toString());
        Process process = builder.start();
        CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS).execute(process::destroy);
        return new TerminalSession(process);
    }

    void type(String keys) throws IOException {
        seen.setLength(0);
        out.write(keys.getBytes(UTF_8));
        out.flush();
    }

    /// Waits until this is on the screen, since something was last typed.
    void await(String text) throws IOException {
        byte[] buffer = new byte[1 << 12];
        while (!seen.toString().replaceAll(CONTROL_SEQUENCES, "").contains(text)) {
            int n = in.read(buffer);
            if (n < 0) {
                throw new IOException("the session ended without " + text + ": " + seen);
            }
            seen.append(new String(buffer, 0, n, UTF_8));
            int asked = seen.indexOf(ASKS);
            if (asked >= 0) {
                seen.delete(asked, asked + ASKS.length());
                out.write(ANSWERS.getBytes(UTF_8));
                out.flush();
            }
        }
    }

    /// Leaves the session as a user would, so that no worker stays behind.
    @Override
    public void close() throws IOException {
        type("\u0015\u0004");
        try {
            in.readAllBytes();
        } catch (IOException e) {
            // It ended while it was read.
        }
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
