package io.github.jupan.models.internal.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes every stream end in something. LangChain4j's clients for Anthropic and Ollama say nothing at all when a
/// connection closes before the provider's last event, Gemini's takes what came for the whole, and most drop what
/// they cannot parse, an error in mid-stream included. Here a closed connection is also an error, which [WireModel]
/// drops when the answer was whole.
///
/// Not thread-safe but for the cancelling: a stream is read by one thread.
final class EndingListener implements ServerSentEventListener {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// OpenAI's and Gemini's word for it. Inside a text its quotes would be escaped.
    private static final Pattern FINISH_REASON = Pattern.compile("\"finish_?[rR]eason\"\\s*:\\s*\"");

    private final ServerSentEventListener listener;
    private final Exchange exchange;
    private volatile @Nullable ServerSentEventContext context;
    private boolean finished;
    private boolean failed;

    EndingListener(ServerSentEventListener listener, Exchange exchange) {
        this.listener = listener;
        this.exchange = exchange;
    }

    @Override
    public void onOpen(SuccessfulHttpResponse response) {
        listener.onOpen(response);
    }

    @Override
    public void onEvent(ServerSentEvent event, ServerSentEventContext eventContext) {
        context = eventContext;
        String data = event.data() == null ? "" : event.data().strip();
        if (data.isEmpty() || failed) {
            return;
        }
        finished |= data.equals("[DONE]") || FINISH_REASON.matcher(data).find();
        try {
            if (data.equals("[DONE]")) {
                listener.onEvent(event, eventContext);
                return;
            }
            JsonNode read = read(data);
            Optional<RuntimeException> sent = read == null ? Optional.empty() : SentError.in(read);
            if (sent.isPresent()) {
                fail(sent.get());
            } else if ("error".equals(event.event())) {
                fail(new LangChain4jException(Words.of(data)));
            } else if (read == null) {
                fail(SentError.unreadable(data));
            } else {
                exchange.events(event, read).forEach(mended -> listener.onEvent(mended, eventContext));
            }
        } catch (RuntimeException e) {
            // The parser swallows it, and the piece would be missing from an answer that looks whole.
            fail(e);
        }
    }

    /// A server has answered with a document: an error, a whole answer, or a page.
    void onDocument(String text, ServerSentEventContext eventContext) {
        context = eventContext;
        try {
            JsonNode document = read(text);
            Optional<RuntimeException> sent = document == null ? Optional.empty() : SentError.in(document);
            List<ServerSentEvent> events = document == null ? List.of() : exchange.whole(document);
            if (sent.isPresent()) {
                fail(sent.get());
            } else if (events.isEmpty()) {
                fail(new InvalidRequestException(
                        "the server sent no model's answer; check its address. It sent " + Words.of(text)));
            } else {
                finished = true;
                events.forEach(event -> onEvent(event, eventContext));
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private static @Nullable JsonNode read(String text) {
        try {
            JsonNode read = JSON.readTree(text);
            return read.isContainerNode() ? read : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private void fail(Throwable error) {
        failed = true;
        listener.onError(error);
        ServerSentEventContext seen = context;
        if (seen != null) {
            seen.parsingHandle().cancel();
        }
    }

    @Override
    public void onError(Throwable error) {
        if (!isOver()) {
            failed = true;
            listener.onError(error);
        }
    }

    @Override
    public void onClose() {
        if (isOver()) {
            return;
        }
        if (finished) {
            listener.onClose();
        }
        listener.onError(new RetriableException("the connection ended before the model had finished"));
    }

    private boolean isOver() {
        ServerSentEventContext seen = context;
        return failed || (seen != null && seen.parsingHandle().isCancelled());
    }
}
