package io.github.jupan.models.internal.wire;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Sends a turn's request and lets its [Exchange] mend both directions. Each stream ends in `onClose`, when the
/// model had finished, or in `onError`. A refusal's message is the provider's body, and behind it how long it wants
/// to be left alone; what it repeats of the request's [Secrets] is hidden. An address that has moved within its host is
/// followed when the request may be repeated there
/// (307, 308).
public final class ProviderHttpClient implements HttpClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int MOST_REDIRECTS = 5;
    private static final int LONGEST_REFUSAL = 1 << 16;

    private final java.net.http.HttpClient client;
    private final Duration timeout;

    /// @param url where the provider is
    /// @param timeout until the first byte of a response
    public ProviderHttpClient(URI url, Duration timeout) {
        var builder = java.net.http.HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT);
        if ("http".equalsIgnoreCase(url.getScheme())) {
            // Java offers an upgrade to HTTP/2 on plain connections, which several local servers answer with an error.
            builder.version(Version.HTTP_1_1);
        }
        this.client = builder.build();
        this.timeout = timeout;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        try (InputStream body = Secrets.in(request)
                .hiddenIn(sent(request, request.body(), URI.create(request.url()), 0)
                        .join()
                        .body())) {
            return SuccessfulHttpResponse.builder()
                    .statusCode(200)
                    .body(body.readAllBytes())
                    .build();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException refused ? refused : e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        Exchange exchange = Exchange.CURRENT.orElse(Exchange.plain());
        String body = request.body() == null ? null : exchange.body(request.body());
        EndingListener ending = new EndingListener(listener, exchange);
        sent(request, body, URI.create(request.url()), 0)
                .thenAccept(response -> {
                    ending.onOpen(SuccessfulHttpResponse.builder()
                            .statusCode(response.statusCode())
                            .headers(response.headers().map())
                            .build());
                    ResponseBody.read(
                            Secrets.in(request).hiddenIn(response.body()), parser, ending, exchange.inLines());
                })
                .exceptionally(error -> {
                    ending.onError(reason(error));
                    return null;
                });
    }

    private static Throwable reason(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof HttpTimeoutException
                ? new TimeoutException(error)
                : cause instanceof HttpException ? cause : error;
    }

    private CompletableFuture<HttpResponse<InputStream>> sent(
            HttpRequest request, @Nullable String body, URI url, int redirects) {
        var builder = java.net.http.HttpRequest.newBuilder(url).timeout(timeout);
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        builder.method(request.method().name(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        var arriving = client.sendAsync(builder.build(), BodyHandlers.ofInputStream())
                .exceptionallyCompose(error -> CompletableFuture.failedFuture(unreached(error, url)));
        return arriving.thenCompose(response -> {
            int status = response.statusCode();
            if (status < 300) {
                return CompletableFuture.completedFuture(response);
            }
            Optional<URI> moved = moved(response, url);
            if (moved.isPresent()
                    && (status == 307 || status == 308)
                    && redirects < MOST_REDIRECTS
                    && staysThere(url, moved.get())) {
                drop(response.body());
                return sent(request, body, moved.get(), redirects + 1);
            }
            return CompletableFuture.failedFuture(refused(response, moved, Secrets.in(request)));
        });
    }

    /// Java's client does not say which server it could not reach; here the message is its host.
    private static Throwable unreached(Throwable error, URI url) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (!(cause instanceof ConnectException) && !(cause instanceof HttpConnectTimeoutException)) {
            return error;
        }
        var named = new ConnectException(url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()));
        named.initCause(cause);
        return named;
    }

    private static Optional<URI> moved(HttpResponse<?> response, URI url) {
        try {
            return response.headers().firstValue("location").map(url::resolve).filter(to -> to.getHost() != null);
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /// Whether the key may go along: to the same host and port, or to the same host by TLS.
    private static boolean staysThere(URI from, URI to) {
        boolean sameHost = from.getHost().equalsIgnoreCase(to.getHost());
        boolean same = from.getScheme().equalsIgnoreCase(to.getScheme()) && from.getPort() == to.getPort();
        return sameHost && (same || (from.getScheme().equals("http") && "https".equalsIgnoreCase(to.getScheme())));
    }

    private static HttpException refused(HttpResponse<InputStream> response, Optional<URI> moved, Secrets secrets) {
        String body = secrets.hiddenIn(beginning(secrets.hiddenIn(response.body())));
        int status = response.statusCode();
        if (status < 400) {
            return new HttpException(
                    status,
                    moved.map(to -> "the address has moved to " + secrets.hiddenIn(to.toString())
                                    + ": give the one that it leads to as the base URL")
                            .orElse("the address has moved, and the server does not say where to"));
        }
        String words = body.isBlank() ? "no reason given" : body.stripLeading().startsWith("<") ? Words.of(body) : body;
        return new HttpException(
                status,
                words
                        + RetryAfter.in(response.headers())
                                .map(seconds -> " (Retry-After: " + seconds + ")")
                                .orElse(""));
    }

    private static String beginning(InputStream body) {
        try (body) {
            return new String(body.readNBytes(LONGEST_REFUSAL), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static void drop(InputStream body) {
        beginning(body);
    }

    /// Builds one client. What LangChain4j's clients would set is set already: some would set time-outs of their own.
    public record Builder(ProviderHttpClient client) implements HttpClientBuilder {

        @Override
        public Duration connectTimeout() {
            return CONNECT_TIMEOUT;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration ignored) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return client.timeout;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration ignored) {
            return this;
        }

        @Override
        public HttpClient build() {
            return client;
        }
    }
}
