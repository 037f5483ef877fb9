package io.github.jupan.cli.session;

import io.github.jupan.agent.Usage;
import java.time.Duration;
import java.util.Locale;

/// What questions used up.
///
/// @param questions how many
/// @param time from the question to its end
record Used(int questions, Usage usage, Duration time) {

    static final Used NOTHING = new Used(0, Usage.NONE, Duration.ZERO);

    Used plus(Used other) {
        return new Used(questions + other.questions, usage.plus(other.usage), time.plus(other.time));
    }

    /// Such as `1,748 tokens in, 53 out · 2.1 s`.
    String line() {
        String tokens = usage.inputTokens() + usage.outputTokens() == 0 && !usage.known()
                ? "tokens not counted"
                : String.format(
                        Locale.ROOT,
                        "%,d tokens in, %,d out%s",
                        usage.inputTokens(),
                        usage.outputTokens(),
                        usage.known() ? "" : " at least");
        return tokens + " · " + clock();
    }

    private String clock() {
        return time.toMinutes() > 0
                ? "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
