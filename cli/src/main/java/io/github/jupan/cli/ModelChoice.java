package io.github.jupan.cli;

import io.github.jupan.models.ModelOptions;
import io.github.jupan.models.ModelSelection;
import io.github.jupan.models.Models;
import io.github.jupan.models.OpenedModel;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that choose a model.
final class ModelChoice {

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Such as openai:gpt-5, anthropic:claude-sonnet-4-5, ollama:qwen3:8b, replay:FILE or offline."
                    + " Default: JUPAN_MODEL, else the configuration file, else offline.")
    private @Nullable String name;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "Another server that speaks the provider's protocol, such as http://localhost:8000/v1.")
    private @Nullable URI baseUrl;

    @Option(names = "--max-tokens", paramLabel = "N", description = "Bounds each turn of the model.")
    private @Nullable Integer maxTokens;

    @Option(names = "--seed", paramLabel = "N", description = "For models that take one, and for a replay's chunks.")
    private @Nullable Long seed;

    ModelSelection select(Surroundings surroundings) {
        return ModelSelection.select(Optional.ofNullable(name), surroundings.environment(), surroundings.home());
    }

    OpenedModel open(String model, Surroundings surroundings) {
        return Models.open(model, options(surroundings));
    }

    private ModelOptions options(Surroundings surroundings) {
        ModelOptions.Builder options = ModelOptions.builder().environment(surroundings.environment());
        if (baseUrl != null) {
            options.baseUrl(baseUrl);
        }
        if (maxTokens != null) {
            if (maxTokens < 1) {
                throw new UsageException("--max-tokens must be at least 1, not " + maxTokens);
            }
            options.maxTokens(maxTokens);
        }
        if (seed != null) {
            options.seed(seed);
        }
        return options.build();
    }
}
