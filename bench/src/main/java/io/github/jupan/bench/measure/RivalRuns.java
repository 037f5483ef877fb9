package io.github.jupan.bench.measure;

import io.github.jupan.bench.measure.Bench.Effort;
import io.github.jupan.bench.measure.Finding.Figure;
import io.github.jupan.bench.measure.Row.Check;
import io.github.jupan.bench.rivals.Rival;
import io.github.jupan.bench.rivals.Rivals;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The same snippet, again and again, in each of the rivals.
public final class RivalRuns {

    /// A rival that takes a quarter of a second each time gets fewer runs than one that takes microseconds.
    private static final Duration EACH = Duration.ofSeconds(5);

    private RivalRuns() {}

    public static List<Check> check(Bench bench, List<Rivals.Kind> kinds, String snippet, String value)
            throws IOException {
        List<Check> checks = new ArrayList<>();
        for (Rivals.Kind kind : kinds) {
            var rival = bench.rivals().get(kind);
            if (rival.isPresent()) {
                checks.add(
                        new Check(kind.title(), value, rival.get().run(snippet).value()));
            }
        }
        return checks;
    }

    public static List<Figure> measure(Bench bench, List<Rivals.Kind> kinds, String snippet) throws IOException {
        List<Figure> figures = new ArrayList<>();
        for (Rivals.Kind kind : kinds) {
            var rival = bench.rivals().get(kind);
            figures.add(
                    rival.isPresent()
                            ? Figure.of(kind.title(), measure(rival.get(), snippet, bench.effort()))
                            : Figure.missing(kind.title(), bench.rivals().whyMissing(kind)));
        }
        return figures;
    }

    private static Samples measure(Rival rival, String snippet, Effort effort) throws IOException {
        int most = effort.times(2000);
        for (int i = 0; i < most / 10 && i < 20; i++) {
            rival.run(snippet);
        }
        List<Long> nanos = new ArrayList<>();
        long end = System.nanoTime() + EACH.toNanos();
        while (nanos.size() < most && System.nanoTime() < end) {
            nanos.add(rival.run(snippet).nanos());
        }
        return Samples.ofNanos(nanos);
    }
}
