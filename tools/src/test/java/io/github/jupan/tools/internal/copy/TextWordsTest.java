package io.github.jupan.tools.internal.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextWordsTest {

    /// As a regular expression says it.
    private static final Pattern WORD = Pattern.compile(
            "[\\p{IsLatin}\\p{IsInherited}\\p{N}]+|\\p{IsHangul}+|[\\p{L}\\p{M}&&[^\\p{IsLatin}\\p{IsHangul}]]+");

    private static final String LETTERS =
            "abzAZ09 _-,.éßǅ²½Ⅷ\u0301\u200d\u0903가힣ㄱ한ーあ漢яΩ٣१\ud83c\udf53\ud835\udfd9\ud800";

    @Test
    void endWhereTheScriptChanges() {
        assertThat(TextWords.in("strawberry에서 3번 Ünder/été_漢字x"))
                .containsExactly("strawberry", "에서", "3", "번", "Ünder", "été", "漢字", "x");
        long seed = new Random().nextLong();
        System.out.println("TextWordsTest: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            assertThat(TextWords.in(text.toString()))
                    .as(text.toString())
                    .isEqualTo(
                            WORD.matcher(text).results().map(MatchResult::group).toList());
        }
    }

    @Test
    void numbersMayBeGrouped() {
        List<String> numbers = new ArrayList<>();
        TextWords.scanNumbers("1,234,567 and 12,34 or 5.6,789x 1,2345", numbers::add, () -> false);
        assertThat(numbers).containsExactly("1234567", "6789", "1234");
    }

    @Test
    void stopWhenAsked() {
        AtomicInteger looks = new AtomicInteger();
        List<String> words = new ArrayList<>();
        TextWords.scan("one ".repeat(1_000_000), words::add, () -> looks.incrementAndGet() == 3);
        assertThat(words).hasSizeBetween(10_000, 100_000);
        assertThat(looks).hasValue(3);
    }
}
