package io.github.jupan.practice.internal.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.jupan.practice.ranking.Ranked;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The figures are those of SciPy 1.17.1 (`minimize`, BFGS), scikit-learn 1.9.1 (`LogisticRegression` without intercept
/// on the rows and their negatives, `C = 1/(2·l2)`) and statsmodels 0.15.0 (`Logit`) on the same rows.
class BradleyTerryTest {

    private static final double[] TRUE = {1.5, -0.7, 0.0, 0.4};

    private static List<double[]> rows() {
        Ranked.Lots lots = new Ranked.Lots(7);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            double[] row = new double[4];
            double margin = 0;
            for (int j = 0; j < 4; j++) {
                row[j] = (lots.next() - 0.5) * 4;
                margin += row[j] * TRUE[j];
            }
            if (lots.next() > 1 / (1 + Math.exp(-margin))) {
                for (int j = 0; j < 4; j++) {
                    row[j] = -row[j];
                }
            }
            rows.add(row);
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({
        "0.5,  1.412716640, -0.674363843, 0.112966628, 0.182874036",
        "1,    1.318366929, -0.630902617, 0.097731287, 0.164333705",
        "10,   0.714792206, -0.370340668, 0.023576927, 0.062832460",
        "1e-9, 1.535987134, -0.732885807, 0.133947278, 0.207942505"
    })
    void itsWeightsAreThoseOfTheStatisticiansLibraries(double l2, double a, double b, double c, double d) {
        assertThat(BradleyTerry.fit(rows(), l2)).containsExactly(new double[] {a, b, c, d}, within(5e-8));
    }

    @Test
    void pairsThatAreToldApartPerfectlyStillHaveWeights() {
        double[] weights = BradleyTerry.fit(List.of(new double[] {1000, 0}, new double[] {2000, 0}), 1);
        assertThat(weights[0]).isPositive().isFinite();
        assertThat(weights[1]).isZero();
        assertThatThrownBy(() -> BradleyTerry.fit(List.of(new double[] {1}), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void opposedPairsSayNothing() {
        assertThat(BradleyTerry.fit(List.of(new double[] {1, 2}, new double[] {-1, -2}), 1))
                .containsExactly(new double[] {0, 0}, within(1e-12));
    }
}
