package io.github.jupan.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.cli.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever way it comes, nothing that somebody else wrote is obeyed by a terminal.
class SafeStreamTest {

    /// The clipboard (OSC 52), the title (OSC 0), the screen (CSI), one byte of C1, a direction, a tag.
    private static final String EVIL = "\u001b]52;c;UFdO\u0007\u001b]0;PWNED\u0007\u001b[2J\u009b31m\u202e\udb40\udc41";

    @TempDir
    private Path folder;

    @Test
    void takesCharactersInAnyPieces() throws IOException {
        byte[] bytes = ("a" + EVIL + "한👩‍👧\n").getBytes(StandardCharsets.UTF_8);
        for (int size = 1; size <= bytes.length; size++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            SafeStream stream = new SafeStream(new PrintStream(out, false, StandardCharsets.UTF_8));
            for (int i = 0; i < bytes.length; i += size) {
                stream.write(bytes, i, Math.min(size, bytes.length - i));
            }
            stream.flush();
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .isEqualTo("a␛]52;c;UFdO␇␛]0;PWNED␇␛[2J<U+009B>31m<U+202E><U+E0041>한👩‍👧\n");
        }
    }

    static Stream<List<String>> commands() {
        return Stream.of(
                List.of("ask", "-q", "--model", "replay:FILE", "What?"),
                List.of("ask", "--json", "--model", "replay:FILE", "What?"),
                List.of("ask", "--model", "replay:FILE", "What?"),
                List.of("ask", "--model", "replay:FILE", EVIL),
                List.of("ask", "--json", "--model", EVIL + ":x", "What?"),
                List.of("ask", "--" + EVIL),
                List.of("ask", "--mode", EVIL, "What?"),
                List.of("ask", "--mcp", EVIL, "What?"),
                List.of("ask", "--document", EVIL, "What?"),
                List.of("run", EVIL),
                List.of("sessions", "remove", EVIL),
                List.of("packages", "remove", EVIL),
                List.of("models", "pull", EVIL),
                List.of("replay", "FILE"),
                List.of("tokens", EVIL),
                List.of(EVIL));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void nothingReachesATerminalAsItIs(List<String> command) throws IOException {
        String text = new ObjectMapper().writeValueAsString("It is " + EVIL);
        Path file = Files.writeString(
                folder.resolve("r.jsonl"),
                "{\"id\":" + text + ",\"question\":\"What?\",\"steps\":[{\"text\":" + text + "}]}\n");
        Program.Result result = new Program()
                .terminals(StandardStream.IN, StandardStream.OUT, StandardStream.ERR)
                .with("NO_COLOR", "1")
                .with("TERM", "dumb")
                .run(command.stream()
                        .map(word -> word.replace("FILE", file.toString()))
                        .toArray(String[]::new));
        String seen = result.out() + result.err();
        assertThat(seen).isNotBlank().doesNotContain("\u001b", "\u0007", "\u009b", "\u202e", "\udb40");
    }

    @Test
    void aPipeGetsTheTextAsItIs() throws IOException {
        Path file = Files.writeString(
                folder.resolve("r.jsonl"),
                "{\"id\":\"1\",\"question\":\"What?\",\"steps\":[{\"text\":\"a\\u001bb\"}]}\n");
        assertThat(new Program()
                        .run("ask", "-q", "--model", "replay:" + file, "What?")
                        .out())
                .isEqualTo("a\u001bb\n");
    }
}
