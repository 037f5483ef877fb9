package io.github.jupan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the real launcher, with a JDK and a Maven wrapper that only say what they were asked to do.
final class LauncherTest {
    private static final String SAYS_ARGUMENTS = """
        #!/bin/sh
        echo "tool options: ${JAVA_TOOL_OPTIONS-none}, locale: ${LC_ALL-none}"
        while [ "$1" != -cp ]; do
            case $1 in
            -Djupan.called=*) [ -z "${SAYS_CALLED-}" ] || echo "called: ${1#*=}" ;;
            -D*) echo "option: $1" ;;
            esac
            shift
        done
        printf '<%s>\\n' "$@"
        """;
    private static final String BUILDS = """
        #!/bin/sh
        echo "$@" >>builds
        sleep 0.5
        mkdir -p target cli/target/lib
        touch -t 202101010000 target/begun
        echo jar >cli/target/lib/jupan-cli-1.jar
        case $* in *!bench*) exit 0 ;; esac
        mkdir -p bench/target/lib
        echo jar >bench/target/lib/jupan-bench-1.jar
        """;

    @TempDir
    Path folder;

    private Path jdk;

    @BeforeEach
    void makeJdk() throws IOException {
        folder = folder.toRealPath();
        jdk = folder.resolve("a jdk");
        write(jdk.resolve("release"), "IMPLEMENTOR=\"nobody\"\nJAVA_VERSION=\"25.0.1\"\n");
        executable(jdk.resolve("bin/java"), SAYS_ARGUMENTS);
        executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    }

    /// The wrapper compares the sum where there is one, and Maven refuses a file without its repository's checksum.
    @Test
    void whatTheBuildDownloadsIsChecked() throws IOException {
        assertThat(Checkout.root().resolve(".mvn/wrapper/maven-wrapper.properties"))
                .content()
                .containsPattern("(?m)^distributionUrl=https://")
                .containsPattern("(?m)^distributionSha256Sum=[0-9a-f]{64}$");
        assertThat(Checkout.root().resolve(".mvn/maven.config")).content().contains("--strict-checksums");
        assertThat(Files.readString(Checkout.root().resolve("mvnw")))
                .contains("Failed to validate Maven distribution SHA-256");
    }

    @Test
    void isPosixShell() throws Exception {
        var shell = Files.exists(Path.of("/bin/dash")) ? "dash" : "sh";
        assertThat(run(Map.of(), shell, "-n", Checkout.root().resolve("jupan").toString()))
                .isEqualTo(new Ran(0, "", ""));
    }

    @Test
    void startsAnUnpackedArchiveThroughAChainOfLinks() throws Exception {
        var lib = unpacked().resolve("lib");
        var one = folder.resolve("links/deep down/one");
        Files.createDirectories(one.getParent());
        Files.createSymbolicLink(one, Path.of("../../un packed/bin/jupan"));
        Files.createSymbolicLink(folder.resolve("links/two"), Path.of("deep down/one"));
        var three = Files.createSymbolicLink(folder.resolve("three"), folder.resolve("links/two"));

        assertThat(run(Map.of(), three.toString(), "ask"))
                .isEqualTo(started(lib.resolve("a.jar") + ":" + lib.resolve("b.jar"), "ask"));
    }

    @Test
    void leavesArgumentsUntouched() throws Exception {
        var lib = unpacked().resolve("lib");
        var arguments = List.of("", "a  b", "*", "\"'$HOME`", "-cp", "two\nlines", "\\");

        var command =
                new ArrayList<>(List.of(folder.resolve("un packed/bin/jupan").toString()));
        command.addAll(arguments);

        assertThat(run(Map.of(), command.toArray(String[]::new)))
                .isEqualTo(
                        started(lib.resolve("a.jar") + ":" + lib.resolve("b.jar"), arguments.toArray(String[]::new)));
    }

    @Test
    void takesJvmOptionsFromItsOwnVariableOnly() throws Exception {
        unpacked();
        var ran = run(
                Map.of("JAVA_TOOL_OPTIONS", "-Dloud=1", "JUPAN_JAVA_OPTIONS", "-Dmine=1 -Dstar=/*"),
                folder.resolve("un packed/bin/jupan").toString());
        assertThat(ran.out())
                .startsWith("tool options: none, locale: C.UTF-8\noption: -Dmine=1\noption: -Dstar=/*\n<-cp>\n");
    }

