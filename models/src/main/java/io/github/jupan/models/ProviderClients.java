package io.github.jupan.models;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiResponsesStreamingChatModel;
import io.github.jupan.models.internal.completions.ChatCompletionsModel;
import io.github.jupan.models.internal.completions.Flavour;
import io.github.jupan.models.internal.wire.AnthropicExchange;
import io.github.jupan.models.internal.wire.Exchange;
import io.github.jupan.models.internal.wire.GeminiExchange;
import io.github.jupan.models.internal.wire.OllamaExchange;
import io.github.jupan.models.internal.wire.ProviderHttpClient;
import io.github.jupan.models.internal.wire.ResponsesExchange;
import io.github.jupan.models.internal.wire.WireModel;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Builds the client for each provider, our own for chat completions and else LangChain4j's: no retries, nothing
/// logged,
/// thinking handed on where it is sent.
final class ProviderClients {

    /// Anthropic wants a bound on every request, and LangChain4j's own of 1,024 cuts programs in two.
    private static final int ANTHROPIC_MAX_TOKENS = 8_192;

    private ProviderClients() {}

    static OpenedModel open(ModelName name, ModelOptions options) {
        ModelName found = name.provider() == Provider.OLLAMA ? OllamaServer.resolve(name, options) : name;
        return new OpenedModel(found.toString(), client(found, options), true);
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
        URI url = options.baseUrl().orElse(URI.create("https://api.openai.com/v1"));
        boolean own = "api.openai.com".equals(url.getHost());
        Optional<String> key = options.baseUrl().isPresent()
                ? Keys.find(Provider.OPENAI, options.environment())
                : Optional.of(Keys.require(Provider.OPENAI, options.environment()));
        // DeepSeek refuses a tool's result without the reasoning before its call; Groq refuses the reasoning. Who asks
        // for it gets it all the same: this saves a refusal.
        boolean sendsReasoning = url.toString().contains("deepseek");
        return completions(model, options, url, key, own ? Flavour.OPENAI : Flavour.COMPATIBLE, sendsReasoning);
    }

    private static StreamingChatModel mistral(String model, ModelOptions options) {
        URI url = options.baseUrl().orElse(URI.create("https://api.mistral.ai/v1"));
        String key = Keys.require(Provider.MISTRAL, options.environment());
        return completions(model, options, url, Optional.of(key), Flavour.MISTRAL, false);
    }

    private static StreamingChatModel completions(
            String model,
            ModelOptions options,
            URI url,
            Optional<String> key,
            Flavour flavour,
            boolean sendsReasoning) {
        OpenAiChatRequestParameters.Builder defaults =
                OpenAiChatRequestParameters.builder().modelName(model);
        options.maxTokens()
                .ifPresent(flavour == Flavour.OPENAI ? defaults::maxCompletionTokens : defaults::maxOutputTokens);
        options.seed().ifPresent(seed -> defaults.seed(narrow(seed)));
        Map<String, String> headers =
                key.map(known -> Map.of("Authorization", "Bearer " + known)).orElse(Map.of());
        ChatCompletionsModel client = new ChatCompletionsModel(
                new ProviderHttpClient(url, options.timeout()),
                url,
                headers,
                defaults.build(),
                flavour,
                sendsReasoning);
        return new WireModel(client, any -> Exchange.plain());
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
        return new WireModel(builder.build(), any -> new ResponsesExchange());
    }

    private static StreamingChatModel anthropic(String model, ModelOptions options) {
        URI url = options.baseUrl().orElse(URI.create("https://api.anthropic.com/v1"));
        StreamingChatModel client = AnthropicStreamingChatModel.builder()
                .httpClientBuilder(http(options, url))
                .baseUrl(url.toString())
                .apiKey(Keys.require(Provider.ANTHROPIC, options.environment()))
                .modelName(model)
                .maxTokens(options.maxTokens().orElse(ANTHROPIC_MAX_TOKENS))
                .returnThinking(true)
                .build();
        return new WireModel(client, AnthropicExchange::new);
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
        return new WireModel(builder.build(), any -> new GeminiExchange());
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
        return new WireModel(builder.build(), any -> new OllamaExchange());
    }

    private static HttpClientBuilder http(ModelOptions options, URI url) {
        return new ProviderHttpClient.Builder(new ProviderHttpClient(url, options.timeout()));
    }

    private static String withoutSlash(URI url) {
        return url.toString().replaceAll("/+$", "");
    }

    /// Providers take a non-negative `int`; small seeds stay what they are.
    private static int narrow(long seed) {
        return (int) Math.floorMod(seed, (long) Integer.MAX_VALUE);
    }
}
