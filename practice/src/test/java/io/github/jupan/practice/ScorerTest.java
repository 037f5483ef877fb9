package io.github.jupan.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.agent.Evidence;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.sandbox.WorkerSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(600)
final class ScorerTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "18 | She makes $18 every day. | true | 18",
                "18 | 16 - 3 - 4 = 9 eggs; 9 * 2 = **18** dollars | true | 18",
                "18 | The answer is 18, not 19. | true | 18",
                "18 | The result of adding 9 and 9 is 18. | true | 18",
                "18 | The answer is 9 * 2 = 18 dollars for 7 days. | true | 18",
                "18 | #### 18 (checked 2 times) | true | 18",
                "18 | $\\boxed{18}$ dollars in 7 days | true | 18",
                "18 | eighteen | false | ''",
                "18 | 19 | false | 19",
                "70000 | 70,000 | true | 70000",
                "70000 | $70 thousand | true | 70000",
                "1,234 | 1234 | true | 1234",
                "366 | 366.0 | true | 366",
                "126 | 125.99999999999999 | true | 125.99999999999999",
                "126 | 125.9 | false | 125.9",
                "33.33 | 33.333333 | true | 33.333333",
                "33.33 | 33.4 | false | 33.4",
                "1/3 | 0.333 | true | 0.333",
                "1/3 | 0.34 | false | 0.34",
                "1/3 | \\frac{2}{6} | true | 0.3333333333333333",
                "0.75 | 3/4 | true | 0.75",
                "1.5 | $1\\frac{1}{2}$ | true | 1.5",
                "25% | 25 | true | 25",
                "25% | 0.25 | true | 0.25",
                "0.25 | 25% | true | 25%",
                "25 | 0.25 | false | 0.25",
                "-3 | It is -3. | true | -3",
                "3 | It is -3. | false | -3",
                "123450000 | 1억 2345만 원 | true | 123450000",
                "5 | 정답은 5입니다. 7이 아닙니다. | true | 5",
                "123456789012345678901234567890 | 123456789012345678901234567890 | true |"
                        + " 123456789012345678901234567890",
                "123456789012345678901234567890 | 123456789012345678901234567891 | false |"
                        + " 123456789012345678901234567891",
                "1 | 1e999999 | false | 1E+999999",
            })
    void numbersAreComparedByValue(String target, String answer, boolean right, String read) {
        Score score = scored("number", target, answer);
        assertThat(score.isRight()).as(score.toString()).isEqualTo(right);
        assertThat(score.read()).isEqualTo(read);
    }

    @Test
    void aToleranceIsBorne() {
        assertThat(scored("number:0.5", "10", "10.4").isRight()).isTrue();
        assertThat(scored("number:0.5", "10", "10.6").isRight()).isFalse();
        assertThat(scored("number:100", "0", "80").isRight()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exact | Saturday | **Saturday**. | true",
                "exact | Saturday | The answer is Saturday. | true",
                "exact | Saturday | Sunday, or Saturday | false",
                "exact | a b c | So:  a  b c | false",
                "exact | a b c | '\"A b c\".' | true",
                "contains | Saturday | It was a saturday in May. | true",
                "contains | turd | It was a Saturday. | false",
                "contains | iiu | i, i, u | true",
                "contains | iiu | I-I-U | true",
                "contains | 3 | There are 3 r's. | true",
                "contains | 3 | There are 13. | false",
                "contains | 3 | Pi is 3.14. | false",
                "contains | 1234 | It is 1,234. | true",
                "contains | 토요일 | 그날은 토요일이었습니다. | true",
                "contains | 2024-03-01 | That is 2024-03-01. | true",
                "choice | B | The answer is (B). | true",
                "choice | (B) | B | true",
                "choice | B | B) because A is wrong | true",
                "choice | B | **C** | false",
                "choice | B | A cat is on a mat. | false",
                "regex:(?i)total: (\\d+) | 42 | Total: 41. Total: 42. | true",
                "regex:(?i)total: (\\d+) | 42 | 42 | false",
            })
    void textsAreCompared(String scorer, String target, String answer, boolean right) {
        Score score = scored(scorer, target, answer);
        assertThat(score.isRight()).as(score.toString()).isEqualTo(right);
    }

    @Test
    void aChoiceMayBeNamedInWords() {
        Exercise exercise = new Exercise(
                "x", "Q", "", Map.of(), List.of("B"), List.of("red", "dark blue"), "", Exercise.Source.NONE, Map.of());
        assertThat(scorer("choice")
                        .score(exercise, Rollouts.said("It is dark blue."))
                        .isRight())
                .isTrue();
        assertThat(scorer("choice")
                        .score(exercise, Rollouts.said("It is red or dark blue."))
                        .isRight())
                .isFalse();
    }

    @Test
    void eachExerciseHasItsScorer() {
        assertThat(scored("auto", "18", "It is 18.").isRight()).isTrue();
        assertThat(scored("auto", "Saturday", "It is a Saturday.").isRight()).isTrue();
        assertThat(scored("auto", "2024-03-01", "2024-03-01").isRight()).isTrue();
        assertThat(scored("auto", "2024-03-01", "2024-03-02").isRight()).isFalse();
    }

    @Test
    void aComputedNumberComesFromARun() {
        Exercise exercise = Exercise.of("x", "Q", "18");
        Rollout told = Rollouts.said("It is 18.");
        assertThat(scorer("computed").score(exercise, told))
                .isEqualTo(Score.wrong("18", "right, but no run computed it"));
        assertThat(scorer("computed").score(exercise, with(told, new Evidence.Source.Computed(1))))
                .isEqualTo(Score.right("18"));
        assertThat(scorer("computed")
                        .score(exercise, with(told, new Evidence.Source.Given()))
                        .isRight())
                .isFalse();
    }

    @Test
    void aFileOfPythonScores() throws IOException {
        Path value = Files.writeString(folder.resolve("value.py"), "answer.split()[-1] == target");
        Path function = Files.writeString(
                folder.resolve("function.py"),
                "def score(answer, target):\n    return 0.5 if target in answer else 0\n");
        Path broken = Files.writeString(folder.resolve("broken.py"), "answer.nothing");
        Path other = Files.writeString(folder.resolve("other.py"), "'yes'");
        try (Sandbox sandbox = new WorkerSandbox()) {
            Exercise exercise = Exercise.of("x", "Q", "18");
            assertThat(Scorers.of("python:" + value, () -> sandbox)
                            .score(exercise, Rollouts.said("It is 18"))
                            .value())
                    .isEqualTo(1);
            assertThat(Scorers.of("python:" + function, () -> sandbox)
                            .score(exercise, Rollouts.said("18 eggs"))
                            .value())
                    .isEqualTo(0.5);
            assertThatThrownBy(
                            () -> Scorers.of("python:" + broken, () -> sandbox).score(exercise, Rollouts.said("18")))
                    .isInstanceOf(PracticeException.class)
                    .hasMessage("the scorer python:" + broken
                            + ", on x, raised AttributeError: 'str' object has no attribute 'nothing'");
            assertThatThrownBy(
                            () -> Scorers.of("python:" + other, () -> sandbox).score(exercise, Rollouts.said("18")))
                    .hasMessageContaining("gave 'yes': a truth value or a number from 0 to 1 is wanted");
        }
    }

    @Test
    void scorersThatThereAreNotAreRefused() {
        assertThatThrownBy(() -> scorer("bleu"))
                .hasMessageStartingWith("there is no scorer bleu: use auto, number, exact, contains");
        assertThatThrownBy(() -> scorer("regex:(")).hasMessageStartingWith("the scorer's pattern cannot be read");
        assertThatThrownBy(() -> scorer("number:x")).hasMessageContaining("must be a number such as 0.01");
        assertThatThrownBy(() -> scorer("python:/no/file.py")).hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> scorer("number").check(Exercise.of("x", "Q", "Saturday")))
                .hasMessage("the answer of x is no number: Saturday; use another scorer, such as exact or contains");
        assertThatThrownBy(() -> scorer("choice").check(Exercise.of("x", "Q", "Saturday")))
                .hasMessageContaining("is no letter to choose");
    }

    private static Score scored(String scorer, String target, String answer) {
        return scorer(scorer).score(Exercise.of("x", "Q", target), Rollouts.said(answer));
    }

    private static Scorer scorer(String name) {
        return Scorers.of(name, () -> {
            throw new AssertionError("no sandbox is needed");
        });
    }

    private static Rollout with(Rollout rollout, Evidence.Source source) {
        return new Rollout(
                rollout.seed(),
                rollout.outcome(),
                rollout.answer(),
                rollout.pieces(),
                rollout.runs(),
                List.of(new Evidence("18", 6, 8, source)),
                rollout.usage(),
                rollout.began(),
                rollout.firstToken(),
                rollout.took());
    }
}
