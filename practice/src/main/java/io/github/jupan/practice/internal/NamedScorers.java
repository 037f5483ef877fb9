package io.github.jupan.practice.internal;

import io.github.jupan.practice.PracticeException;
import io.github.jupan.practice.Scorer;
import io.github.jupan.sandbox.Sandbox;
import java.math.BigDecimal;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// From a scorer's name to the scorer.
public final class NamedScorers {

    private NamedScorers() {}

    public static Scorer of(String name, Supplier<Sandbox> sandbox) {
        int colon = name.indexOf(':');
        String kind = colon < 0 ? name : name.substring(0, colon);
        String rest = colon < 0 ? "" : name.substring(colon + 1);
        return switch (kind) {
            case "auto" -> plain(name, rest, new AutoScorer());
            case "number" -> new NumberScorer(name, tolerance(name, rest), NumberScorer.From.ANYWHERE);
            case "computed" -> new NumberScorer(name, tolerance(name, rest), NumberScorer.From.A_RUN);
            case "exact" -> plain(name, rest, new TextScorer.Exact());
            case "contains" -> plain(name, rest, new TextScorer.Contains());
            case "choice" -> plain(name, rest, new TextScorer.Choice());
            case "regex" -> new TextScorer.Regex(name, pattern(rest));
            case "python" -> PythonScorer.of(name, rest, sandbox);
            default ->
                throw new PracticeException("there is no scorer " + name
                        + ": use auto, number, exact, contains, choice, regex:PATTERN, python:FILE or computed");
        };
    }

    private static Scorer plain(String name, String rest, Scorer scorer) {
        if (!rest.isEmpty()) {
            throw new PracticeException("the scorer " + scorer.name() + " takes nothing behind a colon: " + name);
        }
        return scorer;
    }

    private static BigDecimal tolerance(String name, String text) {
        try {
            BigDecimal tolerance = text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
            if (tolerance.signum() >= 0) {
                return tolerance;
            }
        } catch (NumberFormatException none) {
            // Said below.
        }
        throw new PracticeException("the tolerance of the scorer " + name + " must be a number such as 0.01");
    }

    private static Pattern pattern(String text) {
        try {
            if (!text.isEmpty()) {
                return Pattern.compile(text, Pattern.UNICODE_CASE);
            }
        } catch (PatternSyntaxException wrong) {
            throw new PracticeException("the scorer's pattern cannot be read: " + wrong.getDescription(), wrong);
        }
        throw new PracticeException("a pattern follows regex:, such as regex:(\\d+)");
    }
}
