package io.github.jupan.practice.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.PracticeException;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.Score;
import io.github.jupan.practice.ranking.RewardCurve.Point;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewardCurveTest {

    /// Its reward is how long what was said is.
    private static double length(Rollout rollout) {
        return rollout.pieces().getLast().text().length();
    }

    private static Attempt attempt(String exercise, int epoch, int length, boolean right) {
        Score score = right ? Score.right("1") : Score.wrong("2", "");
        return Ranked.attempt(exercise, epoch, Ranked.rollout("x".repeat(length), "1"), score);
    }

    @Test
    void itIsTheMeanOverAllWaysToDraw() {
        Ranked.Lots lots = new Ranked.Lots(3);
        for (int size = 1; size <= 9; size++) {
            List<Attempt> attempts = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                attempts.add(attempt("a", i, (int) (lots.next() * 5), lots.next() < 0.5));
            }
            for (int n = 1; n <= size; n++) {
                Point point = RewardCurve.of(attempts.stream(), RewardCurveTest::length, List.of(n))
                        .peak();
                double[] drawn = drawn(attempts, n);
                assertThat(point.reward()).isCloseTo(drawn[0], within(1e-12));
                assertThat(point.accuracy()).isCloseTo(drawn[1], within(1e-12));
            }
        }
    }

    /// Every set of `n`, its longest attempts sharing it.
    private static double[] drawn(List<Attempt> attempts, int n) {
        double reward = 0;
        double right = 0;
        int sets = 0;
        for (int set = 0; set < 1 << attempts.size(); set++) {
            if (Integer.bitCount(set) == n) {
                List<Attempt> members = new ArrayList<>();
                for (int i = 0; i < attempts.size(); i++) {
                    if ((set & (1 << i)) != 0) {
                        members.add(attempts.get(i));
                    }
                }
                double most = members.stream()
                        .mapToDouble(each -> length(each.rollout()))
                        .max()
                        .orElseThrow();
                List<Attempt> best = members.stream()
                        .filter(each -> length(each.rollout()) == most)
                        .toList();
                reward += most;
                right += (double) best.stream().filter(Attempt::isRight).count() / best.size();
                sets++;
            }
        }
        return new double[] {reward / sets, right / sets};
    }

    @Test
    void anAttemptWithoutAnAnswerStandsBehindTheOthers() {
        Attempt silent = Ranked.attempt("a", 1, Ranked.unanswered("x".repeat(100)), Score.wrong("", ""));
        RewardCurve curve =
                RewardCurve.of(Stream.of(silent, attempt("a", 2, 1, true)), RewardCurveTest::length, List.of(2, 1));
        assertThat(curve.points())
                .containsExactly(
                        new Point(1, 50.5, 0.5, Double.NaN, 0), new Point(2, 1, 1, Double.NaN, Math.log(2) - 0.5));
    }

    @Test
    void exercisesWithTooFewAttemptsAreLeftOut() {
        List<Attempt> attempts = List.of(
                attempt("a", 1, 1, true),
                attempt("a", 2, 2, true),
                attempt("b", 1, 1, false),
                attempt("c", 1, 1, true));
        RewardCurve curve = RewardCurve.of(attempts.stream(), RewardCurveTest::length, List.of(1, 2));
        assertThat(curve.exercises()).isEqualTo(1);
        assertThat(curve.leftOut()).isEqualTo(2);
        assertThat(curve.peak().n()).isEqualTo(1);
        assertThat(curve.falls()).isTrue();
        assertThatThrownBy(() -> RewardCurve.of(attempts.stream(), RewardCurveTest::length, List.of(1, 4)))
                .isInstanceOf(PracticeException.class)
                .hasMessage("the best of 4 needs 4 attempts at an exercise, and no exercise has more than 2:"
                        + " practise with more epochs");
    }

    @Test
    void theStandardErrorIsOverTheExercises() {
        List<Attempt> attempts = new ArrayList<>();
        for (String exercise : List.of("a", "b", "c", "d")) {
            attempts.add(attempt(exercise, 1, 1, exercise.equals("a")));
        }
        // Of 1, 0, 0, 0 the standard deviation is 0.5.
        assertThat(RewardCurve.of(attempts.stream(), RewardCurveTest::length, List.of(1))
                        .peak())
                .isEqualTo(new Point(1, 1, 0.25, 0.25, 0));
    }

    /// A reward that was trained on rankings which like long attempts. Up to a length they are the better ones; whoever
    /// draws more and more finds those that go on and on, and are wrong.
    @Test
    void aRewardThatLikesLongAnswersIsGamed(@TempDir Path path) {
        Ranked.Lots lots = new Ranked.Lots(42);
        List<Attempt> attempts = new ArrayList<>();
        for (int exercise = 0; exercise < 40; exercise++) {
            for (int epoch = 1; epoch <= 16; epoch++) {
                double lot = lots.next();
                int lines = (int) (60 * lot);
                double chance = lot < 0.9 ? 0.2 + 0.9 * lot : 0.15;
                attempts.add(Ranked.attempt(
                        "e" + exercise,
                        epoch,
                        Ranked.rollout("so it goes\n".repeat(lines), "1"),
                        lots.next() < chance ? Score.right("1") : Score.wrong("2", "")));
            }
        }
        PracticeFolder folder = Ranked.folder(path, attempts.toArray(Attempt[]::new));
        try (Ranking ranking = Ranking.open(folder, "person", 7)) {
            ranking.remaining().stream().limit(200).forEach(pair -> {
                double first = length(ranking.attempt(pair.first()).rollout());
                double second = length(ranking.attempt(pair.second()).rollout());
                ranking.add(pair, first > second ? Comparison.Verdict.FIRST : Comparison.Verdict.SECOND);
            });
        }
        RewardModel model = RewardTraining.USUAL.train(List.of(path.resolve(Preference.FILE)), any -> true);
        assertThat(model.heldOut().accuracy()).isGreaterThan(0.95);
        assertThat(model.strongest().getFirst().feature()).isIn("length", "steps");
        assertThat(model.strongest().getFirst().weight()).isPositive();

        RewardCurve curve;
        try (Stream<Attempt> all = folder.attempts()) {
            curve = RewardCurve.of(all, model::reward, List.of(1, 2, 4, 8, 16));
        }
        assertThat(curve.points()).extracting(Point::reward).isSorted();
        assertThat(curve.peak().n()).isIn(2, 4);
        assertThat(curve.falls()).isTrue();
        Point first = curve.points().getFirst();
        Point last = curve.points().getLast();
        assertThat(curve.peak().accuracy()).isGreaterThan(first.accuracy() + 0.03);
        assertThat(last.accuracy()).isLessThan(first.accuracy() - 0.1);
        assertThat(last.kl()).isCloseTo(Math.log(16) - 15.0 / 16, within(1e-15));
    }
}
