package io.github.jupan.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import io.github.jupan.models.OfflineModel;
import io.github.jupan.server.HttpOptions.Access;
import io.github.jupan.server.HttpOptions.Place;
import io.github.jupan.tools.ToolDefinition;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Servers without a token: one that anybody on this machine can reach, and one that its owner alone can.
@Timeout(600)
class HttpOwnersTest {

    private static final String OPEN = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.open\"}";
    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.list\"}";

    @TempDir
    private Path folder;

    private final Sessions sessions =
            new Sessions(new TestModels(new OfflineModel()), new TinySandbox(), List.of(), ServerLimits.DEFAULT);

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void withoutATokenAClientSeesWhatItsOwnConnectionOpened() throws Exception {
        String before = sessions.open(SessionOptions.DEFAULT).id();
        try (HttpDoor door = open(new Place.Port("127.0.0.1", 0), new Access.Anybody());
                Client one = new Client(address(door));
                Client two = new Client(address(door))) {
            String opened = id(one.post(OPEN));
            assertThat(one.post(run(opened, "x = 42"))).contains("\"value\":\"42\"");
            assertThat(one.post(run(opened, "x"))).contains("\"value\":\"42\"");
            assertThat(one.post(LIST)).contains(opened).doesNotContain(before);
            assertThat(two.post(LIST)).doesNotContain(opened).doesNotContain(before);
            for (String foreign : List.of(opened, before)) {
                assertThat(two.post(run(foreign, "x"))).contains("-32010");
                assertThat(two.post(call("session.history", foreign))).contains("-32010");
                assertThat(two.post(call("session.close", foreign))).contains("-32010");
                assertThat(two.post(call("session.cancel", foreign))).contains("-32010");
                assertThat(two.post(ask(foreign))).contains("-32010");
                assertThat(two.post(bind(foreign))).contains("-32010");
            }
            assertThat(sessions.openSessions()).isEqualTo(2);
            one.leave();
            while (sessions.openSessions() > 1) {
                Thread.sleep(20);
            }
            assertThat(sessions.list()).extracting(SessionSummary::id).containsExactly(before);
        }
    }

    @Test
    void withoutATokenThereAreNoTools() {
        ToolDefinition tool =
                new ToolDefinition(ToolSpecification.builder().name("read_file").build(), _ -> {
                    throw new AssertionError("nobody calls it");
                });
        try (Sessions armed = new Sessions(
                new TestModels(new OfflineModel()), new TinySandbox(), List.of(tool), ServerLimits.DEFAULT)) {
            assertThatThrownBy(() -> HttpDoor.open(
                            armed, new HttpOptions(new Place.Port("127.0.0.1", 0), new Access.Anybody(), Map.of())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("without a token there may be no tools: anybody could call them");
        }
    }

    @Test
    void aSocketIsItsOwnersAloneAndNeedsNoToken() throws Exception {
        Path file = folder.resolve("jupan.sock");
        String before = sessions.open(SessionOptions.DEFAULT).id();
        try (HttpDoor door = open(new Place.Socket(file), new Access.Owner());
                Client client = new Client(UnixDomainSocketAddress.of(file))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(client.post(LIST)).contains(before);
            assertThat(client.post(OPEN)).contains("\"session\":");
            assertThatThrownBy(() -> open(new Place.Socket(file), new Access.Owner()))
                    .hasMessageContaining("another server listens there");
            assertThatThrownBy(door::port).isInstanceOf(IllegalStateException.class);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aSocketThatNobodyListensAtIsReplacedAndNothingElse() throws Exception {
        Path file = folder.resolve("jupan.sock");
        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(file));
        }
        try (HttpDoor _ = open(new Place.Socket(file), new Access.Owner());
                Client client = new Client(UnixDomainSocketAddress.of(file))) {
            assertThat(client.post(LIST)).contains("result");
        }
        Files.writeString(file, "mine");
        assertThatThrownBy(() -> open(new Place.Socket(file), new Access.Owner()))
                .hasMessage("cannot listen on " + file + ": it is there, and is no socket; choose another file");
        assertThat(file).hasContent("mine");
    }

    private HttpDoor open(Place place, Access access) {
        return HttpDoor.open(sessions, new HttpOptions(place, access, Map.of()));
    }

    private static SocketAddress address(HttpDoor door) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port());
    }

    private static String id(String answer) {
        return TestClient.read(answer).at("/result/session").asText();
    }

    private static String call(String method, String session) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{\"session\":\"" + session
                + "\"}}";
    }

    private static String run(String session, String code) {
        return call("sandbox.run", session).replace("}}", ",\"code\":\"" + code + "\"}}");
    }

    private static String ask(String session) {
        return call("session.ask", session).replace("}}", ",\"text\":\"What?\"}}");
    }

    private static String bind(String session) {
        return call("session.bind", session).replace("}}", ",\"name\":\"a\",\"text\":\"b\"}}");
    }

    /// One connection, which stays.
    private static final class Client implements Closeable {
        private final SocketChannel channel;
        private final BufferedReader in;

        Client(SocketAddress address) throws IOException {
            channel = SocketChannel.open(address);
            in = new BufferedReader(Channels.newReader(channel, StandardCharsets.ISO_8859_1));
        }

        String post(String body) throws IOException {
            String request = "POST /rpc HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body;
            ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            int length = 0;
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                if (line.startsWith("Content-Length: ")) {
                    length = Integer.parseInt(line.substring("Content-Length: ".length()));
                }
            }
            char[] answer = new char[length];
            for (int had = 0; had < length; had += in.read(answer, had, length - had)) {}
            return new String(answer);
        }

        void leave() throws IOException {
            channel.close();
        }

        @Override
        public void close() throws IOException {
            leave();
        }
    }
}
