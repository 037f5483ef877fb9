package io.github.jupan.models;

import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes every stream end in something. LangChain4j's clients for Anthropic, Mistral and Ollama say nothing at all when
/// a connection closes before the provider's last event, OpenAI's and Gemini's take what came for the whole, and most
/// drop
/// what they cannot parse, an error in mid-stream included. Here a closed connection is also an error, which
/// [EndingChatModel] drops when the answer was whole.
final class EndingHttpClient implements HttpClient {

    static final String ENDED_EARLY = "the connection ended before the model had finished";

    /// OpenAI's and Gemini's word for it. Inside a text its quotes would be escaped.
    private static final Pattern FINISH_REASON = Pattern.compile("\"finish_?[rR]eason\"\\s*:\\s*\"");

    private final HttpClient client;
    private final RetryAfter retryAfter;

    private EndingHttpClient(HttpClient client, RetryAfter retryAfter) {
        this.client = client;
        this.retryAfter = retryAfter;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        return client.execute(request);
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        client.execute(request, parser, new EndingListener(listener, retryAfter));
    }

    /// Not thread-safe but for the cancelling: a stream is read by one thread.
    private static final class EndingListener implements ServerSentEventListener {

        private final ServerSentEventListener listener;
        private final RetryAfter retryAfter;
        private volatile @Nullable ServerSentEventContext context;
        private boolean finished;

        EndingListener(ServerSentEventListener listener, RetryAfter retryAfter) {
            this.listener = listener;
            this.retryAfter = retryAfter;
        }

        @Override
        public void onOpen(SuccessfulHttpResponse response) {
            listener.onOpen(response);
        }

        @Override
        public void onEvent(ServerSentEvent event, ServerSentEventContext eventContext) {
            context = eventContext;
            String data = event.data() == null ? "" : event.data();
            if (data.isBlank()) {
                return;
            }
            finished |= data.equals("[DONE]") || FINISH_REASON.matcher(data).find();
            try {
                Optional<RuntimeException> sent = SentError.in(event);
                if (sent.isPresent()) {
                    listener.onError(sent.get());
                } else {
                    listener.onEvent(Reasoning.named(event), eventContext);
                }
            } catch (RuntimeException e) {
                // The parser swallows it, and the piece would be missing from an answer that looks whole.
                listener.onError(e);
            }
        }

        @Override
        public void onEvent(ServerSentEvent event) {
            listener.onEvent(event);
        }

        @Override
        public void onError(Throwable error) {
            if (!isCancelled()) {
                listener.onError(retryAfter.in(error));
            }
        }

        @Override
        public void onClose() {
            if (isCancelled()) {
                return;
            }
            if (finished) {
                listener.onClose();
            }
            listener.onError(new RetriableException(ENDED_EARLY));
        }

        private boolean isCancelled() {
            ServerSentEventContext seen = context;
            return seen != null && seen.parsingHandle().isCancelled();
        }
    }

    /// Builds the client over another builder's. That one's time-outs stay: some provider modules would set their own.
    record Builder(HttpClientBuilder builder, RetryAfter retryAfter) implements HttpClientBuilder {

        @Override
        public Duration connectTimeout() {
            return builder.connectTimeout();
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return builder.readTimeout();
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }

        @Override
        public HttpClient build() {
            return new EndingHttpClient(builder.build(), retryAfter);
        }
    }
}
