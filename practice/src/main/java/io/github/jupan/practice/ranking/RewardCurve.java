package io.github.jupan.practice.ranking;

import io.github.jupan.agent.Mode;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.PracticeException;
import io.github.jupan.practice.Rollout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// What becomes of the true accuracy when a reward chooses of more and more attempts: at first it rises, and past a
/// peak the reward goes on rising while truth falls (Gao, Schulman and Hilton, 2022).
///
/// @param points from few attempts to many
/// @param exercises how many groups of attempts it is the mean of: one for each exercise in each mode
/// @param leftOut how many groups had too few attempts for the last point
public record RewardCurve(List<Point> points, int exercises, int leftOut) {

    /// The expected best of `n` attempts.
    ///
    /// @param reward of the chosen attempt
    /// @param accuracy the share of chosen attempts that are right
    /// @param standardError of the accuracy, over the exercises
    /// @param kl how far choosing leads from the model's own distribution, at most, in nats: `ln n - (n - 1) / n`
    public record Point(int n, double reward, double accuracy, double standardError, double kl) {}

    private record Scored(boolean answered, double reward, boolean right) {
        static final Comparator<Scored> WORST_FIRST =
                Comparator.comparing(Scored::answered).thenComparingDouble(Scored::reward);
    }

    private record Group(String exercise, Mode mode) {}

    public RewardCurve {
        points = List.copyOf(points);
    }

    /// Computed, not sampled: of `N` attempts each is the best of `n` drawn ones with a probability that its rank alone
    /// says; equal ones share it. An attempt without an answer stands behind those with one.
    ///
    /// @param counts the numbers of attempts to choose from
    /// @throws PracticeException when no exercise has as many attempts as the largest count
    public static RewardCurve of(Stream<Attempt> attempts, ToDoubleFunction<Rollout> reward, List<Integer> counts) {
        List<Integer> sorted = counts.stream().distinct().sorted().toList();
        if (sorted.isEmpty() || sorted.getFirst() < 1) {
            throw new IllegalArgumentException("numbers of attempts from 1 on, not " + counts);
        }
        Map<Group, List<Scored>> groups = new HashMap<>();
        attempts.forEach(attempt -> groups.computeIfAbsent(
                        new Group(attempt.key().exercise(), attempt.key().mode()), _ -> new ArrayList<>())
                .add(new Scored(
                        attempt.rollout().answered(), reward.applyAsDouble(attempt.rollout()), attempt.isRight())));
        int most = sorted.getLast();
        List<List<Scored>> enough =
                groups.values().stream().filter(group -> group.size() >= most).toList();
        if (enough.isEmpty()) {
            int largest = groups.values().stream().mapToInt(List::size).max().orElse(0);
            throw new PracticeException("the best of " + most + " needs " + most
                    + " attempts at an exercise, and no exercise has more than " + largest
                    + ": practise with more epochs");
        }
        enough.forEach(group -> group.sort(Scored.WORST_FIRST));
        List<Point> points = sorted.stream().map(n -> point(enough, n)).toList();
        return new RewardCurve(points, enough.size(), groups.size() - enough.size());
    }

    private static Point point(List<List<Scored>> groups, int n) {
        double reward = 0;
        double sum = 0;
        double squares = 0;
        for (List<Scored> group : groups) {
            Expected expected = Expected.of(group, n);
            reward += expected.reward();
            sum += expected.accuracy();
            squares += expected.accuracy() * expected.accuracy();
        }
        int m = groups.size();
        double mean = sum / m;
        double variance = m < 2 ? Double.NaN : Math.max(0, squares - m * mean * mean) / (m - 1);
        return new Point(n, reward / m, mean, Math.sqrt(variance / m), Math.log(n) - (n - 1.0) / n);
    }

    /// Of the best of `n` attempts at one exercise.
    private record Expected(double reward, double accuracy) {

        static Expected of(List<Scored> sorted, int n) {
            double reward = 0;
            double accuracy = 0;
            for (int from = 0; from < sorted.size(); ) {
                int to = from;
                double rewards = 0;
                int right = 0;
                while (to < sorted.size() && Scored.WORST_FIRST.compare(sorted.get(from), sorted.get(to)) == 0) {
                    rewards += sorted.get(to).reward();
                    right += sorted.get(to).right() ? 1 : 0;
                    to++;
                }
                double chosen = allAmong(to, sorted.size(), n) - allAmong(from, sorted.size(), n);
                reward += chosen * rewards / (to - from);
                accuracy += chosen * right / (to - from);
                from = to;
            }
            return new Expected(reward, accuracy);
        }

        /// The probability that all of `n` attempts, drawn from `size`, are among the `worst`: C(worst, n) / C(size,
        /// n).
        private static double allAmong(int worst, int size, int n) {
            double probability = 1;
            for (int i = 0; i < n && probability > 0; i++) {
                probability *= Math.max(0, worst - i) / (double) (size - i);
            }
            return probability;
        }
    }

    /// Where truth is highest: of equal ones the first.
    public Point peak() {
        Point peak = points.getFirst();
        for (Point point : points) {
            if (point.accuracy() > peak.accuracy() + 1e-12) {
                peak = point;
            }
        }
        return peak;
    }

    /// Whether truth falls behind the peak, as far as the curve goes.
    public boolean falls() {
        return points.getLast().n() > peak().n();
    }
}
