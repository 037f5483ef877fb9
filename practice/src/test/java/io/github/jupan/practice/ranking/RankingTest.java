package io.github.jupan.practice.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.PracticeException;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.Rollout.Status;
import io.github.jupan.practice.Score;
import io.github.jupan.practice.ranking.Comparison.Pair;
import io.github.jupan.practice.ranking.Comparison.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankingTest {

    @TempDir
    private Path path;

    private PracticeFolder folder;

    @BeforeEach
    void practise() {
        List<Attempt> attempts = new ArrayList<>();
        for (String exercise : List.of("a", "b", "c")) {
            for (int epoch = 1; epoch <= 4; epoch++) {
                attempts.add(Ranked.attempt(
                        exercise,
                        epoch,
                        Ranked.rollout(
                                "attempt " + epoch + " at " + exercise, List.of(Status.COMPLETED), "1", List.of()),
                        epoch == 1 ? Score.right("1") : Score.wrong("2", "")));
            }
        }
        folder = Ranked.folder(path, attempts.toArray(Attempt[]::new));
    }

    private Ranking open() {
        return Ranking.open(folder, "person", 7);
    }

    @Test
    void everyPairComesOnceAndEveryExerciseBeforeAnyComesAgain() {
        try (Ranking ranking = open()) {
            List<Pair> all = ranking.remaining();
            assertThat(ranking.pairs()).isEqualTo(18);
            assertThat(all).hasSize(18).doesNotHaveDuplicates();
            all.forEach(pair -> assertThat(all).doesNotContain(pair.turned()));
            for (int i = 0; i < 18; i += 3) {
                assertThat(all.subList(i, i + 3)).extracting(Pair::exercise).containsExactlyInAnyOrder("a", "b", "c");
            }
            assertThat(all.stream()
                            .filter(pair -> pair.first().epoch() < pair.second().epoch()))
                    .as("sides are drawn")
                    .hasSizeBetween(4, 14);
        }
        try (Ranking other = Ranking.open(folder, "person", 8)) {
            try (Stream<Pair> pairs = other.remaining().stream()) {
                assertThat(pairs.map(Pair::first)).hasSize(18);
            }
        }
    }

    @Test
    void goesOnWhereItWas() {
        List<Pair> order;
        try (Ranking ranking = open()) {
            order = ranking.remaining();
            ranking.add(ranking.next().orElseThrow(), Verdict.FIRST);
            ranking.add(ranking.next().orElseThrow(), Verdict.TIE);
            ranking.add(ranking.next().orElseThrow(), Verdict.SKIPPED);
        }
        try (Ranking ranking = open()) {
            assertThat(ranking.remaining()).isEqualTo(order.subList(3, 18));
            assertThat(ranking.next()).contains(order.get(3));
            assertThat(ranking.compared()).extracting(Comparison::pair).isEqualTo(order.subList(0, 3));
            assertThat(ranking.undo()).isTrue();
            assertThat(ranking.next()).contains(order.get(2));
        }
        try (Ranking ranking = open()) {
            assertThat(ranking.next()).contains(order.get(2));
            assertThat(ranking.undo()).isTrue();
            assertThat(ranking.undo()).isTrue();
            assertThat(ranking.undo()).isFalse();
            assertThat(ranking.next()).contains(order.get(0));
        }
    }

    @Test
    void whatWasWrittenWhenItWasKilledStays() throws IOException {
        Ranking killed = open();
        Pair first = killed.next().orElseThrow();
        killed.add(first, Verdict.SECOND);
        assertThatThrownBy(this::open).isInstanceOf(PracticeException.class).hasMessageContaining("is in use");
        String line = Files.readString(path.resolve("rankings.jsonl"));
        killed.close();
        Files.writeString(path.resolve("rankings.jsonl"), line + line.substring(0, line.length() / 2));
        Files.delete(path.resolve(Preference.FILE));
        try (Ranking ranking = open()) {
            assertThat(ranking.compared())
                    .singleElement()
                    .matches(each -> each.pair().equals(first));
            try (Stream<Preference> preferences = Ranking.preferences(path.resolve(Preference.FILE))) {
                assertThat(preferences).containsExactly(new Preference(first.second(), first.first(), "person"));
            }
        }
    }

    @Test
    void othersCompareTheSamePairs() {
        try (Ranking ranking = open()) {
            ranking.add(ranking.next().orElseThrow(), Verdict.FIRST);
        }
        try (Ranking ranking = Ranking.open(folder, "rewards", 7)) {
            assertThat(ranking.compared()).isEmpty();
            assertThat(ranking.undo()).isFalse();
            assertThat(ranking.remaining()).hasSize(18);
        }
    }

    @Test
    void rewardsPreferTheHigherScoreAndSayNothingOfEqualOnes() {
        try (Ranking ranking = Ranking.open(folder, "rewards", 7)) {
            PairJudge judge = PairJudge.rewards();
            HashSet<Integer> chosen = new HashSet<>();
            int silent = 0;
            for (Pair pair : ranking.remaining()) {
                var verdict = judge.judge(
                        ranking.exercise(pair), ranking.attempt(pair.first()), ranking.attempt(pair.second()));
                silent += verdict.isEmpty() ? 1 : 0;
                verdict.ifPresent(word -> chosen.add((word == Verdict.FIRST ? pair.first() : pair.second()).epoch()));
            }
            assertThat(silent).isEqualTo(9);
            assertThat(chosen).containsExactly(1);
        }
    }

    @Test
    void attemptsInWhichTheSameWasWrittenAreNoPair(@TempDir Path other) {
        Rollout same = Ranked.rollout("the same", "1");
        PracticeFolder twins = Ranked.folder(
                other, Ranked.attempt("a", 1, same, Score.right("1")), Ranked.attempt("a", 2, same, Score.right("1")));
        try (Ranking ranking = Ranking.open(twins, "person", 7)) {
            assertThat(ranking.pairs()).isZero();
            assertThat(ranking.next()).isEmpty();
        }
    }

    @Test
    void preferencesAreInTheFormOfTrl() throws IOException {
        Pair pair = new Pair(Ranked.key("a", 2), Ranked.key("a", 1));
        try (Ranking ranking = open()) {
            ranking.add(pair, Verdict.SECOND);
            ranking.add(pair, Verdict.TIE);
        }
        List<String> lines = Files.readAllLines(path.resolve(Preference.FILE));
        assertThat(lines).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(lines.getFirst());
        assertThat(line).isEqualTo(new ObjectMapper().readTree("""
            {"prompt":[{"role":"user","content":"How much is a?"}],
             "chosen":[{"role":"assistant","content":"attempt 1 at a\\n```python\\n1\\n```"},
                       {"role":"user","content":"1"}],
             "rejected":[{"role":"assistant","content":"attempt 2 at a\\n```python\\n1\\n```"},
                         {"role":"user","content":"1"}],
             "exercise":"a",
             "chosen_attempt":{"mode":"code","epoch":1},
             "rejected_attempt":{"mode":"code","epoch":2},
             "by":"person"}
            """));
    }
}