    @Test
    void saysHowItWasCalledUnlessThePathLedHere() throws Exception {
        var bin = unpacked().resolve("bin");
        var path = Map.of("SAYS_CALLED", "1", "PATH", bin + ":" + System.getenv("PATH"));
        var shell = List.of("/bin/sh", "-c", "cd \"$0\" && exec \"$1\"");
        record Typed(Path from, String word, String said) {}
        for (var typed : List.of(
                new Typed(Objects.requireNonNull(bin.getParent()), "bin/jupan", "called: bin/jupan\n"),
                new Typed(bin, "./jupan", "called: ./jupan\n"),
                new Typed(Path.of("/"), bin + "/jupan", ""),
                new Typed(Path.of("/"), "jupan", ""))) {
            var command = new ArrayList<>(shell);
            command.addAll(List.of(typed.from().toString(), typed.word()));
            var out = run(path, command.toArray(String[]::new)).out();
            assertThat(out.lines().filter(line -> line.startsWith("called: ")).map(line -> line + "\n"))
                    .as(typed.word())
                    .containsExactlyElementsOf(typed.said().isEmpty() ? List.of() : List.of(typed.said()));
            assertThat(out).contains("<io.github.jupan.cli.Main>");
        }
    }

    @Test
    void readsArgumentsAsUtf8AlsoInTheCLocale() throws Exception {
        unpacked();
        var ran =
                run(Map.of("LC_ALL", "C"), folder.resolve("un packed/bin/jupan").toString());
        assertThat(ran.out()).startsWith("tool options: none, locale: C.UTF-8\n");
    }

    @Test
    void aClosedStandardInputIsAnEmptyOne() throws Exception {
        unpacked();
        executable(jdk.resolve("bin/java"), "#!/bin/sh\n[ -e /dev/fd/0 ] && echo open || echo closed\n");
        var jupan = folder.resolve("un packed/bin/jupan").toString();
        assertThat(run(Map.of(), "/bin/sh", "-c", "exec \"$0\" <&-", jupan)).isEqualTo(new Ran(0, "open\n", ""));
    }

