package io.github.jupan.practice.internal;

/// SplitMix64 (Steele, Lea and Flood, 2014), written out: what it gives for a seed stays the same for ever.
public final class SplitMix {

    private static final long STEP = 0x9e3779b97f4a7c15L;

    private long state;

    public SplitMix(long seed) {
        state = seed;
    }

    public long next() {
        state += STEP;
        return mixed(state);
    }

    public static long mixed(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /// From 0 to one less than the bound.
    public int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    /// Both ends included.
    public int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /// From 0 to less than 1.
    public double fraction() {
        return (next() >>> 11) * 0x1.0p-53;
    }
}
