package io.github.jupan.server;

import jakarta.servlet.Servlet;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Where an [HttpDoor] listens, and whom it lets in.
///
/// @param servlets more doors on the same server, behind the same checks, by path such as `/mcp`
/// @param hostNames by which clients reach it besides `localhost` and IP addresses, such as a container's. A page in a
///     browser could use such a name too: one that only you can point somewhere
public record HttpOptions(Place place, Access access, Map<String, Servlet> servlets, Set<String> hostNames) {

    private static final Pattern HOST_NAME = Pattern.compile("[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?");

    /// @throws IllegalArgumentException when strangers could come in, with one line that says what to do
    public HttpOptions {
        servlets = Map.copyOf(servlets);
        hostNames = hostNames.stream().map(HttpOptions::hostName).collect(Collectors.toUnmodifiableSet());
        switch (access) {
            case Access.Token _ -> {}
            case Access.Anybody _ -> {
                if (!(place instanceof Place.Port port && isLoopback(port.host()))) {
                    throw new IllegalArgumentException("to listen on " + place
                            + " a token is needed; without one only this machine is served, on 127.0.0.1");
                }
            }
            case Access.Owner _ -> {
                if (!(place instanceof Place.Socket)) {
                    throw new IllegalArgumentException("to listen on " + place + " a token is needed");
                }
            }
        }
    }

    /// Reached by `localhost` and IP addresses alone.
    public HttpOptions(Place place, Access access, Map<String, Servlet> servlets) {
        this(place, access, servlets, Set.of());
    }

    private static String hostName(String given) {
        String name = given.toLowerCase(Locale.ROOT);
        if (!HOST_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a host's name is letters, digits, hyphens and dots, not " + given);
        }
        return name;
    }

    /// Where clients come in.
    public sealed interface Place {

        /// A TCP port.
        ///
        /// @param host the address to listen on
        /// @param port 0 takes a free one
        record Port(String host, int port) implements Place {

            /// This machine alone, port 8080.
            public static final Port USUAL = new Port("127.0.0.1", 8080);

            public Port {
                if (port < 0 || port > 65_535) {
                    throw new IllegalArgumentException("a port is a number from 0 to 65535, not " + port);
                }
            }

            @Override
            public String toString() {
                return host + ":" + port;
            }
        }

        /// A Unix domain socket, made with the mode 0600: whoever runs the server, and root, can connect.
        record Socket(Path file) implements Place {

            @Override
            public String toString() {
                return file.toString();
            }
        }
    }

    /// Who is let in.
    public sealed interface Access {

        /// Whoever brings the token, to all sessions, as `Authorization: Bearer TOKEN`. A browser that opens
        /// `/?token=TOKEN` is given a cookie instead.
        ///
        /// @param reading a second one, with which `/metrics` alone can be read
        record Token(String token, Optional<String> reading) implements Access {

            /// A shorter one could be guessed.
            private static final int CHARS = 16;

            /// @throws IllegalArgumentException when a token could be guessed or sent by no client
            public Token {
                check(token);
                reading.ifPresent(Token::check);
                if (reading.filter(token::equals).isPresent()) {
                    throw new IllegalArgumentException("the token for /metrics must be another than the token for all");
                }
            }

            public Token(String token) {
                this(token, Optional.empty());
            }

            private static void check(String token) {
                boolean plain = token.chars().allMatch(each -> each > ' ' && each < 127);
                if (token.length() < CHARS || !plain) {
                    throw new IllegalArgumentException("the token must have at least " + CHARS
                            + " letters, digits or signs and no spaces; make one with: openssl rand -hex 32");
                }
            }

            /// Without the tokens.
            @Override
            public String toString() {
                return "Token";
            }
        }

        /// Whoever the file system lets connect to a [Place.Socket], to all sessions.
        record Owner() implements Access {}

        /// Every process of this machine, whoever's it is: it can run code and ask the models that there are, in
        /// sessions that its own connection opens. There may be no tools.
        record Anybody() implements Access {}
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("there is no address " + host, unknown);
        }
    }

    @Override
    public String toString() {
        return place.toString();
    }
}
