package io.github.jupan.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.cli.OpenAiServer;
import io.github.jupan.testkit.LocalServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program in a terminal, with a model that says what it is told to.
class TerminalTest {

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void aCopiedAnswerIsInTheTerminalsClipboard() throws Exception {
        Tmux terminal = start(100, 30, server(OpenAiServer.open()));
        terminal.awaitPrompts(1);
        ask(terminal, "Hi?", 2);
        ask(terminal, "/copy", 3);
        assertThat(terminal.screen()).contains("copied, if the terminal allows it");
        assertThat(terminal.clipboard()).isEqualTo("seven");
    }

    @Test
    void aLongPasteIsOneMarkAtThePromptAndWholeWhereItGoes() throws Exception {
        LocalServer server = server(OpenAiServer.open());
        Tmux terminal = start(100, 30, server);
        terminal.awaitPrompts(1);
        List<String> lines =
                IntStream.rangeClosed(1, 200).mapToObj(i -> "line " + i + " 딸기").toList();
        terminal.type("what is in ");
        terminal.paste(String.join("\n", lines));
        terminal.await("[pasted 200 lines]");
        assertThat(terminal.screen()).contains("what is in [pasted 200 lines]").doesNotContain("line 7");
        terminal.type("?");
        terminal.key("Enter");
        terminal.awaitPrompts(2);
        assertThat(server.turns())
                .singleElement()
                .satisfies(turn ->
                        assertThat(turn.body()).contains("what is in line 1 딸기\\nline 2 딸기\\n", "line 200 딸기?\""));
        assertThat(terminal.screen()).contains("seven").doesNotContain("line 7");
    }

    @Test
    void aNarrowerTerminalShowsEveryWordOfAnAnswerThatStreamsOnce() throws Exception {
        List<String> words =
                IntStream.rangeClosed(100, 260).mapToObj(i -> "word" + i).toList();
        CountDownLatch narrowed = new CountDownLatch(1);
        CountDownLatch wide = new CountDownLatch(1);
        Tmux terminal = start(110, 40, server(new LocalServer(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                for (int i = 0; i < words.size(); i++) {
                    if (i == 60 || i == 110) {
                        waitFor(i == 60 ? narrowed : wide);
                    }
                    body.write(OpenAiServer.piece(words.get(i) + " ").getBytes(StandardCharsets.UTF_8));
                    body.flush();
                }
                body.write(OpenAiServer.END.getBytes(StandardCharsets.UTF_8));
            }
        })));
        terminal.awaitPrompts(1);
        terminal.type("Go");
        terminal.key("Enter");
        terminal.await("word158");
        terminal.resize(45, 40);
        terminal.await(screen -> screen.contains("word158"));
        narrowed.countDown();
        terminal.await("word208");
        terminal.resize(90, 40);
        wide.countDown();
        String screen = terminal.awaitPrompts(2);
        assertThat(Pattern.compile("word\\d+").matcher(screen).results().map(found -> found.group()))
                .as(screen)
                .containsExactlyElementsOf(words);
    }

    @Test
    void ctrlCStopsAnAnswerAndARunAndTheSessionGoesOn() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        Tmux terminal = start(100, 30, server(new LocalServer(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                body.write(OpenAiServer.piece("It is a long story. ").getBytes(StandardCharsets.UTF_8));
                body.flush();
                waitFor(stopped);
            }
        })));
        terminal.awaitPrompts(1);
        terminal.type("Tell me");
        terminal.key("Enter");
        terminal.await("It is a long");
        terminal.key("C-c");
        assertThat(terminal.awaitPrompts(2)).contains("cancelled");
        stopped.countDown();
        terminal.type("/run while True: pass");
        terminal.key("Enter");
        terminal.await("running");
        terminal.key("C-c");
        assertThat(terminal.awaitPrompts(3)).contains("✗ cancelled");
        ask(terminal, "/run 6 * 7", 4);
        assertThat(terminal.screen()).contains("42");
    }

    @Test
    void goesOnWithTheLastConversation() throws Exception {
        LocalServer server = server(OpenAiServer.open());
        String[] model = {"--model", "openai:m", "--base-url", server.uri("/v1").toString()};
        ended(run("ask before", "ask", model[0], model[1], model[2], model[3], "An older one?"));
        ended(run("ask one", "ask", model[0], model[1], model[2], model[3], "First one?"));
        ended(run("ask two", "ask", "-c", model[2], model[3], "Then another?"));
        Tmux session = run("session", "-c", model[2], model[3]);
        assertThat(session.awaitPrompts(1)).contains("resumed, with openai:m; asked last: Then another?");
        ask(session, "And a third?", 2);
        assertThat(server.turns()).hasSize(4);
        assertThat(server.turns().get(2).body())
                .contains("First one?", "Then another?")
                .doesNotContain("An older one?");
        assertThat(server.turns().get(3).body())
                .contains("First one?", "Then another?", "And a third?")
                .doesNotContain("An older one?");
    }

    private static void ended(Tmux terminal) throws Exception {
        assertThat(terminal.awaitEnd()).contains("seven").endsWith("ended with 0");
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void ask(Tmux terminal, String text, int prompts) throws Exception {
        terminal.type(text);
        terminal.key("Enter");
        terminal.awaitPrompts(prompts);
    }

    private LocalServer server(LocalServer server) {
        open.add(server);
        return server;
    }

    private Tmux start(int columns, int rows, LocalServer server) throws Exception {
        Tmux terminal = Tmux.start(
                folder.resolve("terminal"),
                columns,
                rows,
                environment(),
                "--model",
                "openai:m",
                "--base-url",
                server.uri("/v1").toString());
        open.add(terminal);
        return terminal;
    }

    private Tmux run(String name, String... arguments) throws Exception {
        Tmux terminal = Tmux.start(folder.resolve(name), 100, 30, environment(), arguments);
        open.add(terminal);
        return terminal;
    }

    /// All of one test share what is kept, and nothing else.
    private Map<String, String> environment() {
        return Map.of(
                "XDG_STATE_HOME", folder.resolve("state").toString(),
                "XDG_CONFIG_HOME", folder.resolve("config").toString(),
                "XDG_DATA_HOME", folder.resolve("data").toString(),
                "JUPAN_AOT", "off",
                "LC_ALL", "C.UTF-8");
    }
}
