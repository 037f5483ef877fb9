package io.github.jupan.cli.run;

import io.github.jupan.cli.terminal.SafeStream;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.Surfaces;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.models.Transcript;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// A bar on the terminal while sessions are replayed; nothing where nobody watches.
final class ReplayProgress implements AutoCloseable {

    private static final int COLUMNS = 78;

    private final Optional<ProgressBar> bar;

    private ReplayProgress(Optional<ProgressBar> bar) {
        this.bar = bar;
    }

    static ReplayProgress of(Surroundings surroundings, List<List<Transcript>> conversations) {
        if (!Surfaces.of(surroundings).aside().can(Surface.Ability.CURSOR)) {
            return new ReplayProgress(Optional.empty());
        }
        return new ReplayProgress(Optional.of(new ProgressBarBuilder()
                .setTaskName("replay")
                .setInitialMax(conversations.stream().mapToLong(List::size).sum())
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setConsumer(new ConsoleProgressBarConsumer(SafeStream.raw(surroundings.err()), COLUMNS))
                .clearDisplayOnFinish()
                .build()));
    }

    void step() {
        bar.ifPresent(ProgressBar::step);
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
