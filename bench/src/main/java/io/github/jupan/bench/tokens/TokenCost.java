package io.github.jupan.bench.tokens;

import io.github.jupan.agent.Agent;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Outcome;
import io.github.jupan.bench.measure.Bench;
import io.github.jupan.bench.measure.Finding;
import io.github.jupan.bench.measure.Finding.Figure;
import io.github.jupan.bench.measure.Finding.Verdict;
import io.github.jupan.bench.measure.Jmh;
import io.github.jupan.bench.measure.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/// What the agent adds to each token that a model streams.
public final class TokenCost implements Row {

    private static final int SHORT = 1_000;
    private static final int LONG = 100_000;
    private static final double MOST_MICROS = 2;

    /// What is allocated once for each question is spread over a hundred times as many tokens in a long answer.
    private static final double MOST_GROWTH = 1.05;

    private record Cost(double micros, double bytes) {}

    @Override
    public String name() {
        return "token";
    }

    @Override
    public String what() {
        return "the agent's own cost per streamed token, detection included";
    }

    @Override
    public String target() {
        return "≤ 2 µs, and no allocation that grows with the answer";
    }

    @Override
    public List<Check> check(Bench bench) {
        List<Check> checks = new ArrayList<>();
        ReplayedAnswer model = new ReplayedAnswer(SHORT);
        for (Dialect dialect : List.of(Dialect.TEXT, Dialect.TOOL_CALLS)) {
            try (Agent agent = Agent.builder(model)
                    .sandbox(new NoSandbox())
                    .dialect(dialect)
                    .build()) {
                String said = agent.ask("What is there to say?") instanceof Outcome.Answered answered
                        ? answered.text()
                        : "no answer";
                checks.add(new Check(
                        dialect + ", characters of the answer",
                        model.text().length() + " of the model's",
                        said.length() + (model.text().equals(said) ? " of the model's" : " of others")));
            }
        }
        return checks;
    }

    @Override
    public Finding measure(Bench bench) throws RunnerException {
        var results = Jmh.run(TokenBenchmark.class, bench.effort());
        List<Figure> figures = new ArrayList<>();
        Verdict verdict = Verdict.REACHED;
        for (Dialect dialect : List.of(Dialect.TEXT, Dialect.TOOL_CALLS)) {
            Cost little = cost(results, dialect, SHORT);
            Cost much = cost(results, dialect, LONG);
            double micros = Math.max(little.micros(), much.micros());
            figures.add(new Figure(
                    "jupan, " + dialect,
                    String.format(
                            Locale.ROOT,
                            "%.2f µs and %.0f bytes in 1,000 tokens; %.2f µs and %.0f bytes in 100,000 (medians)",
                            little.micros(),
                            little.bytes(),
                            much.micros(),
                            much.bytes())));
            verdict = verdict.and(Verdict.of(micros, MOST_MICROS))
                    .and(Verdict.of(much.bytes(), little.bytes() * MOST_GROWTH));
        }
        return new Finding(figures, verdict);
    }

    /// With the agent, less without it.
    private static Cost cost(Collection<RunResult> results, Dialect dialect, int tokens) {
        Cost with = each(results, "throughAgent", dialect, tokens);
        Cost without = each(results, "drained", dialect, tokens);
        return new Cost(with.micros() - without.micros(), with.bytes() - without.bytes());
    }

    private static Cost each(Collection<RunResult> results, String method, Dialect dialect, int tokens) {
        RunResult result = results.stream()
                .filter(each -> each.getPrimaryResult().getLabel().equals(method))
                .filter(each -> each.getParams().getParam("dialect").equals(dialect.name()))
                .filter(each -> each.getParams().getParam("tokens").equals(Integer.toString(tokens)))
                .findFirst()
                .orElseThrow();
        double millis = result.getPrimaryResult().getStatistics().getPercentile(50);
        double bytes = Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                .getScore();
        return new Cost(millis * 1000 / tokens, bytes / tokens);
    }
}
