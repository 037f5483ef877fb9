package io.github.jupan.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.cli.Main;
import io.github.jupan.cli.Program;
import io.github.jupan.cli.terminal.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class ServeCommandTest {

    private static final Pattern ADDRESS =
            Pattern.compile("jupan: listening on (http://127\\.0\\.0\\.1:\\d+)/\\?token=(\\w+)\n");

    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.list\"}";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void makesATokenThatItsUserAloneCanRead() throws Exception {
        Path file;
        try (Served served = serve()) {
            assertThat(served.token).hasSize(64);
            assertThat(served.post("").statusCode()).isEqualTo(401);
            assertThat(served.post("Bearer " + served.token).statusCode()).isEqualTo(200);
            assertThat(served.said())
                    .contains("that address is for your browser and for programs until this server ends: keep it"
                            + " secret.");
            file = state().resolve("serve-" + URI.create(served.address).getPort() + ".token");
            assertThat(file).hasContent(served.token);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state())))
                    .isEqualTo("rwx------");
        }
        assertThat(file).doesNotExist();
        try (Served again = serve()) {
            assertThat(again.post("Bearer " + again.token).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void opensThePageWithAnAddressThatIsNotTheToken() throws Exception {
        Path opened = folder.resolve("opened");
        Path program = Files.writeString(
                folder.resolve("xdg-open"),
                "#!/bin/sh\nprintf %s \"$1\" > '" + opened + ".part'\nmv '" + opened + ".part' '" + opened + "'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        environment.put("PATH", "/nonexistent:" + folder);
        environment.put("DISPLAY", ":0");
        try (Served served = serve("--open");
                HttpClient http = HttpClient.newHttpClient()) {
            while (!Files.exists(opened)) {
                Thread.sleep(20);
            }
            String address = Files.readString(opened);
            assertThat(address).startsWith(served.address + "/?token=").doesNotContain(served.token);
            HttpRequest visit = HttpRequest.newBuilder(URI.create(address)).build();
            assertThat(http.send(visit, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(303);
        }
    }

    @Test
    void saysTheAddressWhereThereIsNoBrowser() throws Exception {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Thread running = start(err, "--open");
        await(err, " in your browser: it works once\n");
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line + "\n").matches(ADDRESS),
                        line -> assertThat(line)
                                .startsWith(
                                        "jupan: that address is for programs until this server ends: keep it secret."
                                                + " Its token is also in " + state()),
                        line -> assertThat(line)
                                .startsWith(
                                        "jupan: no browser could be started; within a minute, open http://127.0.0.1:"));
        running.interrupt();
        running.join();
        assertThat(program()
                        .run(
                                "serve",
                                "--http",
                                "--open",
                                "--socket",
                                folder.resolve("s").toString())
                        .err())
                .contains("--open does not go with --socket");
        assertThat(program().run("serve", "--stdio", "--open").err()).contains("--open", "go with --http");
    }

    @Test
    void servesTheUsersOwnSessionsOnlyWhenToldTo() throws Exception {
        Program.Result own = program()
                .in("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.open\"}\n")
                .run("serve", "--stdio", "--model", "offline");
        Matcher id = Pattern.compile("\"session\":\"([^\"]+)").matcher(own.out());
        assertThat(id.find()).as(own.out() + own.err()).isTrue();
        String document = "{\"session\":\"" + id.group(1) + "\",\"name\":\"d\",\"text\":\"kept\"}";
        Program.Result bound = program()
                .in("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.bind\",\"params\":" + document + "}\n")
                .run("serve", "--stdio", "--model", "offline");
        assertThat(bound.out()).contains("\"result\"");
        try (Served served = serve()) {
            assertThat(served.post("Bearer " + served.token).body())
                    .contains("[]")
                    .doesNotContain(id.group(1));
        }
        try (Served shared = serve("--share-sessions")) {
            assertThat(shared.post("Bearer " + shared.token).body()).contains(id.group(1));
        }
    }

    @Test
    void aGivenTokenIsNotShown() throws Exception {
        Path token = token("rw-------");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Thread running = start(err, "--token-file", token.toString());
        await(err, "/rpc\n");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .matches("jupan: listening on http://127\\.0\\.0\\.1:\\d+/rpc\\n");
        running.interrupt();
        running.join();
        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("a-token");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("--no-token does not go with --mcp", List.of("--no-token", "--mcp", "npx x")),
                Arguments.of("to listen on 0.0.0.0:0 a token is needed", List.of("--no-token", "--host", "0.0.0.0")),
                Arguments.of("--no-token does not go with --socket", List.of("--no-token", "--socket", "x")),
                Arguments.of("--no-token takes no token", List.of("--no-token", "--metrics-token-file", "x")),
                Arguments.of("is it there?", List.of("--token-file", "/nonexistent/token")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatWouldLetOthersIn(String says, List<String> options) {
        List<String> all = new ArrayList<>(List.of("serve", "--http", "--port", "0", "--model", "offline"));
        if (options.contains("--socket")) {
            all.removeAll(List.of("--port", "0"));
        }
        all.addAll(options);
        Program.Result result = program().run(all.toArray(String[]::new));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains(says).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw-r--r--", "rw----r--", "rw--w----"})
    void refusesATokenThatOthersCanReadOrChange(String rights) throws IOException {
        Path token = token(rights);
        for (String option : List.of("--token-file", "--metrics-token-file")) {
            Program.Result result = program().run("serve", "--http", "--port", "0", option, token.toString());
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.err()).contains(token.toString(), "chmod").hasLineCount(1);
        }
    }

    @Test
    void refusesAStateFolderThatOthersMayWriteTo() throws IOException {
        Files.createDirectories(state());
        Files.setPosixFilePermissions(state(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Program.Result result = program().run("serve", "--stdio");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("others may write to " + state(), "XDG_STATE_HOME")
                .hasLineCount(1);
    }

    @Test
    void refusesADataFolderThatOthersMayWriteTo() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data/jupan"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
        Program.Result result = program()
                .with("XDG_DATA_HOME", folder.resolve("data").toString())
                .in("1")
                .run("run", "-");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("others may write to " + data, "XDG_DATA_HOME")
                .hasLineCount(1);
    }

    private Path state() {
        return folder.resolve("state/jupan");
    }

    private Path token(String rights) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "a-token-of-23-characters\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }

    private Program program() {
        Program program =
                new Program().with("XDG_STATE_HOME", folder.resolve("state").toString());
        environment.forEach(program::with);
        return program;
    }

    private Served serve(String... options) throws InterruptedException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Thread running = start(err, options);
        await(err, "serve-");
        Matcher address = ADDRESS.matcher(err.toString(StandardCharsets.UTF_8));
        assertThat(address.find()).as(err.toString(StandardCharsets.UTF_8)).isTrue();
        return new Served(running, address.group(1), address.group(2), err.toString(StandardCharsets.UTF_8));
    }

    private Thread start(ByteArrayOutputStream err, String... options) {
        List<String> all = new ArrayList<>(List.of("serve", "--http", "--port", "0", "--model", "offline"));
        all.addAll(List.of(options));
        Surroundings surroundings = program().surroundings(new ByteArrayOutputStream(), err);
        return Thread.ofPlatform().daemon().start(() -> Main.run(all.toArray(String[]::new), surroundings));
    }

    private static void await(ByteArrayOutputStream err, String words) throws InterruptedException {
        while (!err.toString(StandardCharsets.UTF_8).contains(words)) {
            Thread.sleep(20);
        }
    }

    private record Served(Thread running, String address, String token, String said) implements AutoCloseable {

        HttpResponse<String> post(String authorization) throws IOException, InterruptedException {
            try (HttpClient http = HttpClient.newHttpClient()) {
                return http.send(
                        HttpRequest.newBuilder(URI.create(address + "/rpc"))
                                .header("Content-Type", "application/json")
                                .header("Authorization", authorization)
                                .POST(HttpRequest.BodyPublishers.ofString(LIST))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
            }
        }

        /// As SIGTERM does.
        @Override
        public void close() {
            running.interrupt();
            try {
                running.join();
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }
    }
}
