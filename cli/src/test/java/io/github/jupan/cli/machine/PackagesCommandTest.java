package io.github.jupan.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.jupan.cli.Program;
import io.github.jupan.cli.terminal.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackagesCommandTest {

    @TempDir
    Path folder;

    @Test
    void whatWasAddedCanBeImportedListedAndRemoved() throws Exception {
        Path wheel = folder.resolve("shapes-1.2-py3-none-any.whl");
        Files.write(wheel, wheel("Requires-Dist: colours>=1\n", Map.of("shapes/__init__.py", "SIDES = 4\n")));
        write("sources/src/tools/__init__.py", "from .more import TEN\n");
        write("sources/src/tools/more.py", "TEN = 10\n");
        write("sources/setup.py", "raise SystemExit\n");
        write("lone.py", "ONE = 1\n");

        assertThat(run("packages", "add", wheel.toString()))
                .isEqualTo(new Program.Result(0, "added shapes 1.2\nit needs colours: add that as well\n", ""));
        assertThat(run("packages", "add", folder.resolve("sources").toString()).out())
                .isEqualTo("added sources\n");
        assertThat(run("packages", "add", folder.resolve("sources/src/tools").toString())
                        .out())
                .isEqualTo("added tools\n");
        assertThat(run("packages", "add", folder.resolve("lone.py").toString()).out())
                .isEqualTo("added lone\n");
        assertThat(run("packages", "list").outLines()).containsExactly("lone", "shapes 1.2", "sources", "tools");
        assertThat(program()
                        .in("import shapes, tools, lone\nshapes.SIDES + tools.TEN + lone.ONE")
                        .run("run", "--deadline", "5m", "-"))
                .isEqualTo(new Program.Result(0, "15\n", ""));

        assertThat(run("packages", "remove", "Shapes").out()).isEqualTo("removed shapes\n");
        assertThat(run("packages", "list").outLines()).containsExactly("lone", "sources", "tools");
        assertThat(run("packages", "remove", "shapes").err()).contains("shapes was not added");
    }

    @Test
    void aNewVersionTakesThePlaceOfTheOld() throws Exception {
        for (String version : List.of("1.0", "2.0")) {
            Path wheel = folder.resolve("shapes-" + version + "-py2.py3-none-any.whl");
            Files.write(wheel, wheel("", Map.of("shapes.py", "")));
            run("packages", "add", wheel.toString());
        }
        assertThat(run("packages", "list").outLines()).containsExactly("shapes 2.0");
    }

    @ParameterizedTest
    @CsvSource({
        "fast-1.0-cp312-cp312-manylinux_2_17_x86_64.whl, fast/__init__.py, built for one kind of machine",
        "old-1.0-py2-none-any.whl, old.py, not for Python 3",
        "fast-1.0-py3-none-any.whl, fast/core.so, native code (fast/core.so)",
        "fast-1.0-py3-none-any.whl, fast/core.cpython-312-x86_64-linux-gnu.so, native code",
        "fast-1.0-py3-none-any.whl, fast/core.pyd, native code",
        "slip-1.0-py3-none-any.whl, ../../slipped.py, would write outside its folder",
        "slip-1.0-py3-none-any.whl, /tmp/slipped.py, would write outside its folder",
        "slip-1.0-py3-none-any.whl, slip/../../slipped.py, would write outside its folder",
        "slip-1.0-py3-none-any.whl, slip\\..\\slipped.py, would write outside its folder",
        "slip-1.0-py3-none-any.whl, slip-1.0.data/purelib/../../slipped.py, would write outside its folder",
        "empty-1.0-py3-none-any.whl, readme.txt, no Python module",
        "noname.whl, x.py, does not have the name of a wheel"
    })
    void aWheelThatCannotBeAddedIsRefusedWithTheReason(String name, String entry, String reason) throws Exception {
        Path wheel = Files.write(folder.resolve(name), wheel("", Map.of(entry, "x = 1\n")));
        Program.Result result = run("packages", "add", wheel.toString());
        assertThat(result.exit()).isEqualTo(ExitCode.USAGE.number());
        assertThat(result.err()).startsWith("jupan: ").contains(reason).hasLineCount(1);
        assertThat(run("packages", "list").out()).isEmpty();
        try (var all = Files.walk(folder)) {
            assertThat(all.map(file -> file.getFileName().toString())).doesNotContain("slipped.py");
        }
    }

    @Test
    void aFolderWithNativeCodeIsRefused() throws Exception {
        write("fast/__init__.py", "");
        write("fast/_speed.c", "int main;");
        assertThat(run("packages", "add", folder.resolve("fast").toString()).err())
                .contains("native code (fast/_speed.c)");
        write("none/readme.txt", "");
        assertThat(run("packages", "add", folder.resolve("none").toString()).err())
                .contains("no Python module");
        assertThat(run("packages", "add", "./nowhere").err()).contains("there is no file ./nowhere");
        assertThat(run("packages").err()).contains("write add, list or remove");
    }

    @Test
    void aNameIsFetchedWithWhatItNeeds() throws Exception {
        try (Index index = new Index()) {
            index.offer("shapes-1.0-py3-none-any.whl", wheel("", Map.of("shapes.py", "V = 1")));
            index.offer(
                    "shapes-1.10-py3-none-any.whl",
                    wheel("""
                        Requires-Dist: colours<2,>=1.1
                        Requires-Dist: winapi; sys_platform == "win32"
                        Requires-Dist: tests ; extra == 'dev'
                        Requires-Dist: old (>=1) ; python_version < "3.8" or (os_name == 'nt')
                        """, Map.of("shapes.py", "import colours\nV = 110 + colours.V")));
            index.offer("shapes-2.0rc1-py3-none-any.whl", wheel("", Map.of("shapes.py", "V = 2")));
            index.offer("colours-1.9-py3-none-any.whl", wheel("", Map.of("colours.py", "V = 9")));
            index.offer("colours-2.0-py3-none-any.whl", wheel("", Map.of("colours.py", "V = 20")));
            assertThat(run("packages", "add", "Shapes", "--index", index.address()))
                    .isEqualTo(new Program.Result(0, "added shapes 1.10\nadded colours 1.9\n", ""));
            assertThat(program()
                            .in("import shapes\nshapes.V")
                            .run("run", "--deadline", "5m", "-")
                            .out())
                    .isEqualTo("119\n");
            assertThat(run("packages", "add", "shapes==1.0", "--index", index.address())
                            .out())
                    .isEqualTo("added shapes 1.0\n");
        }
    }

    @Test
    void whatTheIndexCannotGiveIsNotAdded() throws Exception {
        try (Index index = new Index()) {
            index.offer("fast-1.0-cp312-cp312-win_amd64.whl", new byte[] {1});
            index.offer("bad-1.0-py3-none-any.whl", wheel("", Map.of("bad.py", "")));
            index.wheels.put("bad-1.0-py3-none-any.whl", wheel("", Map.of("bad.py", "swapped = 1")));
            index.offer("needs-1.0-py3-none-any.whl", wheel("Requires-Dist: fast\n", Map.of("needs.py", "")));
            Map<String, String> reasons = Map.of(
                    "fast", "it has native code",
                    "needs", "fast cannot be added: it has native code",
                    "bad", "its SHA-256 differs",
                    "unknown", "the index has no package unknown",
                    "bad==7", "the index has no wheel of bad ==7");
            reasons.forEach((name, reason) -> assertThat(run("packages", "add", name, "--index", index.address())
                            .err())
                    .contains(reason));
            assertThat(run("packages", "list").out()).isEmpty();
        }
        assertThat(run("packages", "add", "six", "--index", "http://127.0.0.1:1/")
                        .err())
                .contains("cannot be reached; give jupan packages add a wheel or a folder");
    }

    private Program program() {
        return new Program().with("XDG_DATA_HOME", folder.resolve("data").toString());
    }

    private Program.Result run(String... args) {
        return program().run(args);
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), text);
    }

    private static byte[] wheel(String requirements, Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            Map<String, String> all = new HashMap<>(files);
            all.put("x.dist-info/METADATA", "Metadata-Version: 2.1\nName: x\n" + requirements + "\nText\n");
            for (Map.Entry<String, String> file : all.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /// An index of packages on the loopback interface.
    private static final class Index implements AutoCloseable {

        private final Map<String, byte[]> wheels = new HashMap<>();
        private final Map<String, List<String>> pages = new HashMap<>();
        private final HttpServer server;

        Index() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    String[] path = exchange.getRequestURI().getPath().split("/");
                    String last = path[path.length - 1];
                    byte[] body = path[1].equals("files")
                            ? wheels.get(last)
                            : !pages.containsKey(last)
                                    ? null
                                    : ("{\"files\":[" + String.join(",", pages.get(last)) + "]}")
                                            .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
                    if (body != null) {
                        exchange.getResponseBody().write(body);
                    }
                }
            });
            server.start();
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/simple";
        }

        void offer(String fileName, byte[] wheel) throws Exception {
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(wheel));
            wheels.put(fileName, wheel);
            pages.computeIfAbsent(fileName.substring(0, fileName.indexOf('-')), name -> new ArrayList<>())
                    .add("{\"filename\":\"" + fileName + "\",\"url\":\"../../files/" + fileName
                            + "\",\"hashes\":{\"sha256\":\"" + sha256 + "\"},\"yanked\":false}");
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
