package io.github.jupan.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.cli.Main;
import io.github.jupan.testkit.PostgresServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes on one database, and clients that ask now this one and now that one while nodes are killed:
/// whatever a client was told is there, once, and the others go on within seconds. `-Djupan.kills=100` kills
/// more often.
@Timeout(value = 3, unit = TimeUnit.HOURS)
class ClusterTest {

    private static final int KILLS = Integer.getInteger("jupan.kills", 2);
    private static final int CLIENTS = 2;
    private static final String TOKEN = "a-token-of-this-test-alone-0123456789";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private static Optional<PostgresServer> server = Optional.empty();

    @TempDir
    private Path folder;

    private final List<Node> nodes = new ArrayList<>();
    private String address = "";

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void end() {
        server.ifPresent(PostgresServer::close);
    }

    @BeforeEach
    void begin() throws IOException {
        assumeThat(server)
                .as("there is no PostgreSQL below /usr/lib/postgresql")
                .isPresent();
        address = server.orElseThrow().newDatabase();
        for (int i = 0; i < 2; i++) {
            nodes.add(new Node(i));
        }
        for (Node node : nodes) {
            until(node::isReady);
        }
    }

    @AfterEach
    void killAll() {
        nodes.forEach(node -> node.process.toHandle().destroyForcibly());
    }

