package io.github.jupan.sandbox.internal.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Against Unicode's own table of where letters end, and a list of Korean words that is stored decomposed.
class LettersTest {

    private static final Path DATA = Path.of("../../shared/data");

    @Test
    void agreesWithUnicodesTable() throws IOException {
        List<String> lines = lines("unicode/GraphemeBreakTest.txt").stream()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        assertThat(lines).hasSizeGreaterThan(600);
        for (String line : lines) {
            List<String> expected = Arrays.stream(line.split("÷"))
                    .map(String::strip)
                    .filter(letter -> !letter.isEmpty())
                    .map(LettersTest::letter)
                    .toList();
            assertThat(cut(String.join("", expected))).as(line).isEqualTo(composed(expected));
        }
    }

    @Test
    void countsDecomposedKoreanAsPeopleDo() throws IOException {
        List<String> words = lines("korean/words-nfd.txt");
        assertThat(words).hasSizeGreaterThan(2900);
        for (String word : words) {
            String composed = Normalizer.normalize(word, Normalizer.Form.NFC);
            assertThat(cut(word))
                    .as(composed)
                    .isEqualTo(
                            composed.codePoints().mapToObj(Character::toString).toList());
        }
    }

    @Test
    void cutsATextThatHoldsTheMarksItWouldUse() {
        assertThat(cut("\u0001é\u0002\u0003")).containsExactly("\u0001", "é", "\u0002", "\u0003");
        assertThat(cut("")).containsExactly("");
    }

    private static List<String> cut(String text) {
        String cut = Letters.cut(text);
        return List.of(cut.substring(1).split(Pattern.quote(cut.substring(0, 1)), -1));
    }

    private static List<String> composed(List<String> letters) {
        List<String> composed = new ArrayList<>();
        letters.forEach(letter -> composed.add(Normalizer.normalize(letter, Normalizer.Form.NFC)));
        return composed;
    }

    /// `0061 × 0308`
    private static String letter(String codePoints) {
        StringBuilder letter = new StringBuilder();
        for (String hex : codePoints.split("×")) {
            letter.appendCodePoint(Integer.parseInt(hex.strip(), 16));
        }
        return letter.toString();
    }

    private static List<String> lines(String file) throws IOException {
        assumeThat(DATA.resolve(file)).as("the shared data, which is not there").exists();
        return Files.readAllLines(DATA.resolve(file));
    }
}
