package io.github.jupan.server;

import jakarta.servlet.Servlet;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;

/// Where an [HttpDoor] listens, and whom it lets in.
///
/// @param host the address to listen on
/// @param port the port; 0 takes a free one
/// @param token what every client must send as `Authorization: Bearer TOKEN`; needed beyond this machine
/// @param servlets more doors on the same server, behind the same checks, by path such as `/mcp`
public record HttpOptions(String host, int port, Optional<String> token, Map<String, Servlet> servlets) {

    /// A shorter token could be guessed.
    private static final int TOKEN_CHARS = 16;

    /// This machine alone, port 8080, no token.
    public static final HttpOptions DEFAULT = new HttpOptions("127.0.0.1", 8080, Optional.empty(), Map.of());

    /// @throws IllegalArgumentException when strangers could come in, with one line that says what to do
    public HttpOptions {
        servlets = Map.copyOf(servlets);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is a number from 0 to 65535, not " + port);
        }
        token.ifPresent(HttpOptions::check);
        if (token.isEmpty() && !isLoopback(host)) {
            throw new IllegalArgumentException("to listen on " + host
                    + " a token is needed: give --token-file FILE or set JUPAN_TOKEN, or listen on 127.0.0.1");
        }
    }

    private static void check(String token) {
        boolean plain = token.chars().allMatch(each -> each > ' ' && each < 127);
        if (token.length() < TOKEN_CHARS || !plain) {
            throw new IllegalArgumentException("the token must have at least " + TOKEN_CHARS
                    + " letters, digits or signs and no spaces; make one with: openssl rand -hex 32");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("there is no address " + host, unknown);
        }
    }

    /// Without the token.
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
