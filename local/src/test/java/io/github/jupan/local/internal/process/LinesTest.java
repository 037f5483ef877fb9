package io.github.jupan.local.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.jupan.local.internal.process.Command.Ask;
import io.github.jupan.local.internal.process.Command.Message;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LinesTest {

    private static final String ANY_TEXT = "a\nb\r\u2028\u0085\u0000\"\\😀 é 한";

    static Stream<Command> commands() {
        return Stream.of(
                new Command.Load("/a b/ü.gguf", "1 2", 2_048, 2, 4, null),
                new Command.Load("/m.gguf", "1 2", 2_048, 2, 4, "/adapter.gguf", "{{ x }}"),
                new Ask(
                        1,
                        List.of(new Message("user", ANY_TEXT)),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null),
                new Ask(
                        2,
                        List.of(new Message("system", ""), new Message("assistant", "x")),
                        5,
                        0.5,
                        0.9,
                        40,
                        0.1,
                        0.2,
                        7L,
                        List.of("\n", ANY_TEXT),
                        JsonNodeFactory.instance.objectNode().put("type", "object")),
                new Command.Cancel(3));
    }

    static Stream<Report> reports() {
        return Stream.of(
                new Report.Loaded(),
                new Report.NotLoaded(ANY_TEXT),
                new Report.Piece(1, ANY_TEXT),
                new Report.Done(1, Report.End.LENGTH, 10, 20),
                new Report.Refused(1, Report.Reason.TOO_LONG, ANY_TEXT));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void carryEveryCommand(Command command) throws IOException {
        assertThat(Lines.read(written(command), Command.class)).isEqualTo(command);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void carryEveryReport(Report report) throws IOException {
        assertThat(Lines.read(written(report), Report.class)).isEqualTo(report);
    }

    @Test
    void passOverWhatIsNone() throws IOException {
        BufferedReader in = written(new Report.Loaded(), "llama_new_context: something\n\n");
        assertThat(Lines.read(in, Report.class)).isEqualTo(new Report.Loaded());
        assertThat(Lines.read(in, Report.class)).isNull();
    }

    private static BufferedReader written(Object value) throws IOException {
        return written(value, "");
    }

    private static BufferedReader written(Object value, String before) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        Lines.write(out, value);
        return Lines.reader(new ByteArrayInputStream(out.toByteArray()));
    }
}
