package io.github.jupan.cli.models;

import dev.langchain4j.model.chat.StreamingChatModel;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.Budget;
import io.github.jupan.practice.AgentSource;
import io.github.jupan.practice.ModelSettings;
import io.github.jupan.server.ModelSource.Opened;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Agents of the configured model, each with a seed of its own.
///
/// @param settings what holds for all of them
public record SeededAgents(ConfiguredModels models, SessionOptions options, Settings settings) implements AgentSource {

    /// More than one attempt at the same must be able to differ.
    private static final double USUAL_TEMPERATURE = 1;

    public static SeededAgents of(ConfiguredModels models, SessionOptions options) {
        Settings given = options.settings();
        return new SeededAgents(
                models, options, given.orElse(temperature(Optional.of(USUAL_TEMPERATURE), Optional.empty())));
    }

    private static Settings temperature(Optional<Double> temperature, Optional<Long> seed) {
        Settings none = Settings.USUAL;
        return new Settings(
                none.dialect(),
                none.thinking(),
                temperature,
                none.topP(),
                seed,
                none.maxTokens(),
                none.reasoningEffort(),
                none.steps(),
                none.time(),
                none.contextTokens(),
                none.stall(),
                none.system());
    }

    @Override
    public Agent.Builder agent(long seed, UnaryOperator<StreamingChatModel> heard) {
        Settings seeded = temperature(Optional.empty(), Optional.of(seed)).orElse(settings);
        Opened opened = models.open(options.model(), seeded);
        return seeded.agent(new Opened(
                        opened.name(),
                        heard.apply(opened.model()),
                        opened.dialect(),
                        opened.contextTokens(),
                        opened.thinking(),
                        opened.stall(),
                        opened.lessons()))
                .limits(options.limits());
    }

    /// What one question may use up.
    public Budget budget() {
        return settings.budget(models.open(Optional.empty(), settings));
    }

    /// What the attempts say of their model.
    public ModelSettings model() {
        return new ModelSettings(
                models.open(Optional.empty(), settings).name(),
                settings.temperature(),
                settings.topP(),
                settings.maxTokens(),
                settings.reasoningEffort(),
                models.adapter().map(Path::toString));
    }
}
