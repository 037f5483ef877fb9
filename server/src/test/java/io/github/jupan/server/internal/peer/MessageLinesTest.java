package io.github.jupan.server.internal.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.server.internal.peer.MessageLines.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageLinesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void splitsAtLineFeedsAloneHoweverTheBytesArrive(int pieces) throws IOException {
        assertThat(lines("a\r\n\n주판\u2028b\u0085c\n12345678901234567\nlast", pieces))
                .containsExactly("a\r", "", "주판\u2028b\u0085c", "(too long)", "last");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void keepsALineOfExactlyTheLimit(int pieces) throws IOException {
        assertThat(lines("1234567890123\n12345678901234\n", pieces, 13)).containsExactly("1234567890123", "(too long)");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void endsAtTheEndOfInputAndNoLineIsLeft(int pieces) throws IOException {
        assertThat(lines("", pieces)).isEmpty();
        assertThat(lines("\n", pieces)).containsExactly("");
    }

    private static List<String> lines(String input, int pieces) throws IOException {
        return lines(input, pieces, 14);
    }

    private static List<String> lines(String input, int pieces, int mostBytes) throws IOException {
        MessageLines lines = new MessageLines(arriving(input, pieces), mostBytes);
        List<String> read = new ArrayList<>();
        for (Line line = lines.next(); line != null; line = lines.next()) {
            read.add(
                    switch (line) {
                        case Line.Whole whole -> whole.text().orElse("(not UTF-8)");
                        case Line.TooLong _ -> "(too long)";
                    });
        }
        return read;
    }

    private static InputStream arriving(String input, int pieces) {
        return new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, pieces));
            }
        };
    }
}
