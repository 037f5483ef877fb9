package io.github.jupan.models;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// How to open a model.
///
/// @param baseUrl where the provider's interface is, up to and with its version, such as `http://localhost:8000/v1`;
///     for Ollama just the server
/// @param maxTokens bounds each turn of the model, its thinking included
/// @param seed for the chunks of a replay, and for providers that take one (all but Anthropic and Responses)
/// @param apiKey the key to send, instead of the provider's own from the environment
/// @param headers more of each request, by name; they take the place of the client's own
/// @param reasoningEffort `none`, `low`, `medium`, `high` or another word that the model knows, or, for Anthropic and
///     Gemini, a number of tokens
/// @param contextTokens the model's window, for Ollama, which else cuts a long request short and says nothing; 8,192
///     where it is empty
/// @param environment where keys and `OLLAMA_HOST` are looked up, `OPENAI_BASE_URL` too
/// @param timeout until the first byte of a response; how long the whole may take is the caller's business
/// @param tokenDelay pause between two pieces of what the offline model and a replay say
public record ModelOptions(
        Optional<URI> baseUrl,
        OptionalInt maxTokens,
        OptionalLong seed,
        Optional<String> apiKey,
        Map<String, String> headers,
        Optional<String> reasoningEffort,
        OptionalInt contextTokens,
        Map<String, String> environment,
        Duration timeout,
        Duration tokenDelay) {

    public ModelOptions {
        if (maxTokens.isPresent() && maxTokens.getAsInt() < 1) {
            throw new IllegalArgumentException("maxTokens must be at least 1, was " + maxTokens.getAsInt());
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive, was " + timeout);
        }
        if (tokenDelay.isNegative()) {
            throw new IllegalArgumentException("tokenDelay must not be negative, was " + tokenDelay);
        }
        headers = Map.copyOf(headers);
        environment = Map.copyOf(environment);
    }

    /// The options of a caller who has no wishes: the process's environment, two minutes, no delay.
    public static ModelOptions defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /// The same for a client that knows no keys.
    ModelOptions keyInHeader() {
        Map<String, String> all = new HashMap<>(headers);
        apiKey.ifPresent(key -> all.putIfAbsent("Authorization", "Bearer " + key));
        return new ModelOptions(
                baseUrl,
                maxTokens,
                seed,
                apiKey,
                all,
                reasoningEffort,
                contextTokens,
                environment,
                timeout,
                tokenDelay);
    }

    /// The same for another address.
    ModelOptions at(URI url) {
        return new ModelOptions(
                Optional.of(url),
                maxTokens,
                seed,
                apiKey,
                headers,
                reasoningEffort,
                contextTokens,
                environment,
                timeout,
                tokenDelay);
    }

    /// Leaves out what may hold keys.
    @Override
    public String toString() {
        return "ModelOptions[baseUrl=" + baseUrl + ", maxTokens=" + maxTokens + ", seed=" + seed
                + ", reasoningEffort=" + reasoningEffort + ", contextTokens=" + contextTokens + ", timeout=" + timeout
                + ", tokenDelay=" + tokenDelay + "]";
    }

    /// Collects options; every one has a default.
    public static final class Builder {

        private Optional<URI> baseUrl = Optional.empty();
        private OptionalInt maxTokens = OptionalInt.empty();
        private OptionalLong seed = OptionalLong.empty();
        private Optional<String> apiKey = Optional.empty();
        private Map<String, String> headers = Map.of();
        private Optional<String> reasoningEffort = Optional.empty();
        private OptionalInt contextTokens = OptionalInt.empty();
        private Map<String, String> environment = System.getenv();
        private Duration timeout = Duration.ofMinutes(2);
        private Duration tokenDelay = Duration.ZERO;

        private Builder() {}

        public Builder baseUrl(URI url) {
            baseUrl = Optional.of(url);
            return this;
        }

        public Builder maxTokens(int tokens) {
            maxTokens = OptionalInt.of(tokens);
            return this;
        }

        public Builder seed(long value) {
            seed = OptionalLong.of(value);
            return this;
        }

        public Builder apiKey(String key) {
            apiKey = Optional.of(key);
            return this;
        }

        public Builder headers(Map<String, String> lines) {
            headers = lines;
            return this;
        }

        public Builder reasoningEffort(String word) {
            reasoningEffort = Optional.of(word);
            return this;
        }

        public Builder contextTokens(int tokens) {
            contextTokens = OptionalInt.of(tokens);
            return this;
        }

        public Builder environment(Map<String, String> variables) {
            environment = variables;
            return this;
        }

        public Builder timeout(Duration duration) {
            timeout = duration;
            return this;
        }

        public Builder tokenDelay(Duration duration) {
            tokenDelay = duration;
            return this;
        }

        public ModelOptions build() {
            return new ModelOptions(
                    baseUrl,
                    maxTokens,
                    seed,
                    apiKey,
                    headers,
                    reasoningEffort,
                    contextTokens,
                    environment,
                    timeout,
                    tokenDelay);
        }
    }
}
