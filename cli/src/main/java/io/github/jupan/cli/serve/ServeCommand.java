package io.github.jupan.cli.serve;

import io.github.jupan.cli.options.AskOptions;
import io.github.jupan.cli.options.DurationReader;
import io.github.jupan.cli.options.McpServers;
import io.github.jupan.cli.options.OptionValues;
import io.github.jupan.cli.options.Setup;
import io.github.jupan.cli.options.StoreOption;
import io.github.jupan.cli.session.OpenSessions;
import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.Interrupts;
import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.server.HttpDoor;
import io.github.jupan.server.HttpOptions;
import io.github.jupan.server.HttpOptions.Access;
import io.github.jupan.server.McpDoor;
import io.github.jupan.server.OpenAiDoor;
import io.github.jupan.server.RunCodeDoor;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.StdioDoor;
import io.github.jupan.tools.McpTools;
import jakarta.servlet.Servlet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        versionProvider = ProgramVersion.class,
        description = {
            "Serves other programs over JSON-RPC 2.0 (docs/json-rpc.md).",
            "",
            "Over HTTP a client needs the token that is made at the start, or the one that is given.",
            ""
        },
        footer = {"", "jupan serve --http --port 8080"})
public final class ServeCommand implements Callable<Integer> {

    /// They stand for all addresses of the machine: none that a browser can be sent to.
    private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::");

    private final Surroundings surroundings;

    @Mixin
    private final AskOptions asking = new AskOptions();

    @Mixin
    private final McpServers servers = new McpServers();

