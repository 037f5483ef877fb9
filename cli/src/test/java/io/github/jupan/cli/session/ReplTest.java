package io.github.jupan.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.cli.OpenAiServer;
import io.github.jupan.cli.Program;
import io.github.jupan.cli.options.AskOptions;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.testkit.LocalServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplTest {

    @TempDir
    private Path folder;

    @Test
    void helpNamesEveryCommand() throws IOException {
        String screen = session("/help\n");
        for (ReplCommand command : ReplCommand.values()) {
            assertThat(screen).contains(command.word()).contains(command.description());
        }
    }

    @Test
    void aDescriptionStandsApartFromItsCommandHoweverLongThatIs() throws IOException {
        String screen = session("/help\n");
        for (ReplCommand command : ReplCommand.values()) {
            assertThat(screen).contains("  " + command.form() + "  ");
        }
    }

    @Test
    void namesAModelToPullOnlyWhereNoneIsInstalled() throws IOException {
        Map<String, String> data =
                Map.of("XDG_DATA_HOME", folder.resolve("data").toString());
        assertThat(session("", data)).contains("no language model yet: jupan models pull ");
        Path models = Files.createDirectories(folder.resolve("data/jupan/models"));
        Files.writeString(models.resolve("mine.gguf"), "GGUF");
        assertThat(session("", data)).contains("· offline ·").doesNotContain("no language model yet");
    }

    /// Not at the prompt, a terminal sends them so; this one always.
    @Test
    void cursorKeysThatWereTypedWhileAnAnswerCameMeanWhatTheyMean() throws IOException {
        String again = session("/tokens one\n\033[A\n");
        assertThat(again.split("1 token: ", -1)).as(again).hasSize(3);
        String last = session("/tokens one\n/tokens two\n\033[A\033[A\033[B\n");
        assertThat(last.split("two\n1 token: ", -1)).as(last).hasSize(3);
        for (String keys : List.of("tokens seven\033[H/\033[F\n", "/tokens ven\033[D\033[D\033[Dse\033[C\n")) {
            assertThat(session(keys)).contains("\nseven\n1 token: ");
        }
    }

    @Test
    void answersAndKeepsItsJournal() throws IOException {
        Path journal = folder.resolve("talk.jsonl");
        String screen = session("How many r's are in \\\nstrawberry?\n/save " + journal + "\n");
        assertThat(screen).contains("  │ ").contains("  → 3").contains("✓ 3 computed by run 1");
        assertThat(new Program().run("replay", journal.toString()).out())
                .isEqualTo("1 session, 1 block: 1 the same, 0 different, 0 skipped; 100.00% of 1\n");
    }

    @Test
    void variablesLastUntilTheReset() throws IOException {
        String screen = session("/run x = 6 * 7\n/run x\n/reset\n/run x\n");
        assertThat(screen).contains("  → 42").contains("NameError").contains("forgotten");
        assertThat(screen.indexOf("NameError")).isGreaterThan(screen.indexOf("forgotten"));
    }

    @Test
    void aRestartGivesPythonBackAndKeepsTheConversation() throws IOException {
        String screen =
                session("What is 17 * 23?\n/run print = 5; x = 1\n/restart\n/run print(6 * 7)\n/run x\n/sessions\n");
        assertThat(screen).contains("Python begins anew", "42", "NameError", "1 question");
        assertThat(screen.indexOf("NameError")).isGreaterThan(screen.indexOf("Python begins anew"));
    }

    @Test
    void anotherModelLeavesTheBaseUrlBehindAndMayBringItsOwn() throws IOException {
        try (LocalServer given = OpenAiServer.open();
                LocalServer other = OpenAiServer.open()) {
            String[] options = {
                "--model", "openai:local", "--base-url", given.uri("/v1").toString()
            };
            String screen = session(
                    Optional.empty(),
                    "Hi?\n/model offline\nWhat is 17 * 23?\n/model openai:other --base-url " + other.uri("/v1")
                            + "\nHo?\n/model openai:none\n/model openai:local\nHe?\n",
                    options);
            assertThat(screen)
                    .contains("17 * 23 = 391")
                    .contains("openai:other, a new conversation")
                    .contains("OPENAI_API_KEY is not set");
            assertThat(given.turns()).hasSize(2);
            assertThat(other.turns()).hasSize(1);
        }
    }

    @Test
    void goesOnWithAnEarlierSession() throws IOException {
        Path file = Files.writeString(folder.resolve("고래.txt"), "whale whale");
        session("/documents " + file + "\n/run x = 6 * 7\nHow many r's are in strawberry?\n");
        session("/run 1\n");
        String list = sessions().out();
        String id = list.lines()
                .filter(line -> line.contains("strawberry"))
                .findFirst()
                .orElseThrow()
                .split(" ", 2)[0];
        assertThat(list.lines()).as("one without a question is not kept").hasSize(1);
        assertThat(list).contains("offline, 1 question  How many r's are in strawberry?");

        String beginning = id.substring(0, 13);
        assertThat(session(Optional.of(beginning), "/run x\n/documents\n"))
                .contains("resumed, with offline; asked last: How many r's are in strawberry?\n")
                .contains("  → 42")
                .contains("고래.txt, 11 characters");
        assertThat(session("/resume " + beginning + "\n/run x, len(documents)\n/sessions\n"))
                .contains("resumed, with offline")
                .contains("  → (42, 1)")
                .contains(id);
        assertThat(sessions("export", beginning).out())
                .contains("\"type\":\"asked\"")
                .contains("\"x = 6 * 7\"");
        assertThat(sessions("remove", beginning).out()).isEqualTo("removed " + id + "\n");
        assertThat(sessions("export", beginning).err())
                .isEqualTo("jupan: there is no session " + beginning + "; jupan sessions lists them\n");
        assertThat(sessions().out().lines()).hasSize(1);
    }

    @Test
    void worksWhereNothingCanBeKept() throws IOException {
        Files.writeString(folder.resolve("jupan"), "a file where the folder should be");
        assertThat(session("How many r's are in strawberry?\nHow many l's are in hello?\n"))
                .contains("  → 3")
                .containsOnlyOnce("; this session will not be kept");
    }

    private Program.Result sessions(String... arguments) {
        String[] words =
                Stream.concat(Stream.of("sessions"), Stream.of(arguments)).toArray(String[]::new);
        return new Program().with("XDG_STATE_HOME", folder.toString()).run(words);
    }

    @Test
    void attachesDocuments() throws IOException {
        Path file = Files.writeString(folder.resolve("고래.txt"), "whale whale");
        String screen = session("/documents\n/documents " + file + "\nhow many times does the word whale occur?\n");
        assertThat(screen)
                .contains("no documents")
                .contains("고래.txt, 11 characters")
                .contains("  → 2");
    }

    @Test
    void aWrongCommandIsOneLineAndTheSessionGoesOn() throws IOException {
        String screen = session("/nonsense\n/mode wild\n/model nonsense:x\n/run\n/save /nonexistent/x\n/mode think\n");
        assertThat(screen)
                .contains("there is no /nonsense; /help lists the commands")
                .contains("there is no mode wild")
                .contains("what? For example /run")
                .contains("cannot write /nonexistent/x: there is no such folder")
                .doesNotContain("\tat ")
                .contains("jupan> /mode think\nthink\n");
    }

    @Test
    void wordsThatEndASessionElsewhereEndThisOne() throws IOException {
        assertThat(session("exit\n/tokens never\n")).doesNotContain("tokens:");
        assertThat(session("/exit\n/tokens never\n")).doesNotContain("tokens:");
        assertThat(session("help\n")).contains("/model", "/cost");
        assertThat(session("/hlep\n")).contains("there is no /hlep, did you mean /help?");
    }

    @Test
    void whatWasTypedBeforeThereWasAPromptIsKept() throws IOException {
        assertThat(session(beginning(Optional.empty()), "/mode think\n/mo", "de code\n", Map.of()))
                .contains("jupan> /mode think\nthink\n")
                .contains("jupan> /mode code\ncode\n");
    }

    @Test
    void saysWhatAQuestionTook() throws IOException {
        String screen = session("What is 17 * 23?\n/retry\n/cost\n");
        assertThat(screen).contains("2 questions · ").containsPattern("out · \\d+\\.\\d s\n");
    }

    @Test
    void saysWhatAnAnswerCostWhereItWasToldThePrice() throws IOException {
        try (LocalServer server = OpenAiServer.counting(1000, 200)) {
            String url = server.uri("/v1").toString();
            assertThat(session(Optional.empty(), "Hi?\n/cost\n", "--model", "openai:m", "--base-url", url))
                    .contains("1,000 tokens in, 200 out · ", "prices are not known; say what a million tokens cost")
                    .doesNotContain("0.0060");
            String screen = session(
                    Optional.empty(),
                    "Hi?\n/model openai:other --base-url " + url + "\nHi?\n/cost\n",
                    "--model",
                    "openai:m",
                    "--base-url",
                    url,
                    "--price",
                    "3 in, 15 out, USD");
            assertThat(screen)
                    .as("a price is that of its model")
                    .containsPattern("2,000 tokens in, 400 out · .* s · 0.0060 USD for 1 of 2 questions");
            assertThat(screen).containsPattern("1,000 tokens in, 200 out · .* s · 0.0060 USD\n");
        }
    }

    @Test
    void takesTheLastQuestionBack() throws IOException {
        String screen = session("/run x = 1\nWhat is 17 * 23?\n/run y = 2\n/undo\n/run x\n/run y\n/undo\n");
        String after = screen.substring(screen.indexOf("undone: What is 17 * 23?"));
        assertThat(after).contains("  → 1", "NameError", "there is no question to take back");
        String left = after.replaceFirst("(?s).*/resume (\\S+) goes back.*", "$1");
        assertThat(sessions().outLines())
                .as("what was is kept")
                .singleElement()
                .asString()
                .startsWith(left);
        assertThat(session(Optional.of(left), "/run x + y\n/copy\n"))
                .contains("  → 3")
                .doesNotContain("no answer yet");
    }

    @Test
    void theModelIsNotToldOfAQuestionThatWasTakenBack() throws IOException {
        try (LocalServer server = OpenAiServer.open()) {
            String[] options = {
                "--model", "openai:m", "--base-url", server.uri("/v1").toString()
            };
            session(Optional.empty(), "First?\nSecond?\n/undo\nThird?\n/retry\n", options);
            assertThat(server.turns().get(2).body())
                    .contains("First?", "Third?")
                    .doesNotContain("Second?");
            assertThat(server.turns()).hasSize(4);
        }
    }

    @Test
    void aTextForThePromptBeginsAnew() throws IOException {
        assertThat(session("/system\n/system be brief\n/system\n"))
                .contains("nothing is added", "changed, a new conversation", "be brief");
    }

    @Test
    void takesADocumentAwayThatNoQuestionHad() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "whale whale");
        assertThat(session("/documents " + file + "\n/documents remove a.txt\n/documents remove b.txt\n"))
                .contains("a.txt, 11 characters")
                .contains("no documents")
                .contains("there is no document b.txt");
    }

    @Test
    void namesTheLineOfAnError() throws IOException {
        assertThat(session("/run x = 1; y = x / 0\n")).contains("✗ ZeroDivisionError: division by zero (line 1)");
    }

    @Test
    void theEditorsTextWaitsAtThePrompt() throws IOException {
        Path editor = Files.writeString(folder.resolve("editor"), "#!/bin/sh\nprintf '/tokens edited' >\"$1\"\n");
        assertThat(editor.toFile().setExecutable(true)).isTrue();
        assertThat(session("/edit\n\n", Map.of("EDITOR", editor.toString())))
                .contains("edited")
                .doesNotContain("the editor failed");
    }

    /// A keyboard that nobody touches any more after this was typed: no more comes, and no end either.
    private static final class Keyboard extends InputStream {
        private final InputStream typed;
        private final CountDownLatch unplugged = new CountDownLatch(1);

        Keyboard(String text) {
            typed = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int read() throws IOException {
            int next = typed.read();
            if (next < 0) {
                try {
                    unplugged.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int next = read();
            if (next < 0) {
                return -1;
            }
            bytes[offset] = (byte) next;
            return 1;
        }

        @Override
        public void close() {
            unplugged.countDown();
        }
    }

    /// What is on the screen after this was typed, and `/quit`. The terminal writes at once: one that the operating
    /// system makes would lose what is on its way when it is closed.
    private String session(String typed) throws IOException {
        return session(Optional.empty(), typed);
    }

    private static Repl.Beginning beginning(Optional<String> resume) {
        return new Repl.Beginning(List.of(), List.of(), resume, false);
    }

    private String session(String typed, Map<String, String> environment) throws IOException {
        return session(beginning(Optional.empty()), "", typed, environment);
    }

    private String session(Optional<String> resume, String typed, String... options) throws IOException {
        return session(beginning(resume), "", typed, Map.of(), options);
    }

    private String session(
            Repl.Beginning beginning, String ahead, String typed, Map<String, String> environment, String... options)
            throws IOException {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        Program program =
                new Program().with("XDG_STATE_HOME", folder.toString()).with("JUPAN_MODEL", "offline");
        environment.forEach(program::with);
        Surroundings surroundings = program.surroundings(screen, screen);
        try (Keyboard keyboard = new Keyboard(typed + "/quit\n");
                Terminal terminal = new ExternalTerminal("test", "dumb", keyboard, screen, StandardCharsets.UTF_8)) {
            Repl.converse(
                    surroundings,
                    CommandLine.populateCommand(new AskOptions(), options).setup(surroundings),
                    beginning,
                    terminal,
                    ahead);
        }
        return screen.toString(StandardCharsets.UTF_8).replace("\r", "");
    }
}
