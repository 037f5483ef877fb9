package io.github.jupan.server.internal.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Stands before everything that the server serves.
///
/// A page in a browser can make requests to this machine, under a name of its own that it has point here (DNS
/// rebinding). Its requests give themselves away by that name in `Host`, or by their `Origin`.
final class Gate extends Handler.Wrapper {

    private static final Pattern OWN_HOST =
            Pattern.compile("(?i)(localhost|\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+])(:\\d+)?");

    private static final String SCHEME = "Bearer ";

    private final Optional<byte[]> digest;

    Gate(Optional<String> token, Handler next) {
        super(next);
        this.digest = token.map(Gate::digest);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        response.getHeaders().put(new HttpField("X-Content-Type-Options", "nosniff"));
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (host == null || !OWN_HOST.matcher(host).matches()) {
            Page.line(403, "the Host of a request must be localhost or an IP address")
                    .send(response, callback);
        } else if (!isOwnOrigin(request.getHeaders().get(HttpHeader.ORIGIN), host)) {
            Page.line(403, "web pages are not served").send(response, callback);
        } else if (!isOpen(request) && !hasToken(request)) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            Page.line(401, "send the server's token, as Authorization: Bearer TOKEN")
                    .send(response, callback);
        } else {
            return super.handle(request, response, callback);
        }
        return true;
    }

    private static boolean isOwnOrigin(@Nullable String origin, String host) {
        return origin == null || origin.equalsIgnoreCase("http://" + host);
    }

    private static boolean isOpen(Request request) {
        return HttpServer.HEALTH.equals(Request.getPathInContext(request));
    }

    /// Digests have one length, and are compared in the same time wherever they differ.
    private boolean hasToken(Request request) {
        if (digest.isEmpty()) {
            return true;
        }
        String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return given != null
                && given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        digest.get(), digest(given.substring(SCHEME.length()).strip()));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
