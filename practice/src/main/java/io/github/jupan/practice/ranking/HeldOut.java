package io.github.jupan.practice.ranking;

/// How often a reward was right about pairs that it had not been trained on.
///
/// @param pairs how many there were
/// @param right of how many it gave the preferred attempt more; a pair to which it gave the same is half of one
public record HeldOut(int pairs, double right) {

    /// The normal distribution's 97.5 % quantile: the interval holds 95 %.
    private static final double Z = 1.959963984540054;

    public HeldOut {
        if (pairs < 1 || !(right >= 0 && right <= pairs)) {
            throw new IllegalArgumentException(right + " of " + pairs + " pairs");
        }
    }

    public double accuracy() {
        return right / pairs;
    }

    /// The lower end of the accuracy's 95 % interval (Wilson, 1927).
    public double low() {
        return middle() - half();
    }

    /// The upper end of the interval.
    public double high() {
        return middle() + half();
    }

    /// Whether it is better than chance, as far as so few pairs can show.
    public boolean isBetterThanChance() {
        return low() > 0.5;
    }

    private double middle() {
        return (accuracy() + Z * Z / (2.0 * pairs)) / (1 + Z * Z / pairs);
    }

    private double half() {
        double p = accuracy();
        return Z * Math.sqrt(p * (1 - p) / pairs + Z * Z / (4.0 * pairs * pairs)) / (1 + Z * Z / pairs);
    }
}
