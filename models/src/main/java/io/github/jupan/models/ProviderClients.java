package io.github.jupan.models;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.googleai.GeminiThinkingConfig;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiResponsesStreamingChatModel;
import io.github.jupan.models.internal.completions.ChatCompletionsModel;
import io.github.jupan.models.internal.completions.Flavour;
import io.github.jupan.models.internal.template.ShownTemplate;
import io.github.jupan.models.internal.wire.AnthropicExchange;
import io.github.jupan.models.internal.wire.Exchange;
import io.github.jupan.models.internal.wire.GeminiExchange;
import io.github.jupan.models.internal.wire.HeadedHttpClient;
import io.github.jupan.models.internal.wire.OllamaExchange;
import io.github.jupan.models.internal.wire.ProviderHttpClient;
import io.github.jupan.models.internal.wire.ResponsesExchange;
import io.github.jupan.models.internal.wire.WireModel;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Builds the client for each provider, our own for chat completions and else LangChain4j's: no retries, nothing
/// logged, thinking handed on where it is sent.
final class ProviderClients {

    /// Anthropic wants a bound on every request, and LangChain4j's own of 1,024 cuts programs in two.
    private static final int ANTHROPIC_MAX_TOKENS = 8_192;

    /// Ollama's own of 4,096 is soon full, and what does not fit it cuts from the beginning without a word.
    private static final int OLLAMA_CONTEXT_TOKENS = 8_192;

    private ProviderClients() {}

    static OpenedModel open(ModelName name, ModelOptions options) {
        if (name.provider() == Provider.OLLAMA) {
            ModelOptions told = options.keyInHeader();
            ModelName found = OllamaServer.resolve(name, told);
            OptionalInt context = OptionalInt.of(told.contextTokens().orElse(OLLAMA_CONTEXT_TOKENS));
            ThinkingOpener thinking =
                    new ShownTemplate().ollama(OllamaServer.address(told), found.model(), told.headers());
            boolean own = isOwnServer(OllamaServer.address(told));
            return new OpenedModel(found.toString(), client(found, told), !own, context, thinking);
        }
        StreamingChatModel client = client(name, options);
        boolean own = options.baseUrl().filter(ProviderClients::isOwnServer).isPresent();
        return new OpenedModel(name.toString(), client, !own, options.contextTokens(), thinking(name, options));
    }

    /// Without TLS nobody offers a service. A model on one's own server may be small, and a small one that is offered
    /// tools calls `count` or `sum`; every model can write a block.
    private static boolean isOwnServer(URI url) {
        return "http".equalsIgnoreCase(url.getScheme());
    }

    /// Providers at their own addresses part a model's thinking from its text; another server may be llama.cpp's.
    private static ThinkingOpener thinking(ModelName name, ModelOptions options) {
        boolean openAi = name.provider() == Provider.OPENAI || name.provider() == Provider.RESPONSES;
        if (!openAi || options.baseUrl().isEmpty() || isOpenAi(options.baseUrl().get())) {
            return ThinkingOpener.MODEL;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        Keys.find(name.provider(), options).ifPresent(key -> headers.put("Authorization", "Bearer " + key));
        headers.putAll(options.headers());
        return new ShownTemplate().llamaCpp(options.baseUrl().get(), headers);
    }

    private static boolean isOpenAi(URI url) {
        return "api.openai.com".equals(url.getHost());
    }

    private static StreamingChatModel client(ModelName name, ModelOptions options) {
        return switch (name.provider()) {
            case OPENAI -> openAi(name.model(), options);
            case RESPONSES -> responses(name.model(), options);
            case ANTHROPIC -> anthropic(name.model(), options);
            case GEMINI -> gemini(name.model(), options);
            case MISTRAL -> mistral(name.model(), options);
            case OLLAMA -> ollama(name.model(), options);
            case OFFLINE, REPLAY, LOCAL -> throw new IllegalArgumentException(name + " has no client");
        };
    }

    private static StreamingChatModel openAi(String model, ModelOptions options) {
        URI url = options.baseUrl().orElse(URI.create("https://api.openai.com/v1"));
        boolean own = isOpenAi(url);
        Optional<String> key = options.baseUrl().isPresent()
                ? Keys.find(Provider.OPENAI, options)
                : Optional.of(Keys.require(Provider.OPENAI, options));
        // DeepSeek refuses a tool's result without the reasoning before its call; Groq refuses the reasoning. Who asks
        // for it gets it all the same: this saves a refusal.
        boolean sendsReasoning = url.toString().contains("deepseek");
        return completions(model, options, url, key, own ? Flavour.OPENAI : Flavour.COMPATIBLE, sendsReasoning);
    }

    private static StreamingChatModel mistral(String model, ModelOptions options) {
        if (options.reasoningEffort().isPresent()) {
            throw new ModelConfigurationException("mistral takes no reasoning effort: leave it out");
        }
        URI url = options.baseUrl().orElse(URI.create("https://api.mistral.ai/v1"));
        String key = Keys.require(Provider.MISTRAL, options);
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
        options.reasoningEffort().ifPresent(defaults::reasoningEffort);
        Map<String, String> headers = new LinkedHashMap<>();
        key.ifPresent(known -> headers.put("Authorization", "Bearer " + known));
        ChatCompletionsModel client = new ChatCompletionsModel(
                http(options, url).build(), url, headers, defaults.build(), flavour, sendsReasoning);
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
            Keys.find(Provider.RESPONSES, options).ifPresent(builder::apiKey);
        } else {
            builder.apiKey(Keys.require(Provider.RESPONSES, options));
        }
        options.maxTokens().ifPresent(builder::maxOutputTokens);
        options.reasoningEffort().ifPresent(builder::reasoningEffort);
        return new WireModel(builder.build(), any -> new ResponsesExchange());
    }

