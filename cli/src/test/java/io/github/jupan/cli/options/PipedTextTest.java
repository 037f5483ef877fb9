package io.github.jupan.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.cli.Program;
import io.github.jupan.cli.terminal.StandardStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipedTextTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Documents documents = new Documents(new PrintStream(err, true, StandardCharsets.UTF_8));

    @Test
    void textIsADocument() throws IOException {
        PipedText.addTo(documents, new Program().in("가나다\n").surroundings(out, err), LONG);
        assertThat(documents.texts()).isEqualTo(Map.of("stdin", "가나다\n"));
    }

    @Test
    void nothingIsNoDocument() throws IOException {
        PipedText.addTo(
                documents, new Program().in(InputStream.nullInputStream()).surroundings(out, err), LONG);
        assertThat(documents.texts()).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aTerminalIsNotRead() throws IOException {
        PipedText.addTo(
                documents, new Program().in("abc").terminals(StandardStream.IN).surroundings(out, err), LONG);
        assertThat(documents.texts()).isEmpty();
    }

    @Test
    void aSilentPipeIsLeftAloneAndSaidSo() throws IOException {
        try (PipedOutputStream writer = new PipedOutputStream();
                PipedInputStream silent = new PipedInputStream(writer)) {
            PipedText.addTo(documents, new Program().in(silent).surroundings(out, err), Duration.ofMillis(50));
        }
        assertThat(documents.texts()).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("jupan: nothing came on standard input")
                .hasLineCount(1);
    }
}
