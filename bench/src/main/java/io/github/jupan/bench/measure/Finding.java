package io.github.jupan.bench.measure;

import java.util.List;

/// What a row found.
///
/// @param figures ours first, then those of what a user would take instead
public record Finding(List<Figure> figures, Verdict verdict) {

    public Finding {
        figures = List.copyOf(figures);
    }

    /// A number, or why there is none.
    ///
    /// @param who whose number it is
    public record Figure(String who, String number) {

        public static Figure of(String who, Samples samples) {
            return new Figure(who, samples.toString());
        }

        public static Figure missing(String who, String why) {
            return new Figure(who, "skipped: " + why);
        }
    }

    public enum Verdict {
        REACHED("yes"),
        MISSED("no"),
        NOT_MEASURED("not measured");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        public static Verdict of(double actual, double most) {
            return actual <= most ? REACHED : MISSED;
        }

        public Verdict and(Verdict other) {
            return compareTo(other) > 0 ? this : other;
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