    private static StreamingChatModel anthropic(String model, ModelOptions options) {
        URI url = options.baseUrl().orElse(URI.create("https://api.anthropic.com/v1"));
        OptionalInt thinking = thinkingTokens(options);
        int maxTokens = options.maxTokens().orElse(ANTHROPIC_MAX_TOKENS + thinking.orElse(0));
        var builder = AnthropicStreamingChatModel.builder()
                .httpClientBuilder(http(options, url))
                .baseUrl(url.toString())
                .apiKey(Keys.require(Provider.ANTHROPIC, options))
                .modelName(model)
                .maxTokens(maxTokens)
                .returnThinking(true);
        if (thinking.orElse(0) > 0) {
            // It counts towards the bound, and must be less.
            builder.thinkingType("enabled").thinkingBudgetTokens(Math.min(thinking.getAsInt(), maxTokens / 2));
        }
        return new WireModel(builder.build(), AnthropicExchange::new);
    }

    private static StreamingChatModel gemini(String model, ModelOptions options) {
        URI url = options.baseUrl().orElse(URI.create("https://generativelanguage.googleapis.com/v1beta"));
        // Newer Gemini models refuse a tool's result unless the call's signature comes back: hence sendThinking.
        var builder = GoogleAiGeminiStreamingChatModel.builder()
                .httpClientBuilder(http(options, url))
                .baseUrl(withoutSlash(url))
                .apiKey(Keys.require(Provider.GEMINI, options))
                .modelName(inUrl(model))
                .returnThinking(true)
                .sendThinking(true);
        options.maxTokens().ifPresent(builder::maxOutputTokens);
        options.seed().ifPresent(seed -> builder.seed(narrow(seed)));
        thinkingTokens(options)
                .ifPresent(tokens -> builder.thinkingConfig(GeminiThinkingConfig.builder()
                        .thinkingBudget(tokens)
                        .includeThoughts(tokens > 0)
                        .build()));
        return new WireModel(builder.build(), any -> new GeminiExchange());
    }

    private static StreamingChatModel ollama(String model, ModelOptions options) {
        URI url = OllamaServer.address(options);
        var builder = OllamaStreamingChatModel.builder()
                .httpClientBuilder(http(options, url))
                .baseUrl(url.toString())
                .modelName(model)
                .numCtx(options.contextTokens().orElse(OLLAMA_CONTEXT_TOKENS))
                .returnThinking(true);
        options.maxTokens().ifPresent(builder::numPredict);
        options.seed().ifPresent(seed -> builder.seed(narrow(seed)));
        options.reasoningEffort().ifPresent(effort -> builder.think(!effort.equals("none")));
        return new WireModel(builder.build(), any -> new OllamaExchange());
    }

    private static HttpClientBuilder http(ModelOptions options, URI url) {
        return new HeadedHttpClient.Builder(
                new ProviderHttpClient.Builder(new ProviderHttpClient(url, options.timeout())), options.headers());
    }

    /// For models that are told how many tokens they may think, which is what the words stand for.
    private static OptionalInt thinkingTokens(ModelOptions options) {
        if (options.reasoningEffort().isEmpty()) {
            return OptionalInt.empty();
        }
        String effort = options.reasoningEffort().get();
        return switch (effort) {
            case "none" -> OptionalInt.of(0);
            case "minimal", "low" -> OptionalInt.of(1_024);
            case "medium" -> OptionalInt.of(8_192);
            case "high", "xhigh", "max" -> OptionalInt.of(24_576);
            default -> {
                if (!effort.matches("\\d{1,7}")) {
                    throw new ModelConfigurationException(
                            "there is no reasoning effort " + effort.replaceAll("\\p{Cntrl}", "?")
                                    + ": write none, low, medium, high or a number of tokens");
                }
                yield OptionalInt.of(Integer.parseInt(effort));
            }
        };
    }

    /// A name that stands in a path: all but what may stand there as it is (RFC 3986, section 2.3) is escaped.
    private static String inUrl(String model) {
        return URLEncoder.encode(model, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    private static String withoutSlash(URI url) {
        return url.toString().replaceAll("/+$", "");
    }

    /// Providers take a non-negative `int`; small seeds stay what they are.
    private static int narrow(long seed) {
        return (int) Math.floorMod(seed, (long) Integer.MAX_VALUE);
    }
}
