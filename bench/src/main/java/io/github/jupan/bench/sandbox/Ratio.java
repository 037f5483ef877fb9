package io.github.jupan.bench.sandbox;

import io.github.jupan.bench.measure.Finding.Figure;
import io.github.jupan.bench.measure.Finding.Verdict;
import io.github.jupan.bench.measure.Samples;
import java.util.List;
import java.util.Locale;

/// How our time stands to that of python3, measured in turn with it.
final class Ratio {

    private Ratio() {}

    /// @param samples ours, then those of python3 where there is one
    /// @param figures gets the ratio
    static Verdict verdict(List<Samples> samples, double most, List<Figure> figures) {
        if (samples.size() < 2) {
            figures.add(Figure.missing("python3", "it is not on this machine"));
            return Verdict.NOT_MEASURED;
        }
        double ratio = samples.get(0).p50() / samples.get(1).p50();
        figures.add(new Figure("jupan ÷ python3", String.format(Locale.ROOT, "%.2f of p50", ratio)));
        return Verdict.of(ratio, most);
    }
}
