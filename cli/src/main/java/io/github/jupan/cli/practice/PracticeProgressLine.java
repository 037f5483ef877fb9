package io.github.jupan.cli.practice;

import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.practice.PracticeListener;
import io.github.jupan.practice.PracticeProgress;
import java.time.Duration;
import java.util.Locale;

/// How a practice goes on: a line that changes on a terminal, and now and then one of its own elsewhere.
final class PracticeProgressLine implements PracticeListener {

    private static final Duration PAUSE_ELSEWHERE = Duration.ofSeconds(60);
    private static final int TENTHS = 10;

    private final Surface surface;
    private Duration said = Duration.ZERO;

    PracticeProgressLine(Surface surface) {
        this.surface = surface;
    }

    @Override
    public synchronized void onProgress(PracticeProgress progress) {
        if (surface.can(Surface.Ability.CURSOR)) {
            surface.status(text(progress));
        } else if (progress.elapsed().minus(said).compareTo(PAUSE_ELSEWHERE) >= 0) {
            said = progress.elapsed();
            surface.line(Style.PLAIN, text(progress));
            surface.flush();
        }
    }

    /// Takes the line away.
    void end() {
        surface.clearStatus();
        surface.flush();
    }

    static String text(PracticeProgress progress) {
        StringBuilder text = new StringBuilder();
        text.append(progress.finished()).append('/').append(progress.total());
        if (progress.finished() > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    ", %d right (%.1f%%)",
                    progress.right(),
                    Math.round(1_000.0 * progress.right() / progress.finished()) / (double) TENTHS));
        }
        if (progress.failed() > 0) {
            text.append(", ").append(progress.failed()).append(" failed");
        }
        text.append(", ").append(progress.tokens()).append(" tokens");
        progress.left().ifPresent(left -> text.append(", ").append(clock(left)).append(" left"));
        return text.toString();
    }

    private static String clock(Duration left) {
        return left.toHours() > 0
                ? "%d h %02d min".formatted(left.toHours(), left.toMinutesPart())
                : left.toMinutes() > 0
                        ? "%d min %02d s".formatted(left.toMinutes(), left.toSecondsPart())
                        : left.toSeconds() + " s";
    }
}
