package io.github.jupan.temporal;

import io.temporal.testserver.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A Temporal server for a test: the test server of its SDK, in this JVM, with real time and on a port of the loopback
/// interface, or a real one that `-Djupan.temporal=` names, by its address or by a program that starts one and
/// prints `HOST:PORT NAMESPACE`.
final class TestTemporal implements AutoCloseable {

    private static final String NAMED = System.getProperty("jupan.temporal", "");

    private final TemporalAddress address;
    private final Runnable end;

    private TestTemporal(TemporalAddress address, Runnable end) {
        this.address = address;
        this.end = end;
    }

    static TestTemporal inThisJvm() {
        int port = freePort();
        TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port);
        return new TestTemporal(TemporalAddress.of("temporal://127.0.0.1:" + port), server::close);
    }

    /// Empty where none is named.
    static Optional<TestTemporal> real() throws IOException {
        if (NAMED.isEmpty()) {
            return Optional.empty();
        }
        if (!Files.isExecutable(Path.of(NAMED))) {
            return Optional.of(new TestTemporal(TemporalAddress.of(NAMED), () -> {}));
        }
        Process process = new ProcessBuilder(NAMED)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runnable end = process::destroyForcibly;
        Runtime.getRuntime().addShutdownHook(new Thread(end));
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.matches("[\\w.]+:\\d+ \\S+")) {
                return Optional.of(new TestTemporal(TemporalAddress.of("temporal://" + line.replace(' ', '/')), end));
            }
        }
        throw new IllegalStateException(NAMED + " has ended");
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TemporalAddress address() {
        return address;
    }

    @Override
    public void close() {
        end.run();
    }
}