    @Test
    void namesAWrongJdkInOneLine() throws Exception {
        unpacked();
        write(jdk.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        assertThat(run(Map.of(), folder.resolve("un packed/bin/jupan").toString()))
                .isEqualTo(new Ran(2, "", "jupan: JUPAN_JAVA_HOME is " + jdk + ", which is no JDK 25 or newer\n"));
        assertThat(run(
                        Map.of("JUPAN_JAVA_HOME", "/nowhere"),
                        folder.resolve("un packed/bin/jupan").toString()))
                .isEqualTo(new Ran(2, "", "jupan: JUPAN_JAVA_HOME is /nowhere, which is no JDK 25 or newer\n"));
    }

    @Test
    void buildsACheckoutOnFirstUseAndWhenASourceChanged() throws Exception {
        var home = checkout(BUILDS);
        var source = home.resolve("cli/src/main/java/A.java");
        var jupan = home.resolve("jupan").toString();
        var jar = home.resolve("cli/target/lib/jupan-cli-1.jar").toString();

        assertThat(run(Map.of(), jupan, "x"))
                .isEqualTo(started(jar, "x")
                        .saying("jupan: first start: building, and downloading up to 250 MB of libraries,"
                                + " which can take some minutes\n"));
        assertThat(run(Map.of(), jupan, "x")).isEqualTo(started(jar, "x"));
        setTime(source, "2022-01-01T00:00:00Z");
        assertThat(run(Map.of(), jupan, "x"))
                .isEqualTo(started(jar, "x").saying("jupan: sources have changed, building\n"));
        assertThat(home.resolve("builds")).hasContent("-B package -Dquick -pl !bench\n-B package -Dquick -pl !bench\n");
    }

    @Test
    void benchRunsFromItsOwnJarsAndIsBuiltWithEverythingElse() throws Exception {
        var home = checkout(BUILDS);
        var jupan = home.resolve("jupan").toString();
        var jar = home.resolve("bench/target/lib/jupan-bench-1.jar").toString();

        assertThat(run(Map.of(), jupan, "bench", "--quick").out()).isEqualTo(startedBench(jar, "--quick"));
        assertThat(run(Map.of(), jupan, "bench")).isEqualTo(new Ran(0, startedBench(jar), ""));
        setTime(Path.of(jar), "2021-06-01T00:00:00Z");
        assertThat(run(Map.of(), jupan, "x").err()).isEmpty();
        assertThat(run(Map.of(), jupan, "bench").err()).isEqualTo("jupan: sources have changed, building\n");
        assertThat(home.resolve("builds")).hasContent("-B package -Dquick\n-B package -Dquick\n");
    }

    @Test
    void buildsOnceForTwoStartsAtTheSameTime() throws Exception {
        var home = checkout(BUILDS);
        var jupan = home.resolve("jupan").toString();
        var first = start(Map.of(), jupan);
        var second = start(Map.of(), jupan);
        var out = started(home.resolve("cli/target/lib/jupan-cli-1.jar").toString())
                .out();

        assertThat(List.of(finish(first).out(), finish(second).out())).containsExactly(out, out);
        assertThat(home.resolve("builds")).hasContent("-B package -Dquick -pl !bench\n");
    }

    @Test
    void takesOverTheLockOfAProcessThatDied() throws Exception {
        var home = checkout(BUILDS);
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();
        write(home.resolve("target/launcher.lock/pid"), dead.pid() + "\n");

        assertThat(run(Map.of(), home.resolve("jupan").toString()).exit()).isZero();
        assertThat(home.resolve("target/launcher.lock")).doesNotExist();
    }

    /// As Maven writes them: files that came long ago stand before what it does now.
    @Test
    void saysWhatMavenDoesAtThisMoment() throws Exception {
        var home = checkout("""
            #!/bin/sh
            until_told() { until [ -e "$1" ]; do sleep 0.2; done; }
            echo '[INFO] Building jupan-agent 0.1.0-SNAPSHOT                                    [6/14]'
            echo '[INFO] Downloaded from central: https://repo.maven.apache.org/maven2/x/itu-1.jar (58 kB at 4.8 MB/s)'
            echo '[INFO] '
            echo '[INFO] --- compiler:3.15.0:compile (default-compile) @ jupan-agent ---'
            echo '[INFO] Toolchain in maven-compiler-plugin: JDK[/jdk]'
            echo '[INFO] Compiling 124 source files with javac [forked debug parameters release 25] to target/classes'
            until_told compiled
            echo '[INFO] --- jar:3.5.0:jar (default-jar) @ jupan-agent ---'
            until_told packaged
            """ + BUILDS.replace("#!/bin/sh\n", ""));
        var jupan = start(Map.of(), home.resolve("jupan").toString());
        var said = jupan.errorReader(UTF_8);
        assertThat(said.readLine()).startsWith("jupan: first start: building");
        assertThat(said.readLine()).startsWith("jupan: compiling agent, ");
        write(home.resolve("compiled"), "");
        assertThat(said.readLine()).startsWith("jupan: packaging agent, ");
        write(home.resolve("packaged"), "");
        assertThat(finish(jupan).exit()).isZero();
    }

    @Test
    void endsItsBuildAndGivesTheLockBackWhenStopped() throws Exception {
        var home = checkout("#!/bin/sh\necho $$ >building\nexec sleep 60\n");
        var building = home.resolve("building");
        var jupan = start(Map.of(), home.resolve("jupan").toString());
        for (var end = Instant.now().plusSeconds(30); Files.notExists(building) || Files.size(building) == 0; ) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
        jupan.toHandle().destroy();

        assertThat(finish(jupan).exit()).isEqualTo(143);
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(building).strip())))
                .isEmpty();
        assertThat(home.resolve("target/launcher.lock")).doesNotExist();
    }

    @Test
    void showsWhyABuildFailed() throws Exception {
        var home = checkout("#!/bin/sh\necho '[INFO] fine'\necho '[ERROR] A.java: broken'\nexit 1\n");
        assertThat(run(Map.of(), home.resolve("jupan").toString())).isEqualTo(new Ran(2, "", """
            jupan: first start: building, and downloading up to 250 MB of libraries, which can take some minutes
            [ERROR] A.java: broken
            jupan: the build failed; all it said is in %s/target/launcher.log
            """.formatted(home)));
        assertThat(home.resolve("target/launcher.lock")).doesNotExist();
    }

    @Test
    void makesACacheOfItsClassesInTheBackgroundAndUsesItUntilAJarChanges() throws Exception {
        var home = unpacked();
        executable(jdk.resolve("bin/java"), """
            #!/bin/sh
            for option; do
                case $option in
                -XX:AOTCacheOutput=*) echo cache >"${option#*=}" ;;
                -XX:AOTCache=*) echo "cached" ;;
                esac
            done
            """);
        var jupan = home.resolve("bin/jupan").toString();
        assertThat(run(Map.of("JUPAN_AOT", "off"), jupan)).isEqualTo(new Ran(0, "", ""));
        assertThat(cacheFiles(home)).isEmpty();

        assertThat(run(Map.of("JUPAN_AOT", ""), jupan)).isEqualTo(new Ran(0, "", ""));
        for (var end = Instant.now().plusSeconds(60); ; Thread.sleep(20)) {
            var files = cacheFiles(home);
            if (files.size() == 1 && !files.getFirst().toString().endsWith(".building")) {
                break;
            }
            assertThat(Instant.now()).isBefore(end);
        }
        assertThat(run(Map.of(), jupan)).isEqualTo(new Ran(0, "cached\n", ""));
        setTime(home.resolve("lib/a.jar"), "2100-01-01T00:00:00Z");
        assertThat(run(Map.of("JUPAN_AOT", "off"), jupan)).isEqualTo(new Ran(0, "", ""));
    }

    /// Whoever reads the first start through a pipe does not wait for the cache.
    @Test
    void theCacheKeepsNoPipeOpen() throws Exception {
        var home = unpacked();
        executable(jdk.resolve("bin/java"), """
            #!/bin/sh
            for option; do
                case $option in
                -XX:AOTCacheOutput=*)
                    while [ ! -e "${option#*=}.go" ]; do sleep 0.1; done
                    echo cache >"${option#*=}" ;;
                esac
            done
            """);
        var jupan = home.resolve("bin/jupan").toString();
        assertThat(run(Map.of("JUPAN_AOT", ""), "/bin/sh", "-c", "\"$0\" 2>&1 | cat", jupan))
                .isEqualTo(new Ran(0, "", ""));
        var end = Instant.now().plusSeconds(300);
        while (cacheFiles(home).isEmpty()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
        var cache = cacheFiles(home).getFirst().toString().replaceFirst("\\.building$", "");
        write(Path.of(cache + ".new.go"), "");
        while (Files.exists(Path.of(cache + ".building"))) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
    }

    @Test
    void saysThatTheWorkingFolderIsGone() throws Exception {
        var jupan = unpacked().resolve("bin/jupan").toString();
        var gone = folder.resolve("gone").toString();
        var ran =
                run(Map.of(), "/bin/sh", "-c", "mkdir \"$1\" && cd \"$1\" && rmdir \"$1\" && exec \"$0\"", jupan, gone);
        assertThat(ran.exit()).isEqualTo(2);
        // The shell may complain first.
        assertThat(ran.err()).endsWith("jupan: the working folder is gone; change to another\n");
    }

    private static List<Path> cacheFiles(Path home) throws IOException {
        try (var files = Files.list(home)) {
            return files.filter(file -> file.getFileName().toString().startsWith("aot-"))
                    .toList();
        }
    }

    private Path unpacked() throws IOException {
        var home = folder.resolve("un packed");
        executable(home.resolve("bin/jupan"), Files.readString(Checkout.root().resolve("jupan")));
        write(home.resolve("lib/b.jar"), "");
        write(home.resolve("lib/a.jar"), "");
        return home;
    }

    private Path checkout(String mvnw) throws IOException {
        var home = folder.resolve("check out");
        executable(home.resolve("jupan"), Files.readString(Checkout.root().resolve("jupan")));
        executable(home.resolve("mvnw"), mvnw);
        for (var module : List.of("cli", "bench")) {
            write(home.resolve(module).resolve("pom.xml"), "");
            write(home.resolve(module).resolve("src/main/java/A.java"), "");
            for (var old : List.of("pom.xml", "src/main/java/A.java", "src/main/java", "src/main")) {
                setTime(home.resolve(module).resolve(old), "2020-01-01T00:00:00Z");
            }
        }
        write(home.resolve("pom.xml"), "");
        setTime(home.resolve("pom.xml"), "2020-01-01T00:00:00Z");
        return home;
    }

    private Ran run(Map<String, String> environment, String... command) throws Exception {
        return finish(start(environment, command));
    }

    private Process start(Map<String, String> environment, String... command) throws IOException {
        var builder = new ProcessBuilder(command).directory(new File("/"));
        builder.environment().put("JUPAN_JAVA_HOME", jdk.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        // What is made in the background would outlive most tests.
        builder.environment().put("JUPAN_AOT", "off");
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Ran finish(Process process) throws Exception {
        process.getOutputStream().close();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Ran(
                process.exitValue(),
                new String(process.getInputStream().readAllBytes(), UTF_8),
                new String(process.getErrorStream().readAllBytes(), UTF_8));
    }

    private static Ran started(String classPath, String... arguments) {
        return new Ran(0, said(classPath, "io.github.jupan.cli.Main", arguments), "");
    }

    private static String startedBench(String classPath, String... arguments) {
        return said(classPath, "io.github.jupan.bench.Main", arguments);
    }

    private static String said(String classPath, String main, String... arguments) {
        var out =
                new StringBuilder("tool options: none, locale: C.UTF-8\n<-cp>\n<" + classPath + ">\n<" + main + ">\n");
        for (var argument : arguments) {
            out.append('<').append(argument).append(">\n");
        }
        return out.toString();
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void executable(Path file, String text) throws IOException {
        write(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static void setTime(Path file, String instant) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(instant)));
    }

    private record Ran(int exit, String out, String err) {
        Ran saying(String text) {
            return new Ran(exit, out, text);
        }
    }
}
