package io.github.jupan.agent.internal.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.testkit.Chunks;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepetitionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I count the letter r once more.\n",
                "The answer is 3. ",
                "3 + 4 = 7\n",
                "그래서 답은 셋입니다. ",
                "First I look at the word.\nThen I count its letters.\nThen I check the count again.\n"
            })
    void noticesAPhraseThatComesAgainAndAgain(String phrase) {
        String text = "So: " + phrase.repeat(2_000 / phrase.length() + 40);
        for (Chunks chunks : List.of(Chunks.whole(), Chunks.single(), Chunks.random(1, 50))) {
            assertThat(repeats(text, chunks)).isTrue();
        }
    }

    @Test
    void letsRowsAndCountsBe() {
        for (String text : List.of(
                "-".repeat(5_000),
                "r".repeat(5_000),
                "| --- ".repeat(10),
                "I count once more.\n".repeat(10),
                IntStream.range(0, 2_000).mapToObj(String::valueOf).collect(Collectors.joining(", ")),
                IntStream.range(0, 500).mapToObj(i -> "line " + i + " of many").collect(Collectors.joining("\n")))) {
            assertThat(repeats(text, Chunks.random(2, 50))).as(text).isFalse();
        }
    }

    @Test
    @Timeout(120)
    void looksAtEachCharacterAFewTimes() {
        String text = IntStream.range(0, 100_000).mapToObj(Integer::toString).collect(Collectors.joining(" "));
        assertThat(repeats(text, Chunks.random(3, 9))).isFalse();
        assertThat(repeats("ab".repeat(400) + "c".repeat(400_000), Chunks.random(3, 9)))
                .isFalse();
    }

    private static boolean repeats(String text, Chunks chunks) {
        Repetition repetition = new Repetition();
        boolean found = false;
        for (String piece : chunks.of(text)) {
            found |= repetition.feed(piece);
        }
        return found;
    }
}
