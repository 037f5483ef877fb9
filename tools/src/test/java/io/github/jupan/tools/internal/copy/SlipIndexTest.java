package io.github.jupan.tools.internal.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SlipIndexTest {

    /// The oracle compares with every word.
    @Test
    void findsWhatOneSlipMakes() {
        long seed = new Random().nextLong();
        System.out.println("SlipIndexTest: seed " + seed);
        Random random = new Random(seed);
        List<String> words = new ArrayList<>();
        SlipIndex index = new SlipIndex();
        for (int i = 0; i < 3_000; i++) {
            String word = word(random);
            words.add(word);
            index.add(word);
        }
        int found = 0;
        for (int i = 0; i < 3_000; i++) {
            String word = word(random);
            var near = new TreeSet<String>();
            index.nearest(word, near::add);
            var all = new TreeSet<String>();
            for (String each : words) {
                if (each.length() >= 4
                        && !each.equals(word)
                        && OneSlip.between(each, word).isOne()) {
                    all.add(each);
                }
            }
            assertThat(near).as(word).isEqualTo(all);
            assertThat(index.contains(word)).as(word).isEqualTo(words.contains(word));
            found += near.size();
        }
        assertThat(found).isGreaterThan(100);
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        int length = 1 + random.nextInt(9);
        while (word.length() < length) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }

    /// Words that a `String` hashes alike are spread all the same.
    @Test
    void noWordsOfAnybodysMakeItLookAtAll() {
        SlipIndex index = new SlipIndex();
        for (int i = 0; i < 1 << 12; i++) {
            StringBuilder word = new StringBuilder();
            for (int bit = 0; bit < 12; bit++) {
                word.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            index.add(word.toString());
        }
        assertThat(index.nearest("CC".repeat(12), word -> {})).isLessThan(16);
    }
}
