package io.github.jupan.bench.measure;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.util.Statistics;

/// Times of one thing done again and again, in milliseconds.
public record Samples(long count, double p50, double p99, double least, double most) {

    /// @param nanos at least one
    public static Samples ofNanos(Collection<Long> nanos) {
        if (nanos.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        double[] sorted = nanos.stream().mapToDouble(Long::doubleValue).sorted().toArray();
        Arrays.setAll(sorted, i -> sorted[i] / 1e6);
        return new Samples(sorted.length, at(sorted, 0.5), at(sorted, 0.99), sorted[0], sorted[sorted.length - 1]);
    }

    /// @param statistics of JMH, in milliseconds
    public static Samples of(Statistics statistics) {
        return new Samples(
                statistics.getN(),
                statistics.getPercentile(50),
                statistics.getPercentile(99),
                statistics.getMin(),
                statistics.getMax());
    }

    /// The smallest sample that so large a part does not exceed.
    private static double at(double[] sorted, double part) {
        return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
    }

    @Override
    public String toString() {
        return "p50 %s, p99 %s, n %d, %s to %s".formatted(time(p50), time(p99), count, time(least), time(most));
    }

    public static String time(double millis) {
        if (millis >= 1000) {
            return String.format(Locale.ROOT, "%.2f s", millis / 1000);
        }
        if (millis >= 10) {
            return String.format(Locale.ROOT, "%.0f ms", millis);
        }
        return String.format(Locale.ROOT, millis >= 0.1 ? "%.2f ms" : "%.4f ms", millis);
    }
}
