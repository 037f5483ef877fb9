package io.github.jupan.models.internal.completions;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.sse.DefaultServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParsingHandleUtils;
import dev.langchain4j.internal.ExceptionMapper;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A model behind chat completions. It may be asked by several threads at once.
///
/// The reasoning before a call stays on the message. It goes back to servers that ask for it, which one knows from
/// their refusal: the turn is then repeated with it, and from there on it goes along.
public final class ChatCompletionsModel implements StreamingChatModel {

    /// What a server that misses the reasoning, or refuses it, has in its words.
    private static final List<String> NAMES_OF_REASONING = List.of(
            "reasoning_content",
            "reasoning_details",
            "reasoning content",
            "thought_signature",
            "thought signature",
            "thoughtsignature",
            "reasoning must be",
            "reasoning is missing",
            "missing reasoning",
            "thinking must be",
            "thinking is missing",
            "missing thinking",
            "thinking mode must",
            "thinking content",
            "thinking block");

    private final HttpClient client;
    private final URI url;
    private final Map<String, String> headers;
    private final OpenAiChatRequestParameters defaults;
    private final Flavour flavour;
    private volatile boolean sendsReasoning;

    /// @param url of the interface, such as `https://api.openai.com/v1`
    /// @param headers of every request, the key's among them
    /// @param defaults what a request does not say itself
    /// @param sendsReasoning whether reasoning goes back before a server has asked for it
    public ChatCompletionsModel(
            HttpClient client,
            URI url,
            Map<String, String> headers,
            OpenAiChatRequestParameters defaults,
            Flavour flavour,
            boolean sendsReasoning) {
        this.client = client;
        this.url = url;
        this.headers = Map.copyOf(headers);
        this.defaults = defaults;
        this.flavour = flavour;
        this.sendsReasoning = sendsReasoning;
    }

    @Override
    public OpenAiChatRequestParameters defaultRequestParameters() {
        return defaults;
    }

    @Override
    public ModelProvider provider() {
        return flavour == Flavour.MISTRAL ? ModelProvider.MISTRAL_AI : ModelProvider.OPEN_AI;
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        new Attempt(request, handler, sendsReasoning, true).start();
    }

    /// One request. The second, with what the first was refused for, is the last.
    private final class Attempt implements ServerSentEventListener {

        private final ChatRequest request;
        private final StreamingChatResponseHandler handler;
        private final boolean withReasoning;
        private final boolean first;
        private final CompletionsReader reader;

        Attempt(ChatRequest request, StreamingChatResponseHandler handler, boolean withReasoning, boolean first) {
            this.request = request;
            this.handler = handler;
            this.withReasoning = withReasoning;
            this.first = first;
            this.reader = new CompletionsReader(handler, request.parameters().toolSpecifications());
        }

        void start() {
            HttpRequest.Builder sent = HttpRequest.builder()
                    .method(HttpMethod.POST)
                    .url(url.toString(), "chat/completions")
                    .addHeader("Content-Type", "application/json")
                    .addHeaders(headers)
                    .body(new CompletionsRequest(flavour, withReasoning).body(request));
            client.execute(sent.build(), new DefaultServerSentEventParser(), this);
        }

        @Override
        public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
            reader.read(
                    event.data().strip(), ServerSentEventParsingHandleUtils.toStreamingHandle(context.parsingHandle()));
        }

        @Override
        public void onClose() {
            reader.close();
        }

        @Override
        public void onError(Throwable error) {
            boolean aboutReasoning = !reader.heard() && isAboutReasoning(error) && hasAnswers();
            if (aboutReasoning) {
                sendsReasoning = !withReasoning;
            }
            if (aboutReasoning && first) {
                new Attempt(request, handler, !withReasoning, false).start();
            } else {
                handler.onError(ExceptionMapper.DEFAULT.mapException(error));
            }
        }

        private boolean hasAnswers() {
            return request.messages().stream().anyMatch(AiMessage.class::isInstance);
        }
    }

    private static boolean isAboutReasoning(Throwable error) {
        String words = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
        return NAMES_OF_REASONING.stream().anyMatch(words::contains);
    }
}
