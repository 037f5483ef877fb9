package io.github.jupan.bench;

import java.util.List;

/// What a row found.
///
/// @param figures ours first, then those of what a user would take instead
record Finding(List<Figure> figures, Verdict verdict) {

    Finding {
        figures = List.copyOf(figures);
    }

    enum Verdict {
        REACHED("yes"),
        MISSED("no"),
        NOT_MEASURED("not measured");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        static Verdict of(double actual, double most) {
            return actual <= most ? REACHED : MISSED;
        }

        Verdict and(Verdict other) {
            return compareTo(other) > 0 ? this : other;
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
