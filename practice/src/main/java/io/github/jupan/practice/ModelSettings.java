package io.github.jupan.practice;

import java.util.Optional;

/// The model that makes attempts, and how it samples. What is empty is the provider's own.
///
/// @param name such as `openai:gpt-5`
/// @param adapter the file of a LoRA adapter that lies over it
public record ModelSettings(
        String name,
        Optional<Double> temperature,
        Optional<Double> topP,
        Optional<Integer> maxTokens,
        Optional<String> reasoningEffort,
        Optional<String> adapter) {

    public static ModelSettings of(String name) {
        return new ModelSettings(
                name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
