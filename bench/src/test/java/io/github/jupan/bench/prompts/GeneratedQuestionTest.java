package io.github.jupan.bench.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedQuestionTest {

    private static final List<Kind> ALL = List.of(Kind.values());

    @Test
    void aSeedSaysWhichQuestions() {
        assertThat(GeneratedQuestion.some(ALL, 60, 7)).hasSize(60).isEqualTo(GeneratedQuestion.some(ALL, 60, 7));
        assertThat(GeneratedQuestion.some(ALL, 60, 8)).isNotEqualTo(GeneratedQuestion.some(ALL, 60, 7));
    }

    @Test
    void everyQuestionIsAnsweredByItsAnswerAndNotByItself() {
        assertThat(GeneratedQuestion.some(ALL, 200, 1))
                .allSatisfy(question -> assertThat(question.isAnsweredBy("It is " + question.right() + "."))
                        .isTrue());
        assertThat(new GeneratedQuestion(Kind.LETTERS, "", "marsmn").isAnsweredBy("The second letter is m."))
                .isFalse();
    }

    @Test
    void anAnswerIsAWholeNumberOrTheLettersOfWholeWords() {
        GeneratedQuestion number = new GeneratedQuestion(Kind.SUMS, "", "8579098");
        assertThat(List.of("It is 8,579,098.", "It is 8579098.00!", "There are 8579098번."))
                .allMatch(number::isAnsweredBy);
        assertThat(List.of("It is 18579098.", "8579 098", "")).noneMatch(number::isAnsweredBy);
        GeneratedQuestion letters = new GeneratedQuestion(Kind.LETTERS, "", "marsmn");
        assertThat(List.of("marsmn", "['m', 'a', 'r', 's', 'm', 'n']", "M-A-R-S-M-N"))
                .allMatch(letters::isAnsweredBy);
        assertThat(List.of("marsmns", "m, a, r, s, m and n")).noneMatch(letters::isAnsweredBy);
    }
}
