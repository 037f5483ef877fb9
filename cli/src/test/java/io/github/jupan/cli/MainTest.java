package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.StandardStream;
import io.github.jupan.cli.terminal.Surroundings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MainTest {

    private static final String QUESTION = "How many r's are in strawberry?";
    private static final String RECORDING = """
        {"id":"a","question":"Double 21","steps":[{"text":"Let me.","code":"x = 21 * 2\\nprint(x)\\nx","output":"42\\n42"},{"text":"It is 42."}]}
        {"id":"b","question":"Divide","steps":[{"text":"","code":"1/0","output":"ZeroDivisionError: division by zero"},{"text":"No.","code":"x","output":"NameError: x"},{"text":"It cannot be."}]}
        {"id":"c","question":"Symbols","steps":[{"text":"","code":"import sympy\\ny = 1","output":""},{"text":"","code":"y","output":"1"},{"text":"","code":"2","output":"3"},{"text":"Done."}]}
        """;

    @TempDir
    private Path folder;

    @Test
    void asksAndTheAnswerIsTheLastLineOfStandardOutput() {
        Program.Result result = new Program().run("ask", "--model", "offline", QUESTION);
        assertThat(result.err()).doesNotContain("jupan:");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("  │ ").contains("  → 3\n");
        assertThat(result.outLines().getLast()).contains("3");
    }

    @Test
    void printsTheAnswerAloneWhenQuiet() {
        Program.Result result = new Program().run("ask", "-q", "--model", "offline", QUESTION);
        assertThat(result.exit()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.outLines()).singleElement().asString().contains("3");
    }

    @Test
    void textPipedInIsADocument() {
        Program.Result result = new Program()
                .in("a whale and a Whale and a whale\n")
                .run("ask", "--json", "--model", "offline", "how many times does the word whale occur?");
        assertThat(result.exit()).isZero();
        assertThat(result.outLines().getFirst()).contains("\"documents\":[\"stdin\"]");
    }

    @Test
    void anAnswerFromARecordingIsStreamedInPieces() throws IOException {
        String file = recording();
        Program.Result one = new Program().run("ask", "--model", "replay:" + file, "--seed", "1", "Double 21");
        Program.Result two = new Program().run("ask", "--model", "replay:" + file, "--seed", "2", "Double", "21");
        assertThat(one.exit()).isZero();
        assertThat(two).isEqualTo(one);
        assertThat(one.out()).isEqualTo("""
            Let me.

              │ x = 21 * 2
              │ print(x)
              │ x
              → 42
              → 42

            It is 42.
            """);
    }

    @Test
    void stopsQuietlyWhenNobodyReadsOn() throws IOException {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        quiet(gone, "ask", "--model", "offline", QUESTION);
        quiet(gone, "run", write("long.py", "while True: print(1)"));
    }

    private static void quiet(OutputStream gone, String... args) {
        var err = new java.io.ByteArrayOutputStream();
        Surroundings surroundings = new Program().surroundings(new java.io.ByteArrayOutputStream(), err);
        int exit = Main.run(
                args,
                new Surroundings(
                        surroundings.in(),
                        new PrintStream(gone, false, StandardCharsets.UTF_8),
                        surroundings.err(),
                        Map.of(),
                        Set.of(),
                        surroundings.sandbox()));
        assertThat(exit).isEqualTo(ExitCode.READER_GONE.number());
        assertThat(err.toString(StandardCharsets.UTF_8))
                .doesNotContain("jupan:")
                .doesNotContain("Exception");
    }

    @Test
    void runsPython() throws IOException {
        Program.Result result = new Program().in("print('하나')\n1 + 1").run("run", "-");
        assertThat(result).isEqualTo(new Program.Result(0, "하나\n2\n", ""));
        String file = write("x.txt", "가나다");
        assertThat(new Program().in("len(documents['x.txt'])").run("run", "--document", file, "-"))
                .isEqualTo(new Program.Result(0, "3\n", ""));
    }

    @Test
    void aTracebackGoesToStandardError() {
        Program.Result result = new Program().in("print(1)\n1/0").run("run", "-");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("1\n");
        assertThat(result.err()).startsWith("Traceback").endsWith("ZeroDivisionError: division by zero\n");
    }

    @Test
    void aLimitIsExitCodeFive() {
        Program.Result result = new Program().in("while True: pass").run("run", "--deadline", "300ms", "-");
        assertThat(result.exit()).isEqualTo(5);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("jupan: ")
                .hasLineCount(1)
                .containsPattern("it was stopped after 0\\.3 s|a processor");
    }

    @Test
    void aByteOrderMarkBeforeCodeIsSkippedAsPythonDoes() throws IOException {
        String file = write("a.py", "\ufeff6 * 7");
        assertThat(new Program().run("run", file).out()).isEqualTo("42\n");
    }

    @Test
    void replaysAndCompares() throws IOException {
        Program.Result result = new Program().run("replay", "--json", recording());
        assertThat(json(result.out()))
                .isEqualTo(json("{\"sessions\":3,\"blocks\":6,\"same\":3,"
                        + "\"different\":[{\"id\":\"c\",\"step\":3,\"expected\":\"3\",\"actual\":\"2\"}],"
                        + "\"skipped\":2,\"skipped_modules\":{\"sympy\":2}}"));
        assertThat(result.exit()).isEqualTo(1);
        assertThat(new Program().run("replay", "--limit", "2", recording()))
                .isEqualTo(new Program.Result(
                        0, "2 sessions, 3 blocks: 3 the same, 0 different, 0 skipped; 100.00% of 3\n", ""));
    }

    @Test
    void aJournalReplaysAsOneConversation() throws IOException {
        String journal = new Program()
                .run("ask", "--json", "--model", "replay:" + recording(), "Double 21")
                .out();
        String file = write("journal.jsonl", journal);
        assertThat(new Program().run("replay", file))
                .isEqualTo(new Program.Result(
                        0, "1 session, 1 block: 1 the same, 0 different, 0 skipped; 100.00% of 1\n", ""));
    }

    @Test
    void showsTokens() {
        assertThat(new Program().run("tokens", "ubiquitous"))
                .isEqualTo(new Program.Result(0, "ub|iqu|itous\n3 tokens: 392 5118 50855\n", ""));
        assertThat(new Program()
                        .terminals(StandardStream.OUT)
                        .run("tokens", "ubiquitous")
                        .out())
                .startsWith("\u001b[30;104mub\u001b[0m\u001b[30;103miqu\u001b[0m\u001b[30;104mitous\u001b[0m\n");
        assertThat(new Program()
                        .terminals(StandardStream.OUT)
                        .with("NO_COLOR", "1")
                        .run("tokens", "ubiquitous")
                        .out())
                .isEqualTo("ub|iqu|itous\n3 tokens: 392 5118 50855\n");
    }

    @Test
    void theDoctorNamesEverythingItChecked() {
        Program.Result result = new Program().run("doctor");
        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .contains("✓ JDK")
                .contains("cache")
                .contains("1 + 1 gives 2")
                .contains("✓ model     offline")
                .contains("· openai    no key; set OPENAI_API_KEY");
    }

    @Test
    void printsVersionAndHelp() {
        // The commit is there where this is a checkout.
        String commit = Files.exists(Checkout.root().resolve(".git")) ? ", commit [0-9a-f]{10,}(-dirty)?" : "";
        assertThat(new Program().run("--version").out()).matches("jupan \\S+" + commit + "\nJava 25.*; Linux \\w+\n");
        assertThat(new Program().run("ask", "--version")).isEqualTo(new Program().run("--version"));
        assertThat(new Program().run("--help").out()).contains("Commands:").contains("Exit codes:");
        assertThat(new Program().run("run", "--help").out()).contains("--deadline=TIME");
    }

    static Stream<Arguments> badInputs() {
        return Stream.of(
                bad(2, "there is no question"),
                bad(2, "unknown command modles, did you mean models?", "modles"),
                bad(2, "unknown command help, did you mean jupan --help?", "help"),
                bad(2, "unknown command aks", "aks", "x"),
                bad(2, "unknown option --modle", "ask", "--modle", "x", "y"),
                bad(2, "write --model after ask", "--model", "offline", "ask", "x"),
                bad(2, "there is no question", "ask"),
                bad(2, "there is no question", "ask", " \n "),
                bad(2, "--mode takes direct or think or code, not wild", "ask", "--mode", "wild", "x"),
                bad(2, "--port takes a whole number, not x;", "serve", "--http", "--port", "x"),
                bad(2, "--base-url takes an address such as", "ask", "--base-url", "http://[", "x"),
                bad(2, "missing required argument", "serve"),
                bad(2, "go with --http", "serve", "--stdio", "--port", "99"),
                bad(2, "unknown command bogus", "sessions", "bogus"),
                bad(2, "there is no such command", "ask", "--mcp", "nosuchcommand", "x"),
                bad(2, "a quote is not closed", "ask", "--mcp", "sh -c 'exit", "x"),
                bad(2, "--max-tokens must be at least 1", "ask", "--max-tokens", "0", "x"),
                bad(2, "--seed", "ask", "--seed", "abc", "x"),
                bad(2, "there is no such file", "ask", "--document", "/nonexistent/file", "x"),
                bad(2, "is a folder", "ask", "--document", "/", "x"),
                bad(3, "", "ask", "--model", "nonsense:x", "x"),
                bad(3, "", "ask", "--model", "nonsense", "x"),
                bad(3, "OPENAI_API_KEY", "ask", "--model", "openai:gpt-5", "x"),
                bad(3, "", "ask", "--model", "replay:/nonexistent/file", "x"),
                bad(3, "", "ask", "--model", "openai:x", "--base-url", "http://127.0.0.1:9/v1", "x"),
                bad(2, "there is no program", "run"),
                bad(2, "there is no such file", "run", "/nonexistent/file"),
                bad(2, "--deadline", "run", "--deadline", "soon", "-"),
                bad(2, "--limit must be at least 1", "replay", "--limit", "0", "x"),
                bad(2, "does not exist", "replay", "/nonexistent/file"),
                bad(2, "required parameter: 'TEXT'", "tokens"),
                bad(2, "one argument too many: x", "doctor", "x"));
    }

    private static Arguments bad(int exit, String says, String... args) {
        return Arguments.of(exit, says, args);
    }

    @ParameterizedTest
    @MethodSource("badInputs")
    void aBadInputIsOneLineAndItsExitCode(int exit, String says, String[] args) {
        Program program = new Program();
        if (String.join(" ", args).contains("127.0.0.1")) {
            program.with("OPENAI_API_KEY", "sk-none");
        }
        Program.Result result = program.run(args);
        assertThat(result.err())
                .startsWith("jupan: ")
                .contains(says)
                .hasLineCount(1)
                .doesNotContain("\tat ");
        assertThat(result.exit()).isEqualTo(exit);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aFailureIsTheLastLineOfJsonToo() throws IOException {
        Program.Result usage = new Program().run("ask", "--json", "--nonsense");
        assertThat(json(usage.outLines().getLast()).path("kind").asText()).isEqualTo("usage");
        Program.Result model = new Program().run("ask", "--json", "--model", "nonsense:x", "y");
        JsonNode last = json(model.outLines().getLast());
        assertThat(last.path("type").asText()).isEqualTo("error");
        assertThat(last.path("kind").asText()).isEqualTo("model");
        assertThat(last.path("exit").asInt()).isEqualTo(3);
        assertThat(model.err()).isEqualTo("jupan: " + last.path("message").asText() + "\n");
    }

    @Test
    void aDocumentThatIsNotUtf8IsRefused() throws IOException {
        Path file = Files.write(folder.resolve("latin1.txt"), new byte[] {'a', (byte) 0xe9});
        Program.Result result = new Program().run("ask", "--model", "offline", "--document", file.toString(), "x");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("byte 0xe9 at offset 1").hasLineCount(1);
    }

    @Test
    void saysHowToUseAKeyThatIsThere() {
        Program.Result result = new Program().with("OPENAI_API_KEY", "sk-none").run("ask", QUESTION);
        assertThat(result.exit()).isZero();
        assertThat(result.err()).contains("jupan: OPENAI_API_KEY is set");
    }

    private String recording() throws IOException {
        return write("recording.jsonl", RECORDING);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
