package io.github.jupan.bench.rivals;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/// `python3 -c` for each snippet, which is one expression.
final class PythonSubprocess implements Rival {

    @Override
    public Answer run(String snippet) throws IOException {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder("python3", "-c", "print(" + snippet + ")").start();
        String value = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        return new Answer(System.nanoTime() - begin, value);
    }

    @Override
    public void close() {}
}
