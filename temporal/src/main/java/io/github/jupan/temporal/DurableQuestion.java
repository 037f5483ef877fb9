package io.github.jupan.temporal;

import io.github.jupan.agent.Budget;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Settings;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A question for a worker, which has its own models and their keys: these never travel.
///
/// @param text the user's words
/// @param documents texts by name
/// @param options the model's name, or none for the worker's own, and all else that a session can set
public record DurableQuestion(String text, Map<String, String> documents, SessionOptions options) {

    public DurableQuestion {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the question is empty");
        }
        documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
    }

    public static DurableQuestion of(String text) {
        return new DurableQuestion(text, Map.of(), SessionOptions.DEFAULT);
    }

    /// How long it may take, from the moment when it is asked, workers or none.
    public Duration time() {
        return options.settings().time().orElse(Budget.DEFAULT.time());
    }

    /// The same with all the time there is, for whoever keeps its time.
    public DurableQuestion withoutTime() {
        Settings own = options.settings();
        Settings settings = new Settings(
                own.dialect(),
                own.thinking(),
                own.temperature(),
                own.topP(),
                own.seed(),
                own.maxTokens(),
                own.reasoningEffort(),
                own.steps(),
                Optional.of(Duration.ofDays(36_501)),
                own.contextTokens(),
                own.stall(),
                own.system());
        return new DurableQuestion(
                text, documents, new SessionOptions(options.model(), options.mode(), options.limits(), settings));
    }
}
