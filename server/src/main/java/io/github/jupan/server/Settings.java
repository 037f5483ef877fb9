package io.github.jupan.server;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.Budget;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Patience;
import io.github.jupan.agent.ThinkingStart;
import java.time.Duration;
import java.util.Optional;

/// How a session's model samples, and what a question may use up. Whatever is empty is as usual.
///
/// @param dialect how the model asks for code to be run
/// @param thinking where the model's thinking begins in its text; unknown means what is known of the model
/// @param temperature from 0 to 2
/// @param topP above 0, at most 1
/// @param seed for providers that take one
/// @param maxTokens of one turn, its thinking included
/// @param reasoningEffort a word that the model knows, such as `low`
/// @param steps turns of the model in one question
/// @param time of one question
/// @param contextTokens the model's window; its answer has its place in it
/// @param stall the longest time without a piece of a turn
/// @param system a text for the model that is added to the system prompt
public record Settings(
        Optional<Dialect> dialect,
        Optional<ThinkingStart> thinking,
        Optional<Double> temperature,
        Optional<Double> topP,
        Optional<Long> seed,
        Optional<Integer> maxTokens,
        Optional<String> reasoningEffort,
        Optional<Integer> steps,
        Optional<Duration> time,
        Optional<Integer> contextTokens,
        Optional<Duration> stall,
        Optional<String> system) {

    public static final Settings USUAL = new Settings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /// The smallest window that holds the system prompt, a question and an answer.
    public static final int LEAST_CONTEXT_TOKENS = 1_024;

    /// The most that is kept free for an answer whose length has no bound.
    private static final int ANSWER_TOKENS = 4_096;

    public Settings {
        check(temperature.filter(value -> !(value >= 0 && value <= 2)), "a temperature is from 0 to 2");
        check(topP.filter(value -> !(value > 0 && value <= 1)), "top p is above 0 and at most 1");
        check(maxTokens.filter(value -> value < 1), "a turn needs at least one token");
        check(steps.filter(value -> value < 1), "a question needs at least one step");
        check(time.filter(value -> !value.isPositive()), "a question needs some time");
        check(stall.filter(value -> !value.isPositive()), "a model needs some time");
        check(
                contextTokens.filter(value -> value < LEAST_CONTEXT_TOKENS),
                "a context has at least " + LEAST_CONTEXT_TOKENS + " tokens");
    }

    private static void check(Optional<?> wrong, String what) {
        wrong.ifPresent(value -> {
            throw new IllegalArgumentException(what + ", not " + value);
        });
    }

    /// These, and the others where these say nothing.
    public Settings orElse(Settings others) {
        return new Settings(
                dialect.or(() -> others.dialect),
                thinking.or(() -> others.thinking),
                temperature.or(() -> others.temperature),
                topP.or(() -> others.topP),
                seed.or(() -> others.seed),
                maxTokens.or(() -> others.maxTokens),
                reasoningEffort.or(() -> others.reasoningEffort),
                steps.or(() -> others.steps),
                time.or(() -> others.time),
                contextTokens.or(() -> others.contextTokens),
                stall.or(() -> others.stall),
                system.or(() -> others.system));
    }

    /// These, and the bounds that hold for a question to this model where they say nothing. What is empty then is the
    /// model's own, but for the text in the prompt, which is none.
    Settings holding(ModelSource.Opened opened) {
        Budget usual = Budget.DEFAULT;
        return new Settings(
                dialect,
                thinking,
                temperature,
                topP,
                seed,
                maxTokens,
                reasoningEffort,
                steps.or(() -> Optional.of(usual.steps())),
                time.or(() -> Optional.of(usual.time())),
                opened.contextTokens().or(() -> contextTokens).or(() -> Optional.of((int) usual.contextTokens())),
                stall.or(opened::stall).or(() -> Optional.of(Patience.DEFAULT.silence())),
                system);
    }

    /// The same with another text in the prompt.
    public Settings withSystem(Optional<String> value) {
        return new Settings(
                dialect,
                thinking,
                temperature,
                topP,
                seed,
                maxTokens,
                reasoningEffort,
                steps,
                time,
                contextTokens,
                stall,
                value);
    }

    /// An agent of a model, set up like this. Seed, reasoning effort and the bound on a turn are the model's own.
    public Agent.Builder agent(ModelSource.Opened opened) {
        Agent.Builder agent = Agent.builder(opened.model())
                .dialect(dialect.orElse(opened.dialect()))
                .thinking(
                        thinking.filter(start -> start != ThinkingStart.UNKNOWN).orElse(opened.thinking()))
                .budget(budget(opened))
                .patience(stall.or(opened::stall)
                        .map(silence -> new Patience(silence, Patience.DEFAULT.attempts(), Patience.DEFAULT.pause()))
                        .orElse(Patience.DEFAULT))
                .system(system.orElse(""))
                .lessons(opened.lessons());
        if (temperature.isPresent() || topP.isPresent()) {
            agent.parameters(ChatRequestParameters.builder()
                    .temperature(temperature.orElse(null))
                    .topP(topP.orElse(null))
                    .build());
        }
        return agent;
    }

    /// What one question of an agent of this model may use up.
    public Budget budget(ModelSource.Opened opened) {
        Budget usual = Budget.DEFAULT;
        Budget budget = new Budget(steps.orElse(usual.steps()), time.orElse(usual.time()), usual.tokens());
        return opened.contextTokens()
                .or(() -> contextTokens)
                .map(tokens -> budget.withContextTokens(tokens - room(tokens)))
                .orElse(budget);
    }

    /// Of a window, what an answer may need.
    private int room(int window) {
        return Math.min(maxTokens.orElse(ANSWER_TOKENS), Math.max(1, window / 4));
    }
}
