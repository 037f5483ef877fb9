package io.github.jupan.models.internal.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Question in, answer out, with CPython in place of the sandbox. The questions are in tables, `*.tsv`.
final class QuestionsTest {

    @Test
    void answersWordForWord() {
        CPython.assumeInstalled();
        Table table = Table.read("answers.tsv");
        List<String> answers = Asking.answers(table.cases());
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            expected.add(table.cases().get(i).question() + "\t" + table.right().get(i));
            actual.add(table.cases().get(i).question() + "\t" + answers.get(i).replace("\n", "\\n"));
        }
        assertThat(String.join("\n", actual)).isEqualTo(String.join("\n", expected));
    }

    /// A question may be declined; it may not be answered wrongly.
    @ParameterizedTest
    @CsvSource({"pitfalls.tsv, 20", "everyday.tsv, 120", "more.tsv, 35"})
    void isNeverWrong(String name, int fewestRight) {
        CPython.assumeInstalled();
        Table table = Table.read(name);
        List<String> answers = Asking.answers(table.cases());
        List<String> wrong = new ArrayList<>();
        int right = 0;
        int declined = 0;
        for (int i = 0; i < answers.size(); i++) {
            String answer = answers.get(i);
            if (answer.equals(Asking.NOT_UNDERSTOOD)) {
                declined++;
            } else if (says(answer, table.right().get(i))) {
                right++;
            } else {
                wrong.add(table.cases().get(i).question() + "\t" + answer);
            }
        }
        System.out.printf("%s: %d right, %d declined, %d wrong%n", name, right, declined, wrong.size());
        assertThat(wrong).isEmpty();
        assertThat(right).isGreaterThanOrEqualTo(fewestRight);
    }

    /// Whether an answer says what is right, and not only in what it quotes of the question. Where nothing is right, an
    /// answer may only say that there is none.
    private static boolean says(String answer, String right) {
        if (right.isEmpty()) {
            return answer.startsWith("There is no such date");
        }
        String said = right.matches("[-\\d.]+") ? answer.replaceAll("\"[^\"]*\"", "") : answer;
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(right) + "(?!\\w|[.,]\\w)")
                .matcher(said)
                .find();
    }

    @Test
    void countsDecomposedHangulAsAPersonDoes() {
        String decomposed = Normalizer.normalize("각개격파", Normalizer.Form.NFD);
        CPython.assumeInstalled();

        assertThat(Asking.answer("\"" + decomposed + "\"는 몇 글자야?")).contains("글자가 4개");
    }
}
