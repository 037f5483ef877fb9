package io.github.jupan.bench.rivals;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A rival in a process that stays: a snippet goes in as a line, `NANOSECONDS VALUE` comes out, or why it fails. The
/// programs are in `bench/rivals`.
final class RivalProcess implements Rival {

    private final Process process;
    private final BufferedWriter out;
    private final BufferedReader in;

    RivalProcess(List<String> command, Path folder) throws IOException {
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        out = process.outputWriter(UTF_8);
        in = process.inputReader(UTF_8);
    }

    @Override
    public Answer run(String snippet) throws IOException {
        out.write(snippet.replace("\n", "\\n") + "\n");
        out.flush();
        String line = in.readLine();
        if (line == null) {
            throw new IOException("it ended");
        }
        if (line.isEmpty() || !Character.isDigit(line.charAt(0))) {
            throw new IOException(line);
        }
        int space = line.indexOf(' ');
        return new Answer(Long.parseLong(line.substring(0, space)), line.substring(space + 1));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
