package io.github.jupan.bench.prompts;

import java.util.Locale;

/// So many of so many.
record Share(int some, int all) {

    /// Of a normal distribution, the standard deviations between which 95% lie.
    private static final double Z = 1.96;

    /// The lower bound of the share's 95% interval, after Wilson (1927).
    double low() {
        return middle() - half();
    }

    double high() {
        return middle() + half();
    }

    private double middle() {
        return (some + Z * Z / 2) / (all + Z * Z);
    }

    private double half() {
        double missed = (double) some * (all - some) / all;
        return Z / (all + Z * Z) * Math.sqrt(missed + Z * Z / 4);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d of %d (%.0f to %.0f%%)", some, all, 100 * low(), 100 * high());
    }
}
