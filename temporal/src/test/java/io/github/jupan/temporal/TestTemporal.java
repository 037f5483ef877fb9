package io.github.jupan.temporal;

import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Temporal's own test server, in this JVM and on a port of the loopback interface, with real time.
final class TestTemporal implements AutoCloseable {

    private final int port = freePort();
    private final TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port);

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TemporalAddress address() {
        return TemporalAddress.of("temporal://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        server.close();
    }
}