    @Test
    void nothingAcknowledgedIsLostOrDoubledWhenNodesAreKilled() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("ClusterTest: seed " + seed);
        Random random = new Random(seed);
        AtomicBoolean over = new AtomicBoolean();
        List<Client> clients = new ArrayList<>();
        List<Future<Boolean>> ended = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                Client client = new Client(new Random(random.nextLong()));
                clients.add(client);
                ended.add(threads.submit(() -> {
                    while (!over.get()) {
                        client.step();
                    }
                    return true;
                }));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                for (Client client : clients) {
                    long before = client.acknowledged.get();
                    until(() -> client.acknowledged.get() > before + 2
                            || ended.stream().anyMatch(Future::isDone));
                }
                LockSupport.parkNanos(random.nextInt(500_000_000));
                Node node = nodes.get(random.nextInt(nodes.size()));
                node.kill();
                node.start();
                until(node::isReady);
            }
            for (Client client : clients) {
                long before = client.acknowledged.get();
                until(() ->
                        client.acknowledged.get() > before + 2 || ended.stream().anyMatch(Future::isDone));
            }
            over.set(true);
            for (Future<Boolean> each : ended) {
                assertThat(each.get()).isTrue();
            }
        }
        long acknowledged = 0;
        long longest = 0;
        for (Client client : clients) {
            client.check();
            acknowledged += client.acknowledged.get();
            longest = Math.max(longest, client.longestNanos);
        }
        System.out.println("ClusterTest: " + KILLS + " kills; " + acknowledged
                + " acknowledged runs and questions are there once; a client was without an answer for "
                + longest / 1_000_000 + " ms at most");
    }

    @Test
    void aNodeThatIsToldToEndSaysSoFirstAndItsSessionsGoOnElsewhere() throws Exception {
        Node leaving = nodes.get(0);
        Node staying = nodes.get(1);
        String session = leaving.call("session.open", JSON.createObjectNode())
                .path("result")
                .path("session")
                .asText();
        leaving.run(session, "x = 42");
        assertThat(leaving.process.toHandle().destroy()).isTrue();
        until(() -> !leaving.isReady());
        assertThat(leaving.run(session, "x += 1; x").path("value").asText())
                .as("while it drains")
                .isEqualTo("43");
        assertThat(staying.run(session, "x").path("value").asText()).isEqualTo("43");
        assertThat(leaving.process.waitFor()).isZero();
        assertThat(staying.run(session, "x + 1").path("value").asText()).isEqualTo("44");
    }

    /// One of its sessions' clients, who goes on to the next thing when it is not told what became of the last.
    private final class Client {
        private final Random random;
        private final List<Integer> appended = new ArrayList<>();
        private final List<String> answered = new ArrayList<>();
        private final AtomicLong acknowledged = new AtomicLong();
        private String session = "";
        private int next = 1_000;
        private long lastNanos = System.nanoTime();
        private long longestNanos;

        Client(Random random) {
            this.random = random;
        }

        private void step() throws InterruptedException {
            try {
                Node node = nodes.get(random.nextInt(nodes.size()));
                if (session.isEmpty()) {
                    session = node.call("session.open", JSON.createObjectNode())
                            .path("result")
                            .path("session")
                            .asText();
                } else if (random.nextInt(4) == 0) {
                    String question = "What is 17 * " + next++ + "?";
                    ObjectNode asked =
                            JSON.createObjectNode().put("session", session).put("text", question);
                    JsonNode answer = node.call("session.ask", asked);
                    if (answer.at("/result/outcome").asText().equals("answered")) {
                        answered.add(question);
                        acknowledge();
                    }
                } else {
                    int number = next++;
                    JsonNode ran = node.run(session, "L = globals().get('L', []); L.append(" + number + ")");
                    if (ran.path("status").asText().equals("completed")) {
                        appended.add(number);
                        acknowledge();
                    }
                }
            } catch (IOException nodeIsDead) {
                Thread.sleep(50);
            }
        }

        private void acknowledge() {
            long now = System.nanoTime();
            if (acknowledged.incrementAndGet() > 1) {
                longestNanos = Math.max(longestNanos, now - lastNanos);
            }
            lastNanos = now;
        }

        private void check() throws Exception {
            JsonNode[] run = new JsonNode[1];
            until(() -> {
                try {
                    run[0] = nodes.getFirst().run(session, "L");
                    return run[0].path("status").asText().equals("completed");
                } catch (IOException notYet) {
                    return false;
                } catch (InterruptedException stopped) {
                    throw new AssertionError(stopped);
                }
            });
            List<Integer> there = StreamSupport.stream(
                            JSON.readTree(run[0].path("value").asText()).spliterator(), false)
                    .map(JsonNode::asInt)
                    .toList();
            assertThat(there).containsAll(appended).doesNotHaveDuplicates().isSorted();
            List<String> asked = new ArrayList<>();
            List<String> came = new ArrayList<>();
            JsonNode events = nodes.getLast()
                    .call("session.history", JSON.createObjectNode().put("session", session))
                    .at("/result/events");
            for (JsonNode event : events) {
                switch (event.path("type").asText()) {
                    case "asked" -> asked.add(event.path("text").asText());
                    case "end" -> came.add(asked.getLast());
                    default -> {}
                }
            }
            assertThat(asked).doesNotHaveDuplicates();
            assertThat(came).containsAll(answered).doesNotHaveDuplicates();
        }
    }

    /// `jupan serve` in a process of its own.
    private final class Node {
        private final int port;
        private final Path home;
        private Process process;

        Node(int number) throws IOException {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            home = Files.createDirectory(folder.resolve("node" + number));
            Files.writeString(
                    Files.createFile(
                            home.resolve("token"),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
                    TOKEN);
            process = start();
        }

        Process start() throws IOException {
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    "serve",
                    "--http",
                    "--port",
                    String.valueOf(port),
                    "--token-file",
                    home.resolve("token").toString(),
                    "--model",
                    "offline",
                    "--deadline",
                    "5m",
                    "--drain",
                    "30s",
                    "--store",
                    address);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()));
            builder.environment().putIfAbsent("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
            builder.environment().put("HOME", home.toString());
            for (String name : List.of("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")) {
                builder.environment().put(name, folder.resolve(name).toString() + File.separator + port);
            }
            builder.environment().put("JUPAN_AOT", "off");
            process = builder.start();
            return process;
        }

        private void kill() throws InterruptedException {
            process.toHandle().destroyForcibly();
            process.waitFor();
        }

        private boolean isReady() {
            try {
                assertThat(process.isAlive()).as("node at " + port).isTrue();
                HttpRequest request = HttpRequest.newBuilder(at("/readyz")).build();
                return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
            } catch (IOException notYet) {
                return false;
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }

        private JsonNode run(String session, String code) throws IOException, InterruptedException {
            return call(
                            "sandbox.run",
                            JSON.createObjectNode().put("session", session).put("code", code))
                    .path("result");
        }

        private JsonNode call(String method, ObjectNode parameters) throws IOException, InterruptedException {
            ObjectNode request =
                    JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", method);
            request.set("params", parameters);
            HttpRequest post = HttpRequest.newBuilder(at("/rpc"))
                    .timeout(Duration.ofMinutes(10))
                    .header("Authorization", "Bearer " + TOKEN)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                    .build();
            return JSON.readTree(
                    HTTP.send(post, HttpResponse.BodyHandlers.ofString()).body());
        }

        private URI at(String path) {
            return URI.create("http://127.0.0.1:" + port + path);
        }
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofMinutes(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
