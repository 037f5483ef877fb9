package io.github.jupan.sandbox;

import static io.github.jupan.sandbox.Sandboxes.run;
import static io.github.jupan.sandbox.Sandboxes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.sandbox.Execution.LimitHit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BindingTest {

    private static Interpreter python;

    @BeforeAll
    static void open() {
        python = Sandboxes.WORKERS.open(Limits.DEFAULT.withDeadline(Duration.ofMinutes(5)));
    }

    @AfterAll
    static void close() {
        python.close();
    }

    @Test
    void handsOverEveryCodePointEvenLoneSurrogates() {
        String all = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        python.bind("message", new Binding.Text(all + "\ud800"));
        assertThat(value(python, """
            expected = [c for c in range(0x110000) if not 0xd800 <= c < 0xe000] + [0xd800]
            [ord(c) for c in message] == expected, type(message).__name__
            """)).isEqualTo("(True, 'str')");
    }

    @Test
    void handsOverListsAndDictionariesInOrder() {
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put("b.txt", "beta");
        documents.put("a.txt", "알파");
        python.bind("messages", new Binding.TextList(List.of("one", "둘", "")));
        python.bind("documents", new Binding.TextMap(documents));
        assertThat(value(python, "messages, documents, type(messages).__name__, type(documents).__name__"))
                .isEqualTo("(['one', '둘', ''], {'b.txt': 'beta', 'a.txt': '알파'}, 'list', 'dict')");
    }

    @Test
    void countsInAHundredMegabytesExactlyAndChangesNoByte() throws Exception {
        String line = "Call me Ishmael.\u0000\u001b\r\n 고래 whale 🐋 고래 e\u0301\n";
        int lines = 100_000_000 / line.getBytes(StandardCharsets.UTF_8).length + 1;
        String book = line.repeat(lines);
        byte[] utf8 = book.getBytes(StandardCharsets.UTF_8);
        assertThat(utf8.length).isGreaterThanOrEqualTo(100_000_000);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8));

        assertThat(python.bind("documents", new Binding.TextMap(Map.of("book.txt", book))))
                .isNotNull();
        assertThat(value(python, "book = documents['book.txt']\nbook.count('whale'), book.count('🐋'), len(book)"))
                .isEqualTo("(" + lines + ", " + lines + ", " + book.codePointCount(0, book.length()) + ")");
        assertThat(value(python, """
            import hashlib
            h = hashlib.sha256()
            for i in range(0, len(book), 1_000_000):
                h.update(book[i:i + 1_000_000].encode())
            h.hexdigest()
            """)).isEqualTo("'" + digest + "'");
        python.bind("documents", new Binding.TextMap(Map.of()));
    }

    @Test
    void aTextTooLargeForTheWorkerMovesTheInterpreterAndSaysSo() {
        try (Interpreter small = Sandboxes.WORKERS.open(Limits.DEFAULT)) {
            assertThat(small.bind("a", new Binding.Text("x"))).isEqualTo(Interpreter.State.KEPT);
            run(small, "kept = 1");
            assertThat(small.bind("b", new Binding.Text("y".repeat(30_000_000))))
                    .isEqualTo(Interpreter.State.LOST);
            assertThat(value(small, "'kept' in globals(), a, len(b)")).isEqualTo("(False, 'x', 30000000)");
        }
    }

    @Test
    void bindsAgainAfterAWorkerWasKilled() {
        try (Interpreter killed = Sandboxes.WORKERS.open(Limits.DEFAULT.withDeadline(Duration.ofSeconds(5)))) {
            killed.bind("message", new Binding.Text("still here"));
            assertThat(run(killed, "message = 0\n10**(10**8)"))
                    .isInstanceOfSatisfying(
                            LimitHit.class, hit -> assertThat(hit.stateLost()).isTrue());
            assertThat(value(killed, "message")).isEqualTo("'still here'");
        }
    }

    @Test
    void callsFunctionsOfTheHost() {
        python.bind(
                "shout",
                new Binding.Function(List.of("text", "times"), "Shouts.", json -> "{\"heard\": " + json + "}"));
        assertThat(value(python, "shout('hé🐋', times=2)['heard'], shout.__name__, shout.__doc__"))
                .isEqualTo("({'text': 'hé🐋', 'times': 2}, 'shout', 'Shouts.')");
        assertThat(value(python, """
            def attempt(*args, **kwargs):
                try:
                    return shout(*args, **kwargs)
                except TypeError as e:
                    return str(e)
            attempt(1, 2, 3), attempt(1, text=2), attempt(loud=1)
            """))
                .isEqualTo("('shout() takes 2 arguments but 3 were given',"
                        + " \"shout() got multiple values for argument 'text'\","
                        + " \"shout() got an unexpected keyword argument 'loud'\")");
    }

    @Test
    void aFailingHostFunctionIsAPythonException() {
        python.bind("fail", new Binding.Function(List.of(), "Fails.", _ -> {
            throw new java.io.IOException("no such city");
        }));
        assertThat(value(python, "try:\n    fail()\nexcept RuntimeError as e:\n    caught = str(e)\ncaught"))
                .isEqualTo("'no such city'");
    }

    @Test
    void aHostFunctionThatHangsIsInterruptedAtTheDeadline() {
        try (Interpreter waiting = Sandboxes.WORKERS.open(Limits.DEFAULT.withDeadline(Duration.ofSeconds(5)))) {
            waiting.bind("hang", new Binding.Function(List.of(), "Hangs.", _ -> {
                Thread.sleep(Duration.ofHours(1));
                return "0";
            }));
            Execution execution = run(waiting, "before = 1\nhang()");
            assertThat(execution)
                    .isInstanceOfSatisfying(
                            LimitHit.class, hit -> assertThat(hit.limit()).isEqualTo(Execution.Limit.TIME));
            assertThat(value(waiting, "2 + 2")).isEqualTo("4");
        }
    }

    @Test
    void refusesTextsBeyondTheLimitAndNamesThatPythonCannotHave() {
        try (Interpreter small = Sandboxes.WORKERS.open(Limits.DEFAULT.withBoundBytes(1000))) {
            small.bind("a", new Binding.Text("x".repeat(600)));
            assertThatThrownBy(() -> small.bind("b", new Binding.Text("가".repeat(200))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the bound texts have 1200 bytes together; the limit is 1000");
            for (String name : new String[] {"a b", "", "1a", "x\u00B2", "class", "None", "\uFB01le"}) {
                assertThatThrownBy(() -> small.bind(name, new Binding.Text("")))
                        .as(name)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("not a name that Python takes: " + name);
            }
            for (String name : new String[] {"_", "a1", "match", "\uACE0\uB798", "na\u00EFve"}) {
                small.bind(name, new Binding.Text(""));
                assertThat(value(small, name)).isEqualTo("''");
            }
            assertThat(small.bind("a", new Binding.Text("x".repeat(1000)))).isEqualTo(Interpreter.State.KEPT);
        }
    }

    @Test
    void modelsMayLookAroundInWhatIsBound() {
        python.bind("message", new Binding.Text("strawberry"));
        assertThat(value(python, "sorted({c: message.count(c) for c in message}.items())"))
                .isEqualTo(List.of("a", "b", "e", "r", "s", "t", "w", "y").stream()
                        .map(c -> "('" + c + "', " + (c.equals("r") ? 3 : 1) + ")")
                        .collect(Collectors.joining(", ", "[", "]")));
    }
}
