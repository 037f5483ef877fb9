package io.github.jupan.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.cli.Main;
import io.github.jupan.cli.Program;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(1_200)
final class WorkerCommandTest {

    @TempDir
    Path folder;

    private final int port = freePort();
    private TestServer.PortBoundTestServer server;

    @BeforeEach
    void begin() {
        server = TestServer.createPortBoundServer(port);
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void aWorkerMakesTheAttemptsOfAPractice() throws Exception {
        Path exercises = Files.writeString(folder.resolve("letters.jsonl"), """
            {"question": "How many r's are in strawberry?", "answer": "3"}
            {"question": "How many e's are in Tennessee?", "answer": "4"}
            """);
        Path out = folder.resolve("out");
        Process worker = worker();
        try {
            Program.Result result = new Program()
                    .run(
                            "practice",
                            exercises.toString(),
                            "--on",
                            address(),
                            "--model",
                            "offline",
                            "--modes",
                            "direct,code",
                            "--epochs",
                            "2",
                            "--out",
                            out.toString(),
                            "--json");
            assertThat(result.exit()).as(result.err() + said()).isZero();
            JsonNode report = new ObjectMapper().readTree(result.out());
            assertThat(report.at("/results/1/mode").asText()).isEqualTo("code");
            assertThat(report.at("/results/1/accuracy").asDouble())
                    .as(result.out())
                    .isEqualTo(1);
            assertThat(out.resolve("attempts.jsonl")).content().hasLineCount(8);
            worker.destroy();
            assertThat(worker.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(worker.exitValue()).as(said()).isZero();
            assertThat(said())
                    .contains("jupan: works for " + address() + "/default, 1 at a time")
                    .contains("jupan: ends when what is under way has ended");
        } finally {
            worker.destroyForcibly();
        }
    }

    @Test
    void whatIsWrongIsSaidInOneLine() {
        assertThat(new Program().run("worker", "--on", "http://x").err())
                .isEqualTo("jupan: --on takes an address such as temporal://localhost:7233 or"
                        + " temporal://HOST:PORT/NAMESPACE, not http://x\n");
        assertThat(new Program()
                        .run("worker", "--on", "temporal://127.0.0.1:" + freePort())
                        .err())
                .startsWith("jupan: no Temporal server answers at 127.0.0.1:")
                .hasLineCount(1);
        assertThat(new Program()
                        .run("worker", "--on", address(), "--max-connections", "0")
                        .err())
                .contains("--max-connections must be at least 1, not 0");
        assertThat(new Program().run("worker").exit()).isEqualTo(2);
        assertThat(new Program()
                        .run("practice", "x", "--on", address(), "--model", "offline", "--adapter", "a.gguf")
                        .err())
                .contains("--adapter is a file of this machine, and does not go with --on");
    }

    private Process worker() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "worker",
                        "--on",
                        address(),
                        "--max-connections",
                        "1")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().putIfAbsent("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().put("XDG_DATA_HOME", folder.resolve("data").toString());
        Process process = builder.start();
        while (process.isAlive() && !said().contains("works for")) {
            LockSupport.parkNanos(50_000_000);
        }
        return process;
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    private String address() {
        return "temporal://127.0.0.1:" + port;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
