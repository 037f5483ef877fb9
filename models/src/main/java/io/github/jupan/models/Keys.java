package io.github.jupan.models;

import java.util.Map;
import java.util.Optional;

/// Finds a provider's key in the environment. A key never appears in a message.
final class Keys {

    private Keys() {}

    /// The first of the provider's variables that holds something.
    static Optional<String> variable(Provider provider, Map<String, String> environment) {
        return provider.keyVariables().stream()
                .filter(variable -> !environment.getOrDefault(variable, "").isBlank())
                .findFirst();
    }

    static Optional<String> find(Provider provider, Map<String, String> environment) {
        return variable(provider, environment)
                .map(variable ->
                        checked(variable, environment.getOrDefault(variable, "").strip()));
    }

    /// The key that was given with the model, else the provider's own.
    static Optional<String> find(Provider provider, ModelOptions options) {
        return options.apiKey().or(() -> find(provider, options.environment()));
    }

    static String require(Provider provider, ModelOptions options) {
        return find(provider, options).orElseThrow(() -> new ModelConfigurationException(missing(provider)));
    }

    static String missing(Provider provider) {
        return String.join(" or ", provider.keyVariables()) + " is not set: set it, or choose another model";
    }

    // Java's HTTP client would refuse such a header with a message that quotes it.
    static String checked(String variable, String key) {
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new ModelConfigurationException(
                    variable + " holds characters that no key has (a space, a line break, …): set it again");
        }
        return key;
    }
}
