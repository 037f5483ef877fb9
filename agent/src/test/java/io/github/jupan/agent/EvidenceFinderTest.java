package io.github.jupan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceFinderTest {

    @Test
    void marksEachNumberByWhereItComesFrom() {
        String answer = "Of the 16 eggs 9 are left, worth $18; that is 7 a week.";
        var runs = List.of(new Runs.Computed(1, "(13, 9, 18)"), new Runs.Computed(2, "18.0\n"));
        assertThat(EvidenceFinder.of(answer, runs, 1, List.of("ducks lay 16 eggs")))
                .containsExactly(
                        new Evidence("16", 7, 9, new Evidence.Source.Given()),
                        new Evidence("9", 15, 16, new Evidence.Source.Computed(1)),
                        new Evidence("18", 34, 36, new Evidence.Source.Computed(2)),
                        new Evidence("7", 46, 47, new Evidence.Source.Neither()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,234,567|1234567",
                "18|18.0",
                "18.0|18",
                "\\boxed{18}|18",
                "$18|18",
                "18개|18",
                "3번째|3",
                "총18개|18",
                "３|3",
                "25%|0.25",
                "25%|25",
                "3.14|3.14159",
                "67|66.66666666666667",
                "66.7%|0.6666666666666666",
                "-5|-5",
                "−5|-5",
                "(-0.50)|-0.5",
                "6.02e23|602000000000000000000000",
                "1e3|1000",
                ".5|0.5",
                "3rd|3",
                "18kg|18",
                "It is 3.|3",
                "3,|3",
                "#### 2|2",
                "$\\boxed{1{,}200}$|1200",
                "\\(\\boxed{1\\,234\\,567.5}\\)|1234567.5",
                "\\boxed{\\$18}|18",
                "\\boxed{-\\frac{3}{x}}|3",
                "\\boxed{25\\%}|0.25",
                "\\(x\\).18|18",
                "3|2.9999999999999996",
                "-5|-5.000000000000002",
                "7%|0.07000000000000001"
            })
    void findsTheSameNumberHoweverItIsWritten(String answer, String computed) {
        assertThat(EvidenceFinder.of(answer, List.of(new Runs.Computed(4, computed)), 1, List.of()))
                .extracting(Evidence::source)
                .containsExactly(new Evidence.Source.Computed(4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3|3.14159",
                "3.15|3.14159",
                "5|-5",
                "18|180",
                "1234|1,23",
                "19|18",
                "1|1e9999",
                "123456|123456.7",
                "3|2.99999999",
                "0|0.000001",
                "7|7.166666666666667",
                "0|0.00000000000001"
            })
    void differentNumbersAreNotTheSame(String answer, String computed) {
        assertThat(EvidenceFinder.of(answer, List.of(new Runs.Computed(4, computed)), 1, List.of()))
                .extracting(Evidence::source)
                .containsExactly(new Evidence.Source.Neither());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1. first\n 2) second", "utf8 and x2 and o200k", "three", "a-b"})
    void findsNoNumberWhereThereIsNone(String answer) {
        assertThat(EvidenceFinder.of(answer, List.of(), 1, List.of())).isEmpty();
    }

    @Test
    void aSubtractionHasNoSign() {
        assertThat(EvidenceFinder.of("16-3 = 13, 16 - 3, 16 −3", List.of(), 1, List.of()))
                .extracting(Evidence::number)
                .containsExactly("16", "3", "13", "16", "3", "16", "3");
    }

    @Test
    void anEarlierQuestionsRunComesLast() {
        List<Runs.Computed> runs = List.of(new Runs.Computed(1, "2 5 7"), new Runs.Computed(2, "7"));
        assertThat(EvidenceFinder.of("2, 5 and 7", runs, 2, List.of("give me 2")))
                .containsExactly(
                        new Evidence("2", 0, 1, new Evidence.Source.Given()),
                        new Evidence("5", 3, 4, new Evidence.Source.Computed(1)),
                        new Evidence("7", 9, 10, new Evidence.Source.Computed(2)));
    }

    @Test
    void datesNamesAndPaddedDigitsAreNoNumbers() {
        assertThat(EvidenceFinder.of("2024-03-01, gpt-5, gemini-2.5, 007", List.of(), 1, List.of()))
                .isEmpty();
        assertThat(EvidenceFinder.of("0.5 and 0", List.of(), 1, List.of())).hasSize(2);
    }
}
