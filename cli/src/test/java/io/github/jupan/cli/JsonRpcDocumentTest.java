package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.cli.terminal.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The transcripts of `docs/json-rpc.md`, played against the program.
class JsonRpcDocumentTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```jsonl\n(.*?)^```$");
    private static final Pattern SESSION = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");
    private static final Pattern VOLATILE = Pattern.compile(
            "\"(elapsed_ms|input_tokens|total|version|created|used|state_lost)\":(\\d+|true|false|\"[^\"]*\")");
    /// On a busy machine a run has more time, and says so.
    private static final Pattern WAITED =
            Pattern.compile("after [\\d.]+ s, of which it waited [\\d.]+ s for a processor");

    private static final String MORE = "…";

    private final PipedOutputStream in = new PipedOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Thread serving = new Thread();
    private int read;

    @BeforeEach
    void open() throws IOException {
        Surroundings surroundings =
                new Program().in(new PipedInputStream(in, 1 << 16)).surroundings(out, new ByteArrayOutputStream());
        serving = Thread.ofPlatform().start(() -> Main.run(new String[] {"serve", "--stdio"}, surroundings));
    }

    @AfterEach
    void close() throws Exception {
        in.close();
        serving.join(Duration.ofMinutes(5));
        assertThat(serving.isAlive()).isFalse();
    }

    @Test
    void everyTranscriptIsWhatHappens() throws Exception {
        Optional<String> session = Optional.empty();
        int requests = 0;
        for (String line : transcript()) {
            if (line.startsWith("→ ")) {
                send(session.map(id -> SESSION.matcher(line).replaceAll(id))
                        .orElse(line)
                        .substring(2));
                requests++;
            } else if (line.startsWith("← ")) {
                String expected = masked(line.substring(2));
                String actual = next();
                session = session.or(() -> sessionIn(actual));
                if (expected.endsWith(MORE)) {
                    assertThat(masked(actual)).startsWith(expected.substring(0, expected.length() - 1));
                } else {
                    assertThat(masked(actual)).isEqualTo(expected);
                }
            } else {
                skipTo(masked(line.substring(MORE.length() + 2)));
            }
        }
        System.out.println("docs/json-rpc.md: " + requests + " requests are answered as it says");
        assertThat(requests).isGreaterThan(15);
    }

    /// `…` is put before the line that ends what it stands for.
    private static List<String> transcript() throws IOException {
        List<String> lines = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(page());
        boolean more = false;
        while (blocks.find()) {
            for (String line : blocks.group(1).lines().toList()) {
                if (line.equals(MORE)) {
                    more = true;
                } else {
                    lines.add(more ? MORE + line : line);
                    more = false;
                }
            }
        }
        return lines;
    }

    private void skipTo(String expected) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        do {
            seen.add(masked(next()));
            assertThat(seen).as("messages before %s", expected).hasSizeLessThan(200);
        } while (!seen.getLast().equals(expected));
    }

    @Test
    void everyMethodAndEveryErrorIsThere() throws Exception {
        send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"rpc.discover\"}");
        JsonNode described = JSON.readTree(next()).get("result");
        String page = page();
        assertThat(StreamSupport.stream(described.get("methods").spliterator(), false)
                        .map(method -> "### `" + method.get("name").textValue() + "`"))
                .isNotEmpty()
                .allSatisfy(heading -> assertThat(page).contains(heading));
        assertThat(described.at("/components/errors").properties())
                .isNotEmpty()
                .allSatisfy(error -> assertThat(page)
                        .contains("| " + error.getValue().get("code") + " | `" + error.getKey() + "` |"));
    }

    private void send(String message) throws IOException {
        in.write((message + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    private String next() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (true) {
            String all = out.toString(StandardCharsets.UTF_8);
            int line = all.indexOf('\n', read);
            if (line >= 0) {
                String message = all.substring(read, line);
                read = line + 1;
                return message;
            }
            assertThat(System.nanoTime()).as("waited for a message").isLessThan(end);
            Thread.sleep(5);
        }
    }

    private static Optional<String> sessionIn(String message) {
        return SESSION.matcher(message).results().map(found -> found.group()).findFirst();
    }

    private static String masked(String message) {
        String named = SESSION.matcher(message).replaceAll("SESSION");
        return WAITED.matcher(VOLATILE.matcher(named).replaceAll("\"$1\":0")).replaceAll("after 0.2 s");
    }

    private static String page() throws IOException {
        return Files.readString(Checkout.root().resolve("docs/json-rpc.md"));
    }
}
