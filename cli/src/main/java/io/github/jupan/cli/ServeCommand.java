package io.github.jupan.cli;

import io.github.jupan.server.HttpDoor;
import io.github.jupan.server.HttpOptions;
import io.github.jupan.server.McpDoor;
import io.github.jupan.server.OpenAiDoor;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.StdioDoor;
import io.github.jupan.tools.McpTools;
import jakarta.servlet.Servlet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Other programs, over JSON-RPC.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = JupanCommand.Version.class,
        description = {
            "Serves other programs over JSON-RPC 2.0 (docs/json-rpc.md).",
            "",
            "Over HTTP it listens on this machine alone; any other address needs a token.",
            ""
        },
        footer = {"", "jupan serve --http --port 8080"})
final class ServeCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final AskOptions asking = new AskOptions();

    @Mixin
    private final McpServers servers = new McpServers();

    @ArgGroup(multiplicity = "1")
    private final Door door = new Door();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Where to listen. Default: 127.0.0.1, this machine alone.")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "N", description = "0 takes a free one. Default: 8080.")
    private @Nullable Integer port;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the token that clients must send. Default: JUPAN_TOKEN, else none.")
    private @Nullable String tokenFile;

    /// Which way clients come in.
    static final class Door {
        private boolean http;

        @Option(names = "--stdio", description = "One message a line, on standard input and output.")
        void stdio(boolean given) {
            http &= !given;
        }

        @Option(
                names = "--http",
                description =
                        "POST and WebSocket at /rpc; MCP at /mcp; OpenAI's API at /v1; /healthz, /readyz, /metrics.")
        void http(boolean given) {
            http = given;
        }
    }

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!door.http) {
            refuseAddress();
        }
        Setup setup = asking.setup(surroundings);
        if (door.http) {
            serveHttp(setup);
        } else {
            serveStdio(setup);
        }
        return ExitCode.DONE.number();
    }

    private void refuseAddress() {
        if (host != null || port != null || tokenFile != null) {
            throw new UsageException("--host, --port and --token-file go with --http");
        }
    }

    private void serveStdio(Setup setup) throws InterruptedException {
        try (McpTools tools = servers.open(surroundings);
                OpenSessions open = OpenSessions.of(surroundings, setup, tools.definitions())) {
            StdioDoor stdio = new StdioDoor(open.sessions(), surroundings.in(), surroundings.out());
            try (Interrupts _ = Interrupts.orTermination(stdio::stop)) {
                stdio.serve();
            }
        }
    }

    private void serveHttp(Setup setup) throws InterruptedException {
        Optional<String> token = AccessToken.find(tokenFile, surroundings);
        CountDownLatch asked = new CountDownLatch(1);
        try (McpTools tools = servers.open(surroundings);
                OpenSessions open = OpenSessions.of(surroundings, setup, tools.definitions());
                HttpDoor http = HttpDoor.open(open.sessions(), options(token, doors(open.sessions(), setup)));
                Interrupts _ = Interrupts.orTermination(asked::countDown)) {
            surroundings.err().println("jupan: listening on http://" + authority(http.port()) + "/rpc");
            asked.await();
        }
    }

    private static Map<String, Servlet> doors(Sessions sessions, Setup setup) {
        return Map.of(
                "/mcp", new McpDoor(sessions, setup.options()).servlet(),
                "/v1", new OpenAiDoor(sessions, setup.options()).servlet());
    }

    private HttpOptions options(Optional<String> token, Map<String, Servlet> servlets) {
        return new HttpOptions(address(), port == null ? HttpOptions.DEFAULT.port() : port, token, servlets);
    }

    private String address() {
        return host == null ? HttpOptions.DEFAULT.host() : host;
    }

    private String authority(int listening) {
        String address = address();
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + listening;
    }
}
