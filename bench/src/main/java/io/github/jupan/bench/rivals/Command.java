package io.github.jupan.bench.rivals;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// Another program, run to its end.
public final class Command {

    private Command() {}

    /// @return what it printed, errors included
    /// @throws IOException when it cannot be started or fails; the message is one line
    public static String run(Path folder, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        try {
            int exit = process.waitFor();
            if (exit != 0) {
                String first = out.lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).contains("error"))
                        .findFirst()
                        .orElse(out);
                throw new IOException(command[0] + " failed with " + exit + ": " + first);
            }
            return out;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
