package io.github.jupan.cli.session;

import io.github.jupan.agent.Usage;
import io.github.jupan.server.ModelSource.Price;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What questions used up.
///
/// @param questions how many
/// @param time from the question to its end
/// @param costs by currency
/// @param priced of how many questions that is the cost
public record Used(int questions, Usage usage, Duration time, Map<String, BigDecimal> costs, int priced) {

    static final Used NOTHING = new Used(0, Usage.NONE, Duration.ZERO, Map.of(), 0);

    public Used {
        costs = Map.copyOf(costs);
    }

    /// One question. Of tokens that nobody counted there is no cost.
    ///
    /// @param price of its model's tokens, where somebody said so
    public static Used of(Usage usage, Duration time, Optional<Price> price) {
        Map<String, BigDecimal> costs = price.filter(_ -> isCounted(usage))
                .map(each -> Map.of(each.currency(), each.of(usage)))
                .orElse(Map.of());
        return new Used(1, usage, time, costs, costs.isEmpty() ? 0 : 1);
    }

    Used plus(Used other) {
        Map<String, BigDecimal> sums = new TreeMap<>(costs);
        other.costs.forEach((currency, cost) -> sums.merge(currency, cost, BigDecimal::add));
        return new Used(
                questions + other.questions,
                usage.plus(other.usage),
                time.plus(other.time),
                sums,
                priced + other.priced);
    }

    /// Such as `1,748 tokens in, 53 out · 2.1 s`, with what it cost where that is known.
    public String line() {
        return tokens(usage) + " · " + clock() + (costs.isEmpty() ? "" : " · " + cost());
    }

    /// Such as `1,748 tokens in, 53 out at least`. A figure that is 0 because nobody counted it is left out.
    public static String tokens(Usage usage) {
        if (!isCounted(usage)) {
            return "tokens not counted";
        }
        String least = usage.known() ? "" : " at least";
        if (usage.known() || (usage.inputTokens() > 0 && usage.outputTokens() > 0)) {
            return String.format(
                    Locale.ROOT, "%,d tokens in, %,d out%s", usage.inputTokens(), usage.outputTokens(), least);
        }
        return usage.inputTokens() > 0
                ? String.format(Locale.ROOT, "%,d tokens in%s", usage.inputTokens(), least)
                : String.format(Locale.ROOT, "%,d tokens out%s", usage.outputTokens(), least);
    }

    private static boolean isCounted(Usage usage) {
        return usage.known() || usage.inputTokens() + usage.outputTokens() > 0;
    }

    private String clock() {
        return time.toMinutes() > 0
                ? "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    private String cost() {
        String sum = new TreeMap<>(costs)
                .entrySet().stream()
                        .map(each -> amount(each.getValue()) + " " + each.getKey())
                        .collect(Collectors.joining(" + "));
        return sum
                + (usage.known() ? "" : " at least")
                + (priced == questions ? "" : " for " + priced + " of " + questions + " questions");
    }

    /// As it is written on a bill; below one, two digits that say something.
    private static String amount(BigDecimal cost) {
        if (cost.signum() == 0) {
            return "0.00";
        }
        BigDecimal rounded = cost.compareTo(BigDecimal.ONE) < 0
                ? cost.round(new MathContext(2, RoundingMode.HALF_UP))
                : cost.setScale(2, RoundingMode.HALF_UP);
        return rounded.setScale(Math.max(2, rounded.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
