package io.github.jupan.bench;

import io.github.jupan.bench.Finding.Verdict;

/// Whether memory has grown. Growth below both of these is the collector's own breathing.
final class Growth {

    private static final double FACTOR = 1.05;
    private static final double MEGABYTES = 8;

    private Growth() {}

    static Verdict of(double before, double after) {
        return Verdict.of(after, Math.max(before * FACTOR, before + MEGABYTES));
    }
}
