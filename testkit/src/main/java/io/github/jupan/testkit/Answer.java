package io.github.jupan.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How a [LocalServer] answers a request, faults included.
@FunctionalInterface
public interface Answer {

    void to(HttpExchange exchange) throws IOException;

    /// The body, cut at random into pieces of up to 200 bytes.
    static Answer stream(byte[] body, long seed) {
        return stream(body, seed, 200);
    }

    /// The body, cut at random into pieces of up to the longest, in the middle of characters too, with a short pause
    /// now and then; a longest of 1 sends it byte by byte.
    static Answer stream(byte[] body, long seed, int longest) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                write(body, new Random(seed), longest, out);
            }
        };
    }

    /// The body, and then the connection is lost: more was promised.
    static Answer lost(byte[] body) {
        return exchange -> {
            exchange.sendResponseHeaders(200, body.length + 1_000L);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
        };
    }

    static Answer status(int status, String body) {
        return status(status, body, Map.of());
    }

    /// @param headers of the response, such as `Retry-After`
    static Answer status(int status, String body, Map<String, String> headers) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            headers.forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /// The body, and then more of the same for as long as the client listens. Counts down when the client has gone.
    static Answer endless(String body, String more, CountDownLatch gone) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            try {
                out.write(body.getBytes(StandardCharsets.UTF_8));
                while (!gone.await(5, TimeUnit.MILLISECONDS)) {
                    out.write(more.getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            } catch (IOException e) {
                gone.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private static void write(byte[] body, Random random, int longest, OutputStream out) throws IOException {
        for (int start = 0; start < body.length; ) {
            int length = Math.min(body.length - start, 1 + random.nextInt(longest));
            out.write(body, start, length);
            out.flush();
            start += length;
            if (random.nextInt(100) == 0) {
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server was closed", e);
        }
    }
}
