package io.github.jupan.cli.models;

import io.github.jupan.cli.terminal.SafeStream;
import io.github.jupan.cli.terminal.SafeText;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.Surfaces;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.local.weights.CatalogueEntry;
import io.github.jupan.local.weights.PullListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Shows on standard error how a model comes: a bar with speed and time left on a terminal, a line now and then
/// elsewhere.
final class PullProgress implements PullListener, AutoCloseable {

    private static final int COLUMNS = 78;
    private static final long MEGABYTE = 1_000_000;
    private static final int STEP_PERCENT = 10;

    private final Surroundings surroundings;
    private final CatalogueEntry entry;

    /// For the bar, which moves the cursor.
    private final PrintStream bare;

    private final boolean drawn;
    private @Nullable ProgressBar bar;
    private long nextBytes = -1;

    PullProgress(Surroundings surroundings, CatalogueEntry entry) {
        this.surroundings = surroundings;
        this.entry = entry;
        this.bare = SafeStream.raw(surroundings.err());
        this.drawn = Surfaces.of(surroundings).aside().can(Surface.Ability.CURSOR);
    }

    @Override
    public void note(String line) {
        close();
        surroundings.err().println("jupan: " + line);
    }

    @Override
    public void at(long bytes) {
        if (drawn) {
            draw(bytes);
        } else {
            say(bytes);
        }
    }

    /// What was here before counts for the bar, not for the speed.
    private void draw(long bytes) {
        ProgressBar shown = bar;
        if (shown == null) {
            shown = new ProgressBarBuilder()
                    .setTaskName(SafeText.line(entry.name()))
                    .setInitialMax(entry.bytes())
                    .startsFrom(bytes, Duration.ZERO)
                    .setUnit(" MB", MEGABYTE)
                    .showSpeed()
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUpdateIntervalMillis(250)
                    .setConsumer(new DelegatingProgressBarConsumer(this::redraw, COLUMNS))
                    .build();
            bar = shown;
        }
        shown.stepTo(bytes);
    }

    private void redraw(String line) {
        bare.print("\r" + line);
        bare.flush();
    }

    private void say(long bytes) {
        if (nextBytes < 0) {
            surroundings
                    .err()
                    .println("jupan: pulling " + entry.name() + ", " + megabytes(entry.bytes())
                            + (bytes > 0 ? ", of which " + megabytes(bytes) + " are here" : ""));
        } else if (bytes < nextBytes) {
            return;
        } else {
            surroundings.err().println("jupan: " + megabytes(bytes) + ", " + bytes * 100 / entry.bytes() + "%");
        }
        nextBytes = (bytes * 100 / entry.bytes() / STEP_PERCENT + 1) * entry.bytes() * STEP_PERCENT / 100;
    }

    @Override
    public void checking() {
        if (drawn) {
            close();
            bare.print("\r\u001b[Kchecking " + SafeText.line(entry.name()) + " …");
            bare.flush();
        } else {
            surroundings.err().println("jupan: checking its SHA-256");
            surroundings.err().flush();
        }
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", (bytes + MEGABYTE / 2) / MEGABYTE);
    }

    @Override
    public void close() {
        ProgressBar shown = bar;
        if (shown != null) {
            shown.close();
            bar = null;
        }
        if (drawn) {
            bare.print("\r\u001b[K");
            bare.flush();
        }
    }
}
