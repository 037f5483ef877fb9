package io.github.jupan.cli.practice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.cli.PractisedFolder;
import io.github.jupan.cli.Program;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.ranking.Comparison.Verdict;
import io.github.jupan.practice.ranking.HeldOut;
import io.github.jupan.practice.ranking.Ranking;
import io.github.jupan.practice.ranking.RewardFile;
import io.github.jupan.practice.ranking.RewardModel;
import io.github.jupan.practice.ranking.RewardModel.Weight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewardCommandTest {

    @TempDir
    private Path path;

    /// Somebody who likes what is long.
    private Path rankedForLength() {
        PracticeFolder folder = PractisedFolder.write(path.resolve("practised"), 6);
        try (Ranking ranking = Ranking.open(folder, "person", 7)) {
            ranking.remaining().stream()
                    .limit(60)
                    .forEach(pair -> ranking.add(
                            pair, pair.first().epoch() > pair.second().epoch() ? Verdict.FIRST : Verdict.SECOND));
        }
        return folder.path();
    }

    private static Program.Result run(Object... arguments) {
        String[] all = new String[arguments.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = arguments[i].toString();
        }
        return new Program().run(all);
    }

    @Test
    void learnsShowsAndIsStoppedWhereItIsGamed() {
        Path folder = rankedForLength();
        Path reward = path.resolve("reward.json");
        Program.Result trained = run("reward", "train", folder, "--out", reward);
        assertThat(trained)
                .isEqualTo(new Program.Result(
                        0,
                        "right on 100.0 % of 60 held-out pairs (95 %: 94.0–100.0 %), of 6 exercises, by person (60)\n"
                                + "written to " + reward + "\n",
                        ""));

        assertThat(run("reward", "show", reward).outLines().getFirst())
                .matches("likes     long attempts +\\+\\d\\.\\d\\d  odds ×\\d+\\.\\d\\d");

        Program.Result curve = run("reward", "curve", folder, "--by", reward, "--best-of", "1,2,4,8", "--stop-early");
        assertThat(curve.err()).isEmpty();
        assertThat(curve.outLines()).hasSize(9);
        assertThat(curve.outLines().get(0)).isEqualTo("best of    reward  right                 KL");
        assertThat(curve.outLines().get(1)).isEqualTo("      1    +0.000  37.5 % ± 0.0 %     0.000  ← truth peaks");
        // The longest of two is the third, fourth or fifth in 2 + 3 + 4 of 28 draws; of four in 1 + 4 of 70.
        assertThat(curve.outLines().get(2)).endsWith("32.1 % ± 0.0 %     0.193");
        assertThat(curve.outLines().get(4)).endsWith("0.0 % ± 0.0 %      1.204");
        assertThat(curve.out())
                .contains("past the best of 1 the reward is gamed: it goes on, and truth falls")
                .contains("it was trained on rankings of 6 of these exercises")
                .endsWith(reward + " chooses of 1 at most from now on\n");
        assertThat(RewardFile.read(reward).bestOf()).hasValue(1);
        assertThat(run("reward", "show", reward).out()).contains("chooses of 1 at most: of more, truth fell");
    }

    @Test
    void aPracticeShowsTheCurveAtItsEnd() throws IOException {
        Path reward = path.resolve("reward.json");
        RewardFile.write(
                new RewardModel(
                        List.of(new Weight("runs", 1, 1, List.of())),
                        new HeldOut(100, 90),
                        Set.of("other"),
                        "person (100)",
                        1,
                        OptionalInt.empty()),
                reward);
        Path exercises = Files.writeString(
                path.resolve("exercises.jsonl"),
                "{\"question\":\"How many r's are in strawberry?\",\"answer\":\"3\"}\n");
        Path out = path.resolve("out");
        Program.Result result = run(
                "practice",
                exercises,
                "--model",
                "offline",
                "--epochs",
                2,
                "--out",
                out,
                "--best-of",
                "1,2",
                "--by",
                "reward:" + reward,
                "--stop-early");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("      1    +0.000  100.0 %            0.000  ← truth peaks\n")
                .contains("      2    +0.000  100.0 %            0.193\n")
                .endsWith(reward + " chooses of 1 at most from now on\n");
        assertThat(run("practice", exercises, "--model", "offline", "--out", out, "--best-of", "1,2")
                        .err())
                .isEqualTo("jupan: --best-of and --by reward:FILE go together\n");
    }

    @Test
    void aRewardThatIsNoBetterThanChanceIsWrittenAndRefused() {
        PracticeFolder folder = PractisedFolder.write(path.resolve("practised"), 6);
        try (Ranking ranking = Ranking.open(folder, "person", 7)) {
            ranking.remaining().stream()
                    .limit(40)
                    .forEach(pair -> ranking.add(pair, pair.hashCode() % 2 == 0 ? Verdict.FIRST : Verdict.SECOND));
        }
        Path reward = path.resolve("reward.json");
        run("reward", "train", folder.path(), "--out", reward);
        RewardModel model = RewardFile.read(reward);
        RewardFile.write(
                new RewardModel(
                        model.weights(), new HeldOut(40, 20), model.exercises(), "person (40)", 1, model.bestOf()),
                reward);
        assertThat(run("reward", "show", reward).out()).contains("not shown to be better than chance: it is refused");
        Program.Result curve = run("reward", "curve", folder.path(), "--best-of", "2", "--by", "reward:" + reward);
        assertThat(curve.exit()).isEqualTo(2);
        assertThat(curve.err())
                .startsWith("jupan: " + reward + " is not shown to be better than chance: right on 50 %");
    }

    @Test
    void saysWhatIsWrongInOneLine() {
        Path none = path.resolve("none.json");
        assertThat(run("reward"))
                .isEqualTo(new Program.Result(
                        2, "", "jupan: write train, show or curve after reward; see jupan reward --help\n"));
        assertThat(run("reward", "show", none).err())
                .isEqualTo("jupan: there is no file " + none + ": jupan reward train writes one\n");
        assertThat(run("reward", "curve", path, "--by", none).err())
                .isEqualTo("jupan: --best-of and --by reward:FILE go together\n");
        assertThat(run("reward", "train", path, "--out", none, "--l2", "0").err())
                .isEqualTo("jupan: --l2 takes a number above 0, not 0\n");
        assertThat(run("reward", "train", path, "--out", none).err())
                .isEqualTo("jupan: " + path.resolve("preferences.jsonl") + " is not in a practice folder, where its"
                        + " attempts are: name the preferences.jsonl that jupan rank writes there\n");
    }
}
