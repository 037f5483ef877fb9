package io.github.jupan.server.internal.http;

import io.github.jupan.server.HttpOptions.Access;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/// What says that a client may come in: the token, or the cookie that a browser was given for it. All are compared by
/// their digests, which takes the same time wherever they differ.
final class Tokens {

    private static final String SCHEME = "Bearer ";
    private static final int RANDOM_BYTES = 32;
    private static final Duration TICKET = Duration.ofMinutes(1);

    private final byte[] token;
    private final Optional<byte[]> reading;
    private final String cookie;
    private final AtomicReference<@Nullable Ticket> ticket = new AtomicReference<>();

    /// Good for one visit. The address that a browser is started with can be read by others on the machine.
    private static final class Ticket {
        private final byte[] digest;
        private final long untilNanos = System.nanoTime() + TICKET.toNanos();

        Ticket(byte[] digest) {
            this.digest = digest;
        }

        boolean is(String given) {
            return same(digest, given) && System.nanoTime() - untilNanos < 0;
        }
    }

    Tokens(Access.Token access) {
        this.token = digest(access.token());
        this.reading = access.reading().map(Tokens::digest);
        this.cookie = random();
    }

    private static String random() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /// A new one, in the place of the last. Within a minute it can be exchanged once, as the token can.
    String ticket() {
        String made = random();
        ticket.set(new Ticket(digest(made)));
        return made;
    }

    private boolean takeTicket(String given) {
        Ticket last = ticket.get();
        return last != null && last.is(given) && ticket.compareAndSet(last, null);
    }

    boolean areIn(Request request) {
        return bearer(request).filter(given -> same(token, given)).isPresent()
                || isInPath(Request.getPathInContext(request))
                || hasCookie(request);
    }

    /// Trainers know an address and no headers.
    private boolean isInPath(String path) {
        String before = RunCodeServlet.PATH + "/";
        return path.startsWith(before) && same(token, path.substring(before.length()));
    }

    boolean allowReading(Request request) {
        return bearer(request)
                .filter(given -> reading.isPresent() && same(reading.get(), given))
                .isPresent();
    }

    private static Optional<String> bearer(Request request) {
        String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return given != null && given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(given.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    /// A browser sends a cookie along with requests that other pages of this machine make, from another port: those
    /// that do anything must name their origin, which the gate has compared.
    private boolean hasCookie(Request request) {
        boolean harmless = HttpMethod.GET.is(request.getMethod())
                && !"websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE));
        String site = request.getHeaders().get("Sec-Fetch-Site");
        boolean own = request.getHeaders().contains(HttpHeader.ORIGIN)
                || (harmless && (site == null || site.equals("same-origin") || site.equals("none")));
        return own
                && Request.getCookies(request).stream()
                        .anyMatch(each -> each.getName().equals(cookieName(request))
                                && same(digest(cookie), String.valueOf(each.getValue())));
    }

    /// Cookies do not tell ports apart: two servers on one machine would take each other's.
    private static String cookieName(Request request) {
        return "jupan-" + Request.getLocalPort(request);
    }

    /// Whether the address that was opened has the token, or a ticket; then the answer brings the cookie.
    boolean exchange(Request request, Response response) {
        Fields fields = Request.extractQueryParameters(request, StandardCharsets.UTF_8);
        String given = fields.getValue("token");
        if (given == null || !(same(token, given) || takeTicket(given))) {
            return false;
        }
        Response.addCookie(
                response,
                HttpCookie.build(cookieName(request), cookie)
                        .httpOnly(true)
                        .sameSite(HttpCookie.SameSite.STRICT)
                        .path("/")
                        .build());
        return true;
    }

    private static boolean same(byte[] wanted, String given) {
        return MessageDigest.isEqual(wanted, digest(given));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
