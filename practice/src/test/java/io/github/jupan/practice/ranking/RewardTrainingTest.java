package io.github.jupan.practice.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.PracticeException;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.Rollout.Status;
import io.github.jupan.practice.Score;
import io.github.jupan.practice.ranking.Comparison.Pair;
import io.github.jupan.practice.ranking.Comparison.Verdict;
import io.github.jupan.practice.ranking.RewardModel.Weight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewardTrainingTest {

    @TempDir
    private Path path;

    private record Shape(int lines, int runs, int answer) {
        static Shape of(Ranked.Lots lots) {
            return new Shape((int) (lots.next() * 12) + 1, (int) (lots.next() * 4), (int) (lots.next() * 40) + 1);
        }

        double margin() {
            return 1.8 * Math.log1p(2 * lines + runs) + 1.2 * Math.log1p(runs) - 0.5 * Math.log1p(answer);
        }

        /// No words, so that nothing else differs.
        Rollout rollout() {
            return Ranked.rollout(
                    "7\n".repeat(lines), Collections.nCopies(runs, Status.COMPLETED), "8".repeat(answer), List.of());
        }
    }

    /// Eight exercises, each with six pairs of twelve attempts.
    private Path pairs() {
        Ranked.Lots lots = new Ranked.Lots(11);
        List<Attempt> attempts = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (int exercise = 0; exercise < 8; exercise++) {
            for (int pair = 0; pair < 6; pair++) {
                Shape first = Shape.of(lots);
                Shape second = Shape.of(lots);
                for (Shape shape : List.of(first, second)) {
                    attempts.add(
                            Ranked.attempt("e" + exercise, attempts.size() % 12, shape.rollout(), Score.wrong("", "")));
                }
                boolean other = lots.next() > 1 / (1 + Math.exp(second.margin() - first.margin()));
                verdicts.add(other ? Verdict.SECOND : Verdict.FIRST);
            }
        }
        try (Ranking ranking = Ranking.open(Ranked.folder(path, attempts.toArray(Attempt[]::new)), "person", 7)) {
            for (int i = 0; i < verdicts.size(); i++) {
                ranking.add(
                        new Pair(
                                attempts.get(2 * i).key(),
                                attempts.get(2 * i + 1).key()),
                        verdicts.get(i));
            }
        }
        return path.resolve(Preference.FILE);
    }

    /// As scikit-learn 1.9.1 has it on the same differences, each divided by the root of its mean square: a
    /// `LogisticRegression` without intercept, and its accuracy by `LeaveOneGroupOut`.
    @Test
    void weightsAndHeldOutAccuracyAreThoseOfScikitLearn() {
        RewardModel model = new RewardTraining(1, 8, 3).train(List.of(pairs()), each -> true);
        assertThat(model.heldOut()).isEqualTo(new HeldOut(48, 34));
        assertThat(model.by()).isEqualTo("person (48)");
        assertThatThrownBy(() -> RewardTraining.USUAL.train(
                        List.of(path.resolve(Preference.FILE)),
                        each -> each.by().equals("rewards")))
                .hasMessage("there are no pairs to learn from: jupan rank makes some");
        assertThat(model.strongest())
                .extracting(Weight::feature)
                .containsExactly("length", "steps", "runs", "answer_length");
        assertThat(model.strongest())
                .extracting(Weight::weight)
                .usingElementComparator((a, b) -> Math.abs(a - b) < 5e-8 ? 0 : 1)
                .containsExactly(0.964122187, 0.793645016, 0.676708368, -0.451762947);
        assertThat(model.strongest())
                .extracting(Weight::scale)
                .usingElementComparator((a, b) -> Math.abs(a - b) < 5e-9 ? 0 : 1)
                .containsExactly(0.836399847, 0.811794268, 0.770257806, 1.082444736);
    }

    @Test
    void aRewardComesBackFromItsFileAsItWas() {
        Path file = path.resolve("reward.json");
        RewardModel model =
                RewardTraining.USUAL.train(List.of(pairs()), each -> true).withBestOf(4);
        RewardFile.write(model, file);
        assertThat(RewardFile.read(file))
                .isEqualTo(new RewardModel(
                        model.strongest(), model.heldOut(), model.exercises(), model.by(), model.l2(), model.bestOf()));
        Rollout rollout = Ranked.rollout("one\ntwo", List.of(Status.COMPLETED), "2", List.of());
        assertThat(RewardFile.usable(file).reward(rollout)).isCloseTo(model.reward(rollout), within(1e-12));
        // Eight characters, the code's among them; a figure of the answer; two lines; a run.
        assertThat(model.reward(rollout))
                .isCloseTo(
                        0.964122187 * Math.log(9) / 0.836399847
                                - 0.451762947 * Math.log(2) / 1.082444736
                                + 0.793645016 * Math.log(3) / 0.811794268
                                + 0.676708368 * Math.log(2) / 0.770257806,
                        within(1e-6));
        assertThat(model.exercises()).hasSize(8);
    }

    @Test
    void aRewardThatIsNoBetterThanChanceIsRefused() {
        Path file = path.resolve("reward.json");
        RewardModel model = RewardTraining.USUAL.train(List.of(pairs()), each -> true);
        RewardFile.write(
                new RewardModel(model.weights(), new HeldOut(20, 12), model.exercises(), "", 1, model.bestOf()), file);
        assertThat(RewardFile.read(file).heldOut()).isEqualTo(new HeldOut(20, 12));
        assertThatThrownBy(() -> RewardFile.usable(file))
                .isInstanceOf(PracticeException.class)
                .hasMessage(file + " is not shown to be better than chance: right on 60 % of 20 held-out pairs,"
                        + " at worst 39 %; rank more pairs");
    }

    @Test
    void saysWhichWordsItLikes() {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            attempts.add(Ranked.attempt("e" + i, 1, Ranked.rollout("so it is so", "1"), Score.wrong("", "")));
            attempts.add(Ranked.attempt("e" + i, 2, Ranked.rollout("hm it is hm", "1"), Score.right("")));
        }
        try (Ranking ranking = Ranking.open(Ranked.folder(path, attempts.toArray(Attempt[]::new)), "rewards", 7)) {
            PairJudge judge = PairJudge.rewards();
            ranking.remaining()
                    .forEach(pair -> ranking.add(
                            pair,
                            judge.judge(
                                            ranking.exercise(pair),
                                            ranking.attempt(pair.first()),
                                            ranking.attempt(pair.second()))
                                    .orElseThrow()));
        }
        RewardModel model = RewardTraining.USUAL.train(List.of(path.resolve(Preference.FILE)), each -> true);
        assertThat(model.heldOut()).isEqualTo(new HeldOut(12, 12));
        assertThat(model.strongest())
                .extracting(Weight::liked)
                .containsExactlyInAnyOrder("the word “hm”", "the word “so”");
        assertThat(model.strongest())
                .allMatch(weight -> weight.words().equals(List.of(weight.weight() > 0 ? "hm" : "so")));
    }

    @Test
    void refusesPairsFromWhichNothingCanBeHeldOut() throws IOException {
        Ranked.folder(path, Ranked.attempt("a", 1, Ranked.rollout("x", "1"), Score.right("1")));
        Path file = Files.writeString(path.resolve("pairs.jsonl"), "");
        assertThatThrownBy(() -> RewardTraining.USUAL.train(List.of(file), each -> true))
                .hasMessage("there are no pairs to learn from: jupan rank makes some");
        Files.writeString(file, "{\"prompt\":\"a\",\"chosen\":\"b\",\"rejected\":\"c\"}\n");
        assertThatThrownBy(() -> RewardTraining.USUAL.train(List.of(file), each -> true))
                .hasMessage(file
                        + ", line 1: this pair does not say of which attempts it is: jupan rank writes such pairs");
        Files.writeString(
                file,
                "{\"exercise\":\"a\",\"chosen_attempt\":{\"mode\":\"code\",\"epoch\":1},"
                        + "\"rejected_attempt\":{\"mode\":\"code\",\"epoch\":2}}\n");
        assertThatThrownBy(() -> RewardTraining.USUAL.train(List.of(file), each -> true))
                .hasMessage(file + " names an attempt at a that is not in the folder: run jupan rank there again");
        Path elsewhere = Files.createDirectory(path.resolve("elsewhere")).resolve("pairs.jsonl");
        assertThatThrownBy(() -> RewardTraining.USUAL.train(List.of(elsewhere), each -> true))
                .hasMessageContaining("is not in a practice folder");
    }

    @Test
    void pairsOfOneExerciseAloneCannotBeHeldOut() {
        PracticeFolder folder = Ranked.folder(
                path,
                Ranked.attempt("a", 1, Ranked.rollout("x", "1"), Score.right("1")),
                Ranked.attempt("a", 2, Ranked.rollout("y", "1"), Score.right("1")));
        try (Ranking ranking = Ranking.open(folder, "person", 7)) {
            ranking.add(ranking.next().orElseThrow(), Verdict.FIRST);
        }
        assertThatThrownBy(() -> RewardTraining.USUAL.train(List.of(path.resolve(Preference.FILE)), each -> true))
                .hasMessage("all pairs are of one exercise, so that none can be held out: rank pairs of others too");
    }
}
