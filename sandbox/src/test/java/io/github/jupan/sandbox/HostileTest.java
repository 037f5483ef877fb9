package io.github.jupan.sandbox;

import static io.github.jupan.sandbox.Sandboxes.run;
import static io.github.jupan.sandbox.Sandboxes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Every hostile snippet, and the effects that it must not have. `-Djupan.hostile.rounds=10` runs all of them ten
/// times, `-Djupan.hostile.families=.*` those that no promise rests on yet.
@Isolated("looks at all processes")
class HostileTest {

    private static final int ROUNDS = Integer.getInteger("jupan.hostile.rounds", 1);
    private static final String FAMILIES =
            System.getProperty("jupan.hostile.families", "channel|frames|java|object_graph|restrictedpython_nanochat");
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    /// The promise is half a second; the rest is for a busy machine.
    private static final Duration ALLOWANCE = Duration.ofSeconds(5);

    private static final String SECRET = "file-canary-5f3c9a";
    private static final String SECONDS = "30.04973";
    private static final long HEAP_GROWTH_BYTES = 64L << 20;

    /// Java's classes, and files that are not the guest's.
    private static final Pattern HOST_NAMES =
            Pattern.compile("(com\\.oracle|org\\.graalvm|io\\.github\\.jupan|com\\.sun|jdk\\.internal)\\.\\w+"
                    + "|\\bjavax?\\.\\w+\\.[\\w.]*|Truffle\\w*|PolyglotException|[\\w$]+\\.java\\b"
                    + "|" + Pattern.quote(System.getProperty("user.home")) + "/|\\.cache/|graalpy25");

    private static final Set<String> LEAVES_SOMETHING = Set.of("patches", "modules", "encodings");

    /// What a new interpreter is like, whoever came before.
    private static final String STATE = """
        def state():
            import builtins, collections, decimal, json, os, random, sys
            return (
                sorted(n for n in dir(builtins)), sorted(n for n in globals() if not n.startswith('__')),
                len([1]), sum([1, 2]), str(5), repr('x'), isinstance(True, int), 2 + 2, 'aba'.count('a'),
                json.dumps({'a': [1]}), str(decimal.Decimal(1) / 3), sys.getrecursionlimit(),
                sys.get_int_max_str_digits(), sorted(os.environ), os.environ.get('TZ'),
                collections.OrderedDict(a=1), sys.excepthook is sys.__excepthook__, sys.stdout.encoding)
        state()\
        """;

    @TempDir
    static Path folder;

    private static Path secret;
    private static ServerSocketChannel server;
    private static Interpreter bystander;
    private static String pristine;
    private static long heapBefore;

    private static final Sandbox SANDBOX = new WorkerSandbox();
    private static final List<String> CALLS_OF_ANOTHERS_TOOL = Collections.synchronizedList(new ArrayList<>());
    private static final List<String> SLOWEST = new ArrayList<>();
    private static Duration slowest = Duration.ZERO;
    private static int cases;
    private static int stopped;
    private static int killed;

    @BeforeAll
    static void open() throws IOException {
        secret = Files.writeString(folder.resolve("secret.py"), SECRET);
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.configureBlocking(false);
        bystander = SANDBOX.open(Limits.DEFAULT.withDeadline(Duration.ofMinutes(5)));
        bystander.bind("secret", new Binding.Function(List.of(), "Not for others.", json -> {
            CALLS_OF_ANOTHERS_TOOL.add(json);
            return "0";
        }));
        value(bystander, "mine = [1, 2, 3]\n0");
        pristine = state();
        heapBefore = usedHeap();
    }

