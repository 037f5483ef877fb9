package io.github.jupan.models;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.mistralai.MistralAiStreamingChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiResponsesStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;

/// Builds LangChain4j's client for each provider: no retries, nothing logged, thinking handed on where it is sent.
final class ProviderClients {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /// Anthropic wants a bound on every request, and LangChain4j's own of 1,024 cuts programs in two.
    private static final int ANTHROPIC_MAX_TOKENS = 8_192;

    private ProviderClients() {}

    static OpenedModel open(ModelName name, ModelOptions options) {
        ModelName found = name.provider() == Provider.OLLAMA ? OllamaServer.resolve(name, options) : name;
        return new OpenedModel(found.toString(), new EndingChatModel(client(found, options)), true);
    }

    private static StreamingChatModel client(ModelName name, ModelOptions options) {
        return switch (name.provider()) {
            case OPENAI -> openAi(name.model(), options);
            case RESPONSES -> responses(name.model(), options);
            case ANTHROPIC -> anthropic(name.model(), options);
            case GEMINI -> gemini(name.model(), options);
            case MISTRAL -> mistral(name.model(), options);
            case OLLAMA -> ollama(name.model(), options);
            case OFFLINE, REPLAY -> throw new IllegalArgumentException(name + " has no client");
        };
    }

    private static StreamingChatModel openAi(String model, ModelOptions options) {
        Map<String, String> environment = options.environment();
        var builder = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(http(options, options.baseUrl().orElse(URI.create("https://api.openai.com/v1"))))
                .modelName(model)
                .returnThinking(true);
        options.baseUrl().ifPresent(url -> builder.baseUrl(url.toString()));
        if (options.baseUrl().isPresent()) {
            Keys.find(Provider.OPENAI, environment).ifPresent(builder::apiKey);
        } else {
            builder.apiKey(Keys.require(Provider.OPENAI, environment));
        }
        // OpenAI's own reasoning models refuse `max_tokens`; most compatible servers know nothing else.
        boolean own = options.baseUrl().isEmpty()
                || "api.openai.com".equals(options.baseUrl().get().getHost());
        // DeepSeek refuses a tool's result without the reasoning before its call; Groq refuses the reasoning.
        builder.sendThinking(options.baseUrl().map(URI::toString).orElse("").contains("deepseek"));
        options.maxTokens().ifPresent(own ? builder::maxCompletionTokens : builder::maxTokens);
        options.seed().ifPresent(seed -> builder.seed(narrow(seed)));
        return builder.build();
    }

    private static StreamingChatModel responses(String model, ModelOptions options) {
        URI url = options.baseUrl().orElse(URI.create("https://api.openai.com/v1"));
        // Nothing is left with the provider: the whole transcript goes along every time.
        var builder = OpenAiResponsesStreamingChatModel.builder()
                .httpClientBuilder(http(options, url))
                .baseUrl(withoutSlash(url))
                .modelName(model)
                .store(false);
        if (options.baseUrl().isPresent()) {
            Keys.find(Provider.RESPONSES, options.environment()).ifPresent(builder::apiKey);
        } else {
            builder.apiKey(Keys.require(Provider.RESPONSES, options.environment()));
        }
        options.maxTokens().ifPresent(builder::maxOutputTokens);
        return builder.build();
    }

    private static StreamingChatModel anthropic(String model, ModelOptions options) {
        URI url = options.baseUrl().orElse(URI.create("https://api.anthropic.com/v1"));
        return AnthropicStreamingChatModel.builder()
                .httpClientBuilder(http(options, url))
                .baseUrl(url.toString())
                .apiKey(Keys.require(Provider.ANTHROPIC, options.environment()))
                .modelName(model)
                .maxTokens(options.maxTokens().orElse(ANTHROPIC_MAX_TOKENS))
                .returnThinking(true)
                .build();
    }

    private static StreamingChatModel gemini(String model, ModelOptions options) {
        URI url = options.baseUrl().orElse(URI.create("https://generativelanguage.googleapis.com/v1beta"));
        // Newer Gemini models refuse a tool's result unless the call's signature comes back: hence sendThinking.
        var builder = GoogleAiGeminiStreamingChatModel.builder()
                .httpClientBuilder(http(options, url))
                .baseUrl(withoutSlash(url))
                .apiKey(Keys.require(Provider.GEMINI, options.environment()))
                .modelName(model)
                .returnThinking(true)
                .sendThinking(true);
        options.maxTokens().ifPresent(builder::maxOutputTokens);
        options.seed().ifPresent(seed -> builder.seed(narrow(seed)));
        return builder.build();
    }

    private static StreamingChatModel mistral(String model, ModelOptions options) {
        URI url = options.baseUrl().orElse(URI.create("https://api.mistral.ai/v1"));
        var builder = MistralAiStreamingChatModel.builder()
                .httpClientBuilder(http(options, url))
                .baseUrl(url.toString())
                .apiKey(Keys.require(Provider.MISTRAL, options.environment()))
                .modelName(model)
                .returnThinking(true);
        options.maxTokens().ifPresent(builder::maxTokens);
        options.seed().ifPresent(seed -> builder.randomSeed(narrow(seed)));
        return builder.build();
    }

    private static StreamingChatModel ollama(String model, ModelOptions options) {
        URI url = OllamaServer.address(options);
        var builder = OllamaStreamingChatModel.builder()
                .httpClientBuilder(http(options, url))
                .baseUrl(url.toString())
                .modelName(model)
                .returnThinking(true);
        options.maxTokens().ifPresent(builder::numPredict);
        options.seed().ifPresent(seed -> builder.seed(narrow(seed)));
        return builder.build();
    }

    private static HttpClientBuilder http(ModelOptions options, URI url) {
        JdkHttpClientBuilder jdk = new JdkHttpClientBuilder();
        jdk.connectTimeout(CONNECT_TIMEOUT);
        jdk.readTimeout(options.timeout());
        RetryAfter retryAfter = new RetryAfter();
        HttpClient.Builder client = HttpClient.newBuilder().cookieHandler(retryAfter);
        if ("http".equalsIgnoreCase(url.getScheme())) {
            // Java offers an upgrade to HTTP/2 on plain connections, which several local servers answer with an error.
            client.version(HttpClient.Version.HTTP_1_1);
        }
        jdk.httpClientBuilder(client);
        return new EndingHttpClient.Builder(jdk, retryAfter);
    }

    private static String withoutSlash(URI url) {
        return url.toString().replaceAll("/+$", "");
    }

    /// Providers take a non-negative `int`; small seeds stay what they are.
    private static int narrow(long seed) {
        return (int) Math.floorMod(seed, (long) Integer.MAX_VALUE);
    }
}
