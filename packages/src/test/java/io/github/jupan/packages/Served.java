package io.github.jupan.packages;

import com.sun.net.httpserver.HttpExchange;
import io.github.jupan.testkit.Answer;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file as servers give it.
final class Served {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

    private Served() {}

    /// With ranges, as a CDN has them.
    static Answer ranged(byte[] file) {
        return upTo(file, Integer.MAX_VALUE);
    }

    /// With ranges; the connection is cut after so many bytes of each answer.
    static Answer upTo(byte[] file, int most) {
        return exchange -> {
            int start = start(exchange);
            if (start >= file.length) {
                exchange.getResponseHeaders().add("Content-Range", "bytes */" + file.length);
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            if (start > 0) {
                exchange.getResponseHeaders()
                        .add("Content-Range", "bytes " + start + "-" + (file.length - 1) + "/" + file.length);
            }
            send(exchange, start > 0 ? 206 : 200, Arrays.copyOfRange(file, start, file.length), most);
        };
    }

    /// Whatever was asked for: the whole.
    static Answer whole(byte[] file) {
        return exchange -> send(exchange, 200, file, Integer.MAX_VALUE);
    }

    /// Nothing says how long it is.
    static Answer chunked(byte[] file) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(file);
        };
    }

    private static void send(HttpExchange exchange, int status, byte[] body, int most) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body, 0, Math.min(most, body.length));
        exchange.getResponseBody().flush();
    }

    private static int start(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        Matcher matcher = RANGE.matcher(range == null ? "" : range);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
