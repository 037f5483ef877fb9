package io.github.jupan.agent.internal.evidence;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Numbers and the latest run that gave each: looks up a value, or a range of values, in the logarithm of their
/// count. Numbers are compared, never added up: `1e9999` stays as short as it is.
final class NumberIndex {

    /// No run.
    static final int NONE = 0;

    private BigDecimal[] values = new BigDecimal[0];
    private int[] latest = new int[0];

    /// The latest run of each stretch, a binary tree in an array, its root at 1; null until it is asked for.
    private int @Nullable [] tree;

    /// Takes in what a run gave.
    ///
    /// @param run higher than those before
    void add(int run, Collection<BigDecimal> numbers) {
        BigDecimal[] more = numbers.toArray(BigDecimal[]::new);
        Arrays.sort(more);
        List<BigDecimal> merged = new ArrayList<>(values.length + more.length);
        int[] runs = new int[values.length + more.length];
        int old = 0;
        for (int i = 0; i < more.length; i++) {
            if (i > 0 && more[i].compareTo(more[i - 1]) == 0) {
                continue;
            }
            int place = firstFrom(more[i], old);
            old = copy(old, place, merged, runs);
            if (old < values.length && values[old].compareTo(more[i]) == 0) {
                old++;
            }
            runs[merged.size()] = run;
            merged.add(more[i]);
        }
        copy(old, values.length, merged, runs);
        keep(merged, runs);
    }

    /// Forgets what no run gave from this one on.
    void dropBefore(int run) {
        List<BigDecimal> kept = new ArrayList<>(values.length);
        int[] runs = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            if (latest[i] >= run) {
                runs[kept.size()] = latest[i];
                kept.add(values[i]);
            }
        }
        keep(kept, runs);
    }

    private int copy(int from, int to, List<BigDecimal> merged, int[] runs) {
        for (int i = from; i < to; i++) {
            runs[merged.size()] = latest[i];
            merged.add(values[i]);
        }
        return to;
    }

    private void keep(List<BigDecimal> numbers, int[] runs) {
        values = numbers.toArray(BigDecimal[]::new);
        latest = Arrays.copyOf(runs, values.length);
        tree = null;
    }

    /// The latest run that gave this very number.
    int latestOf(BigDecimal number) {
        int at = firstFrom(number, 0);
        return at < values.length && values[at].compareTo(number) == 0 ? latest[at] : NONE;
    }

    /// The latest run that gave a number in the range.
    int latestBetween(BigDecimal low, boolean lowIncluded, BigDecimal high, boolean highIncluded) {
        int from = firstFrom(low, 0);
        int to = firstFrom(high, from);
        if (!lowIncluded && from < values.length && values[from].compareTo(low) == 0) {
            from++;
        }
        if (highIncluded && to < values.length && values[to].compareTo(high) == 0) {
            to++;
        }
        return latestIn(from, to);
    }

    /// The first place with a number that is not smaller.
    private int firstFrom(BigDecimal number, int from) {
        int low = from;
        int high = values.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle].compareTo(number) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int latestIn(int from, int to) {
        int[] runs = tree();
        int run = NONE;
        int low = from + values.length;
        int high = to + values.length;
        while (low < high) {
            if ((low & 1) == 1) {
                run = Math.max(run, runs[low++]);
            }
            if ((high & 1) == 1) {
                run = Math.max(run, runs[--high]);
            }
            low >>= 1;
            high >>= 1;
        }
        return run;
    }

    private int[] tree() {
        int[] runs = tree;
        if (runs == null) {
            runs = new int[2 * values.length];
            System.arraycopy(latest, 0, runs, values.length, values.length);
            for (int i = values.length - 1; i > 0; i--) {
                runs[i] = Math.max(runs[2 * i], runs[2 * i + 1]);
            }
            tree = runs;
        }
        return runs;
    }
}