    @AfterAll
    static void close() throws IOException {
        System.out.printf(
                "hostile: %d cases, %d stopped at the deadline, %d of them by force; the slowest stop came %d ms after"
                        + " the deadline: %s%n",
                cases,
                stopped,
                killed,
                slowest.minus(DEADLINE).toMillis(),
                SLOWEST.isEmpty() ? "none" : SLOWEST.getLast());
        bystander.close();
        SANDBOX.close();
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> ourCasesHaveNoEffect() {
        return tests(HostileCase.own());
    }

    @TestFactory
    Stream<DynamicTest> theCollectedCasesHaveNoEffect() throws IOException {
        assumeTrue(Files.isDirectory(HostileCase.SHARED), "skipped: no " + HostileCase.SHARED);
        return tests(HostileCase.shared());
    }

    /// That the probes see what they look for.
    @Test
    void theCanariesAreThere() throws IOException {
        assertThat(System.getenv("JUPAN_CANARY")).isNotBlank();
        assertThat(Files.readString(secret)).isEqualTo(SECRET);
        try (SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
            assertThat(client.isConnected()).isTrue();
            SocketChannel seen = server.accept();
            while (seen == null) {
                Thread.onSpinWait();
                seen = server.accept();
            }
            seen.close();
        }
        assertThat(namesOfTheHost("at com.oracle.graal.python.X in " + System.getProperty("user.home") + "/x", ""))
                .hasSize(2);
    }

    private static Stream<DynamicTest> tests(List<HostileCase> all) {
        return Stream.generate(() -> all)
                .limit(ROUNDS)
                .flatMap(List::stream)
                .filter(hostile -> hostile.family().matches(FAMILIES))
                .map(hostile -> DynamicTest.dynamicTest(
                        hostile.family() + ": " + hostile.code().replace('\n', ' '), () -> attack(hostile)));
    }

    private static void attack(HostileCase hostile) throws IOException {
        cases++;
        try (Interpreter python = victim()) {
            Execution execution = run(python, hostile.code().replace("PORT", "int(PORT)"));
            String text = execution.toString();
            assertThat(text).as(hostile.code()).doesNotContain(SECRET, System.getenv("JUPAN_CANARY"));
            assertThat(execution.elapsed())
                    .as(hostile.code())
                    .isLessThan(DEADLINE.multipliedBy(4).plus(ALLOWANCE));
            if (execution instanceof Execution.Raised raised) {
                assertThat(namesOfTheHost(raised.error().toString(), hostile.code()))
                        .as("%s\n%s", hostile.code(), raised.error())
                        .isEmpty();
            }
            note(hostile, execution);
            assertTheNextRunWorks(python, hostile.code());
        } catch (SandboxException e) {
            throw new AssertionError(hostile.code(), e);
        }
        assertNothingHappened(hostile.code());
        if (LEAVES_SOMETHING.contains(hostile.family())) {
            assertThat(state()).as(hostile.code()).isEqualTo(pristine);
        }
    }

    /// On a busy machine a second may not be enough for anything.
    private static void assertTheNextRunWorks(Interpreter python, String code) {
        Execution next = run(python, "6 * 7");
        for (int again = 0; again < 10 && next instanceof Execution.LimitHit; again++) {
            next = run(python, "6 * 7");
        }
        assertThat(next)
                .as(code)
                .isInstanceOfSatisfying(
                        Execution.Completed.class,
                        completed -> assertThat(completed.value()).isEqualTo("42"));
    }

    /// Seen by the next interpreter, which has the same worker if that is still alive.
    private static String state() {
        try (Interpreter next = SANDBOX.open(Limits.DEFAULT.withDeadline(Duration.ofMinutes(5)))) {
            return value(next, STATE);
        }
    }

    private static void assertNothingHappened(String code) throws IOException {
        assertThat(Files.readString(secret)).as(code).isEqualTo(SECRET);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as(code).containsExactly(secret);
        }
        assertThat(server.accept()).as(code).isNull();
        assertThat(CALLS_OF_ANOTHERS_TOOL).as(code).isEmpty();
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse(""))
                        .filter(line -> line.contains("sleep " + SECONDS)))
                .as(code)
                .isEmpty();
        assertThat(ProcessHandle.current()
                        .descendants()
                        .map(process -> process.info().command().orElse("gone"))
                        .filter(command -> !command.matches("gone|.*/(java|bwrap|sh|dash|bash|jspawnhelper)")))
                .as(code)
                .isEmpty();
        assertThat(value(bystander, "mine")).as(code).isEqualTo("[1, 2, 3]");
        assertThat(usedHeap() - heapBefore).as(code).isLessThan(HEAP_GROWTH_BYTES);
    }

    private static Interpreter victim() {
        Interpreter python = SANDBOX.open(Limits.DEFAULT.withDeadline(DEADLINE));
        python.bind("PATH", new Binding.Text(secret.toString()));
        python.bind(
                "PORT_TEXT", new Binding.Text(Integer.toString(server.socket().getLocalPort())));
        python.bind("SECONDS", new Binding.Text(SECONDS));
        python.bind("lookup", new Binding.Function(List.of("key"), "Looks a key up.", _ -> "\"\""));
        return python;
    }

    private static void note(HostileCase hostile, Execution execution) {
        if (execution instanceof Execution.LimitHit(var limit, var _, boolean stateLost, var _, Duration elapsed)
                && limit == Execution.Limit.TIME) {
            stopped++;
            killed += stateLost ? 1 : 0;
            if (elapsed.compareTo(slowest) > 0) {
                slowest = elapsed;
                SLOWEST.add(hostile.code().lines().collect(Collectors.joining("; ")));
            }
        }
    }

    /// What the snippet itself says may come back in its error.
    private static List<String> namesOfTheHost(String error, String code) {
        return HOST_NAMES
                .matcher(error)
                .results()
                .map(MatchResult::group)
                .filter(name -> !code.contains(name))
                .distinct()
                .toList();
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        if (runtime.totalMemory() - runtime.freeMemory() - heapBefore > HEAP_GROWTH_BYTES / 2) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
