package io.github.jupan.models;

import java.net.URI;
import java.time.Duration;
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
/// @param environment where keys and `OLLAMA_HOST` are looked up
/// @param timeout until the first byte of a response; how long the whole may take is the caller's business
/// @param tokenDelay pause between two pieces of what the offline model and a replay say
public record ModelOptions(
        Optional<URI> baseUrl,
        OptionalInt maxTokens,
        OptionalLong seed,
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
        environment = Map.copyOf(environment);
    }

    /// The options of a caller who has no wishes: the process's environment, two minutes, no delay.
    public static ModelOptions defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /// Leaves the environment out: it holds keys.
    @Override
    public String toString() {
        return "ModelOptions[baseUrl=" + baseUrl + ", maxTokens=" + maxTokens + ", seed=" + seed + ", timeout="
                + timeout + ", tokenDelay=" + tokenDelay + "]";
    }

    /// Collects options; every one has a default.
    public static final class Builder {

        private Optional<URI> baseUrl = Optional.empty();
        private OptionalInt maxTokens = OptionalInt.empty();
        private OptionalLong seed = OptionalLong.empty();
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
            return new ModelOptions(baseUrl, maxTokens, seed, environment, timeout, tokenDelay);
        }
    }
}
