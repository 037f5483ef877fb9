package io.github.jupan.models.internal.wire;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Adds the user's headers to every request, in the place of those that the provider's client would send.
public final class HeadedHttpClient implements HttpClient {

    private final HttpClient client;
    private final Map<String, String> headers;

    private HeadedHttpClient(HttpClient client, Map<String, String> headers) {
        this.client = client;
        this.headers = headers;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        return client.execute(headed(request));
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        client.execute(headed(request), parser, listener);
    }

    private HttpRequest headed(HttpRequest request) {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(request.headers());
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return HttpRequest.builder()
                .method(request.method())
                .url(request.url())
                .headers(all)
                .body(request.body())
                .build();
    }

    /// Builds the client over another builder's.
    public record Builder(HttpClientBuilder builder, Map<String, String> headers) implements HttpClientBuilder {

        @Override
        public Duration connectTimeout() {
            return builder.connectTimeout();
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            builder.connectTimeout(timeout);
            return this;
        }

        @Override
        public Duration readTimeout() {
            return builder.readTimeout();
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            builder.readTimeout(timeout);
            return this;
        }

        @Override
        public HttpClient build() {
            HttpClient client = builder.build();
            return headers.isEmpty() ? client : new HeadedHttpClient(client, headers);
        }
    }
}
