package io.github.jupan.practice.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.Rollouts;
import io.github.jupan.practice.Scorer;
import io.github.jupan.practice.Scorers;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class GeneratedExercisesTest {

    private static final List<ExerciseLanguage> BOTH = List.of(ExerciseLanguage.EN, ExerciseLanguage.KO);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "LETTERS, 3b797ed85c8ef0a3",
        "SUMS, 3fb995059c636ba4",
        "DATES, 7e243e7192f5fe52",
        "WORDS, 569149906d04c320"
    })
    void aSeedGivesTheSameForEver(ExerciseKind kind, String digest) throws Exception {
        String file = file(GeneratedExercises.of(kind, 500, 7, BOTH));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(file.getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(hash, 0, 8)).isEqualTo(digest);
    }

    @ParameterizedTest
    @EnumSource(ExerciseKind.class)
    void fewerAreTheFirstOfMore(ExerciseKind kind) {
        assertThat(GeneratedExercises.of(kind, 50, 3, BOTH))
                .isEqualTo(GeneratedExercises.of(kind, 200, 3, BOTH).subList(0, 50));
        assertThat(GeneratedExercises.of(kind, 50, 4, BOTH)).isNotEqualTo(GeneratedExercises.of(kind, 50, 3, BOTH));
    }

    @ParameterizedTest
    @EnumSource(ExerciseKind.class)
    void whatIsWrittenIsReadAgain(ExerciseKind kind) throws IOException {
        List<Exercise> made = GeneratedExercises.of(kind, 300, 11, BOTH);
        Path file = Files.writeString(folder.resolve("x.jsonl"), file(made));
        List<Exercise> read = ExerciseFile.read(List.of(file), ExerciseFields.USUAL);
        assertThat(read)
                .extracting(Exercise::question)
                .isEqualTo(made.stream().map(Exercise::question).toList());
        assertThat(read)
                .extracting(Exercise::target)
                .isEqualTo(made.stream().map(Exercise::target).toList());
        assertThat(read)
                .extracting(Exercise::solution)
                .isEqualTo(made.stream().map(Exercise::solution).toList());
    }

    @ParameterizedTest
    @EnumSource(ExerciseKind.class)
    void aWorkedSolutionEndsInTheAnswer(ExerciseKind kind) {
        Scorer scorer = Scorers.of("contains", () -> {
            throw new AssertionError();
        });
        assertThat(GeneratedExercises.of(kind, 400, 5, BOTH))
                .allSatisfy(exercise -> assertThat(scorer.score(exercise, Rollouts.said(exercise.solution()))
                                .isRight())
                        .as("%s: %s", exercise.target(), exercise.solution())
                        .isTrue());
    }

    @Test
    void sumsAreRight() {
        Pattern sum = Pattern.compile("What is (\\d+) ([+×-]) (\\d+)\\?");
        List<Exercise> sums = GeneratedExercises.of(ExerciseKind.SUMS, 500, 1, List.of(ExerciseLanguage.EN));
        int checked = 0;
        for (Exercise exercise : sums) {
            Matcher found = sum.matcher(exercise.question());
            if (found.matches()) {
                BigInteger a = new BigInteger(found.group(1));
                BigInteger b = new BigInteger(found.group(3));
                BigInteger expected = switch (found.group(2)) {
                    case "+" -> a.add(b);
                    case "-" -> a.subtract(b);
                    default -> a.multiply(b);
                };
                assertThat(exercise.target()).isEqualTo(expected.toString());
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(150);
    }

    @Test
    void daysAndLettersAreRight() {
        Pattern days = Pattern.compile("How many days after (\\S+) is (\\S+)\\?");
        for (Exercise exercise : GeneratedExercises.of(ExerciseKind.DATES, 200, 1, List.of(ExerciseLanguage.EN))) {
            Matcher found = days.matcher(exercise.question());
            if (found.matches()) {
                long between =
                        ChronoUnit.DAYS.between(LocalDate.parse(found.group(1)), LocalDate.parse(found.group(2)));
                assertThat(exercise.target()).isEqualTo(String.valueOf(between));
            }
        }
        Pattern count = Pattern.compile("\"(\\S+)\"에 글자 \"(\\S+)\"은\\(는\\) 몇 번 나오나요\\?");
        int checked = 0;
        for (Exercise exercise : GeneratedExercises.of(ExerciseKind.LETTERS, 200, 1, List.of(ExerciseLanguage.KO))) {
            Matcher found = count.matcher(exercise.question());
            if (found.matches()) {
                int times = found.group(1).split(Pattern.quote(found.group(2)), -1).length - 1;
                assertThat(exercise.target()).isEqualTo(String.valueOf(times));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(30);
    }

    @Test
    void hangulAndJoinedEmojiAreCountedAsReadersSeeThem() {
        assertThat(GeneratedExercises.of(ExerciseKind.LETTERS, 500, 1, BOTH))
                .filteredOn(
                        exercise -> exercise.question().contains("\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67"))
                .isNotEmpty()
                .allSatisfy(exercise -> {
                    String text = exercise.question().replaceAll("(?s).*?\"(.*)\".*", "$1");
                    java.text.BreakIterator letters = java.text.BreakIterator.getCharacterInstance();
                    letters.setText(text);
                    int seen = 0;
                    while (letters.next() != java.text.BreakIterator.DONE) {
                        seen++;
                    }
                    assertThat(exercise.target()).isEqualTo(String.valueOf(seen));
                });
        assertThat(GeneratedExercises.of(ExerciseKind.LETTERS, 500, 1, BOTH))
                .filteredOn(exercise -> exercise.question().contains("첫소리"))
                .isNotEmpty();
    }

    private static String file(List<Exercise> exercises) {
        return exercises.stream()
                .map(exercise -> GeneratedExercises.line(exercise) + "\n")
                .collect(Collectors.joining());
    }
}
