package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;

/// The offline model's programs, run in the real sandbox, on letters that are several code points.
class LettersAsPeopleSeeThemTest {

    private static final String FAMILY = "👨\u200d👩\u200d👧";

    /// Two letters, five code points: no composition makes one of n and a diaeresis.
    private static final String WORD = FAMILY + "n\u0308";

    @Test
    void decomposedKoreanHasAsManyLettersAsComposed() {
        String question = "각개격파는 몇 글자야?";
        assertThat(ask(question)).contains("4");
        assertThat(ask(Normalizer.normalize(question, Normalizer.Form.NFD))).contains("4");
        assertThat(ask("\"" + Normalizer.normalize("각개격파", Normalizer.Form.NFD) + "\"의 글자 수는?"))
                .contains("4");
    }

    @Test
    void clustersAreCountedPickedAndReversedWhole() {
        assertThat(ask("How many characters are in", WORD)).contains("There are 2 characters");
        assertThat(ask("Reverse", WORD)).contains("n\u0308" + FAMILY);
        assertThat(ask("What is the second letter of", WORD)).contains("n\u0308");
        assertThat(ask("What is every third letter of", "ab" + WORD)).contains(FAMILY);
        assertThat(ask("What are the first 2 letters of", WORD + "x")).contains(WORD);
    }

    /// The answer, without the text that the question is about, which it repeats.
    private static String ask(String question, String text) {
        return ask(question + " \"" + text + "\"?").replace("\"" + text + "\"", "it");
    }

    private static String ask(String question) {
        Program.Result result = new Program().run("ask", "-q", "--model", "offline", question);
        assertThat(result.exit()).as(result.toString()).isZero();
        return result.out();
    }
}
