package io.github.jupan.server.internal.http;

import io.github.jupan.server.HttpOptions.Access;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Stands before everything that the server serves.
final class Gate extends Handler.Wrapper {

    /// They tell nothing but that the server is there.
    private static final Set<String> OPEN = Set.of(HttpServer.HEALTH, HttpServer.READY);

    private final Optional<Tokens> tokens;

    private final OwnNames names;

    Gate(Access access, Set<String> hostNames, Handler next) {
        super(next);
        this.names = new OwnNames(hostNames);
        this.tokens = switch (access) {
            case Access.Token token -> Optional.of(new Tokens(token));
            case Access.Owner _, Access.Anybody _ -> Optional.empty();
        };
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        response.getHeaders().put(new HttpField("X-Content-Type-Options", "nosniff"));
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("Referrer-Policy", "no-referrer");
        if (!names.hasOwnHost(request)) {
            Page.refusal(
                            request,
                            403,
                            "the Host of a request must be localhost or an IP address, or else a --host-name")
                    .send(response, callback);
        } else if (!names.hasOwnOrigin(request)) {
            Page.refusal(request, 403, "pages of other sites are not served").send(response, callback);
        } else if (isFirstVisit(request)) {
            visit(request, response, callback);
        } else if (!mayPass(request)) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            refuse(request, response, callback);
        } else {
            return super.handle(request, response, callback);
        }
        return true;
    }

    Optional<String> ticket() {
        return tokens.map(Tokens::ticket);
    }

    private boolean mayPass(Request request) {
        String path = Request.getPathInContext(request);
        return tokens.isEmpty()
                || OPEN.contains(path)
                || tokens.get().areIn(request)
                || (HttpServer.METRICS.equals(path) && tokens.get().allowReading(request));
    }

    private static void refuse(Request request, Response response, Callback callback) {
        Page.refusal(
                        request,
                        401,
                        "send the server's token, as Authorization: Bearer TOKEN; in a browser, open the address that"
                                + " jupan printed")
                .send(response, callback);
    }

    private boolean isFirstVisit(Request request) {
        String query = request.getHttpURI().getQuery();
        return tokens.isPresent()
                && HttpServer.HOME.equals(Request.getPathInContext(request))
                && HttpMethod.GET.is(request.getMethod())
                && query != null
                && query.contains("token=");
    }

    /// The token leaves the address that the browser shows and remembers.
    private void visit(Request request, Response response, Callback callback) {
        if (tokens.isPresent() && tokens.get().exchange(request, response)) {
            response.getHeaders().put(HttpHeader.LOCATION, HttpServer.HOME);
            Page.line(303, "go on at " + HttpServer.HOME).send(response, callback);
        } else {
            refuse(request, response, callback);
        }
    }
}