    @Mixin
    private final StoreOption store = new StoreOption();

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
            names = "--socket",
            paramLabel = "FILE",
            description = "Listen on a Unix socket that you alone can connect to, without a token.")
    private @Nullable Path socket;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the token that clients must send; its mode must be 600. Default: JUPAN_TOKEN, else a"
                    + " new one, which is printed and kept in a file until the server ends.")
    private @Nullable String tokenFile;

    @Option(
            names = "--metrics-token-file",
            paramLabel = "FILE",
            description = "Holds a second token, with which /metrics alone can be read.")
    private @Nullable String metricsTokenFile;

    @Option(
            names = "--no-token",
            description = "Serve every process of this machine, whoever's it is: it can run code and ask your models,"
                    + " in sessions of its own. Not with --mcp.")
    private boolean noToken;

    @Option(
            names = "--open",
            description = "Open the page in a browser, with an address that is good for one visit within a minute.")
    private boolean open;

    @Option(
            names = "--share-sessions",
            description = "Serve your own sessions, those at the terminal too, instead of the server's.")
    private boolean shareSessions;

    @Option(
            names = "--host-name",
            paramLabel = "NAME",
            description =
                    "A name by which clients reach the server, such as host.docker.internal, besides localhost and"
                            + " IP addresses. May be repeated.")
    private final List<String> hostNames = new ArrayList<>();

    @Option(
            names = "--drain",
            paramLabel = "TIME",
            description =
                    "When told to end, say for this time at /readyz that nothing new should come, and go on serving;"
                            + " a proxy sends clients elsewhere meanwhile. Default: not at all.")
    private @Nullable String drain;

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

    public ServeCommand(Surroundings surroundings) {
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
        if (host != null
                || port != null
                || socket != null
                || tokenFile != null
                || metricsTokenFile != null
                || noToken
                || open
                || drain != null
                || shareSessions
                || !hostNames.isEmpty()) {
            throw new UsageException("--host, --port, --socket, --token-file, --metrics-token-file, --no-token, --open,"
                    + " --share-sessions, --host-name and --drain go with --http");
        }
    }

    private void serveStdio(Setup setup) throws InterruptedException {
        try (McpTools tools = servers.open(surroundings);
                OpenSessions open = OpenSessions.of(surroundings, setup, tools.definitions(), store)) {
            StdioDoor stdio = new StdioDoor(open.sessions(), surroundings.in(), surroundings.out());
            try (Interrupts _ = Interrupts.orTermination(stdio::stop)) {
                stdio.serve();
            }
        }
    }

    private void serveHttp(Setup setup) throws InterruptedException {
        Optional<String> given = AccessToken.find(tokenFile, surroundings);
        Access access = access(given);
        HttpOptions.Place place = place();
        var _ = new HttpOptions(place, access, Map.of(), Set.copyOf(hostNames));
        if (noToken && !servers.isEmpty()) {
            throw new UsageException("--no-token does not go with --mcp: anybody could call those tools");
        }
        Duration draining = drain == null ? Duration.ZERO : OptionValues.read("drain", drain, DurationReader::read);
        CountDownLatch asked = new CountDownLatch(1);
        try (McpTools tools = servers.open(surroundings);
                OpenSessions open = sessions(setup, tools);
                HttpDoor http = HttpDoor.open(
                        open.sessions(),
                        new HttpOptions(place, access, doors(open.sessions(), setup, access), Set.copyOf(hostNames)));
                Interrupts _ = Interrupts.orTermination(asked::countDown)) {
            if (access instanceof Access.Token token && given.isEmpty()) {
                try (AccessToken.Kept kept =
                        AccessToken.Kept.in(surroundings.stateFolder(), http.port(), token.token())) {
                    say("listening on http://" + authority(http.port()) + "/?token=" + token.token());
                    say("that address is for " + (this.open ? "programs" : "your browser and for programs")
                            + " until this server ends: keep it secret. Its token is also in " + kept.file());
                    openPage(http);
                    asked.await();
                    http.drain(draining);
                }
            } else {
                sayWhere(place, http);
                openPage(http);
                asked.await();
                http.drain(draining);
            }
        }
    }

    private void sayWhere(HttpOptions.Place place, HttpDoor http) {
        switch (place) {
            case HttpOptions.Place.Port _ -> say("listening on http://" + authority(http.port()) + "/rpc");
            case HttpOptions.Place.Socket(Path file) -> say("listening on " + file + ", for you alone");
        }
        if (noToken) {
            say("without a token every process of this machine, whoever's it is, can run code here and ask your"
                    + " models");
        }
    }

    private OpenSessions sessions(Setup setup, McpTools tools) {
        return shareSessions
                ? OpenSessions.of(surroundings, setup, tools.definitions(), store)
                : OpenSessions.ofServer(surroundings, setup, tools.definitions(), store);
    }

    private Access access(Optional<String> given) {
        if (noToken || socket != null) {
            String why = noToken ? "--no-token" : "--socket";
            if (given.isPresent() || metricsTokenFile != null) {
                throw new UsageException(
                        why + " takes no token: leave out --token-file, --metrics-token-file and" + " JUPAN_TOKEN");
            }
            if (noToken && socket != null) {
                throw new UsageException("--no-token does not go with --socket, which needs none");
            }
            return noToken ? new Access.Anybody() : new Access.Owner();
        }
        return new Access.Token(
                given.orElseGet(AccessToken::made),
                Optional.ofNullable(metricsTokenFile).map(AccessToken::read));
    }

    /// Tells of the address only where it could not be opened: it is as good as the token, for a minute.
    private void openPage(HttpDoor http) {
        if (!open) {
            return;
        }
        String own = host == null || EVERY_ADDRESS.contains(host) ? HttpOptions.Place.Port.USUAL.host() : host;
        String address = "http://" + authority(own, http.port()) + http.visit();
        Runnable say = () -> say("no browser could be started; within a minute, open " + address
                + " in your browser: it works once");
        Browser.of(System.getProperty("os.name"), surroundings)
                .ifPresentOrElse(browser -> browser.open(address, say), say);
    }

    private HttpOptions.Place place() {
        if (open && socket != null) {
            throw new UsageException("--open does not go with --socket, which no browser can connect to");
        }
        if (socket == null) {
            return new HttpOptions.Place.Port(
                    host == null ? HttpOptions.Place.Port.USUAL.host() : host,
                    port == null ? HttpOptions.Place.Port.USUAL.port() : port);
        }
        if (host != null || port != null) {
            throw new UsageException("--socket stands for --host and --port; give one or the other");
        }
        return new HttpOptions.Place.Socket(socket);
    }

    private static Map<String, Servlet> doors(Sessions sessions, Setup setup, Access access) {
        return Map.of(
                "/mcp",
                new McpDoor(sessions, setup.options()).servlet(),
                "/v1",
                new OpenAiDoor(sessions, setup.options(), access).servlet(),
                RunCodeDoor.PATH,
                new RunCodeDoor(sessions, setup.options()).servlet());
    }

    private String authority(int listening) {
        return authority(host == null ? HttpOptions.Place.Port.USUAL.host() : host, listening);
    }

    private static String authority(String address, int listening) {
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + listening;
    }

    private void say(String line) {
        surroundings.err().println("jupan: " + line);
    }
}
