package io.github.jupan.practice.internal.ranking;

import java.util.List;
import java.util.stream.IntStream;

/// Weights such that what is preferred has the higher weighted sum: the probability that one is preferred to the other
/// is `1 / (1 + exp(-w·d))`, where `d` is the difference of their features (Bradley and Terry, 1952). This is logistic
/// regression without an intercept.
public final class BradleyTerry {

    private static final int MOST_STEPS = 100;
    private static final double SMALL = 1e-10;

    private final List<double[]> differences;
    private final List<int[]> nonzero;
    private final double l2;
    private final int size;

    private BradleyTerry(List<double[]> differences, double l2, int size) {
        this.differences = differences;
        this.nonzero = differences.stream()
                .map(row ->
                        IntStream.range(0, row.length).filter(i -> row[i] != 0).toArray())
                .toList();
        this.l2 = l2;
        this.size = size;
    }

    /// The weights that make `Σ ln(1 + exp(-w·d)) + l2/2 · |w|²` smallest, by Newton's method.
    ///
    /// @param differences features of the preferred less those of the other, a row for each pair
    /// @param l2 above 0, so that there are such weights however well the pairs can be told apart
    public static double[] fit(List<double[]> differences, double l2) {
        if (!(l2 > 0)) {
            throw new IllegalArgumentException("the penalty on weights is above 0, not " + l2);
        }
        return new BradleyTerry(differences, l2, differences.getFirst().length).fit();
    }

    private double[] fit() {
        double[] weights = new double[size];
        double loss = loss(weights);
        for (int i = 0; i < MOST_STEPS; i++) {
            double[] step = step(weights);
            double length = 1;
            double[] next = along(weights, step, length);
            double lower = loss(next);
            while (lower > loss && length > SMALL) {
                length /= 2;
                next = along(weights, step, length);
                lower = loss(next);
            }
            if (lower > loss) {
                return weights;
            }
            weights = next;
            loss = lower;
            if (largest(step) * length < SMALL) {
                return weights;
            }
        }
        return weights;
    }

    private double loss(double[] weights) {
        double loss = 0;
        for (int row = 0; row < differences.size(); row++) {
            double margin = margin(row, weights);
            loss += margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
        }
        for (double weight : weights) {
            loss += l2 / 2 * weight * weight;
        }
        return loss;
    }

    private double margin(int row, double[] weights) {
        double[] values = differences.get(row);
        double margin = 0;
        for (int i : nonzero.get(row)) {
            margin += weights[i] * values[i];
        }
        return margin;
    }

    /// Of Newton's method: the Hessian's inverse times the gradient, downwards.
    private double[] step(double[] weights) {
        double[] gradient = new double[size];
        double[][] hessian = new double[size][size];
        for (int i = 0; i < size; i++) {
            gradient[i] = -l2 * weights[i];
            hessian[i][i] = l2;
        }
        for (int row = 0; row < differences.size(); row++) {
            double[] values = differences.get(row);
            int[] indices = nonzero.get(row);
            double wrong = 1 / (1 + Math.exp(margin(row, weights)));
            double curvature = wrong * (1 - wrong);
            for (int i : indices) {
                gradient[i] += wrong * values[i];
                for (int j : indices) {
                    if (j <= i) {
                        hessian[i][j] += curvature * values[i] * values[j];
                    }
                }
            }
        }
        return solved(hessian, gradient);
    }

    /// By Cholesky's decomposition, in place; only the lower half of the matrix is read.
    private static double[] solved(double[][] matrix, double[] right) {
        int size = right.length;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? Math.sqrt(sum) : sum / matrix[j][j];
            }
        }
        double[] result = right.clone();
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < i; k++) {
                result[i] -= matrix[i][k] * result[k];
            }
            result[i] /= matrix[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < size; k++) {
                result[i] -= matrix[k][i] * result[k];
            }
            result[i] /= matrix[i][i];
        }
        return result;
    }

    private static double[] along(double[] from, double[] step, double length) {
        double[] to = from.clone();
        for (int i = 0; i < to.length; i++) {
            to[i] += length * step[i];
        }
        return to;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
