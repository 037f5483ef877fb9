package io.github.jupan.agent.internal.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.agent.internal.evidence.Numbers.Found;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NumbersTest {

    private static final long SEED = 20_261_127;

    /// Toki Pona and Anii write 12 34 56, which is three numbers everywhere else.
    private static final Set<String> SET_TWOS_APART = Set.of("tok", "blo");

    /// As Java's own data for every locale have them.
    @ParameterizedTest
    @EnumSource
    void readsTheNumbersOfEveryLocale(Kind kind) {
        Random random = new Random(SEED);
        List<String> missed = new ArrayList<>();
        int written = 0;
        for (Locale locale : Locale.getAvailableLocales()) {
            if (SET_TWOS_APART.contains(locale.getLanguage())) {
                continue;
            }
            NumberFormat format = kind.format(locale);
            if (isGluedToLetters(format)) {
                continue;
            }
            for (int i = 0; i < 8; i++) {
                BigDecimal number = new BigDecimal(
                                random.nextInt(2_000_000_000) - (kind == Kind.CURRENCY ? 0 : 1_000_000_000))
                        .scaleByPowerOfTen(-random.nextInt(1 + format.getMaximumFractionDigits()));
                String text = format.format(kind == Kind.PERCENT ? number.scaleByPowerOfTen(-2) : number);
                written++;
                List<Found> found = Numbers.in(text);
                boolean read = found.size() == 1
                        && found.getFirst().percent() == (kind == Kind.PERCENT)
                        && found.getFirst().values().stream().anyMatch(value -> value.compareTo(number) == 0);
                if (!read) {
                    missed.add(locale + ": " + text + " is " + number + ", read as " + found);
                }
            }
        }
        System.out.println("NumbersTest: seed " + SEED + ", " + written + " " + kind + " in "
                + Locale.getAvailableLocales().length + " locales, missed " + missed.size());
        assertThat(missed).isEmpty();
    }

    /// `Ksh1,250` could as well be a name.
    private static boolean isGluedToLetters(NumberFormat format) {
        String before = format instanceof DecimalFormat decimal ? decimal.getPositivePrefix() : "";
        return !before.isEmpty() && Character.isLetter(before.codePointBefore(before.length()));
    }

    private enum Kind {
        NUMBER,
        PERCENT,
        CURRENCY;

        NumberFormat format(Locale locale) {
            return switch (this) {
                case NUMBER -> NumberFormat.getNumberInstance(locale);
                case PERCENT -> NumberFormat.getPercentInstance(locale);
                case CURRENCY -> NumberFormat.getCurrencyInstance(locale);
            };
        }
    }

    @Test
    void findsNumbersInOrderWhateverTheText() {
        String[] pieces = {
            "1", "23", "456", "0", ",", ".", "'", " ", "\u00a0", "{,}", "\\,", "e", "E", "-", "–", "+", "×", "10", "^",
                    "**",
            "{", "}", "(", ")", "%", "만", "억", "천", " million", "k", "\n", "#", "|", "x", "_", "$", "³", "⁻", "٣", "𝟏",
            "\ud835", "Step ", "minus ", "<sup>", ":", "~", "`", "\"", "f'{", "def ", "print(", "=", "if ", "[", "]"
        };
        Random random = new Random(SEED);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(30); piece >= 0; piece--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            String said = text.toString();
            int end = 0;
            for (Found found : Numbers.in(said)) {
                assertThat(found.start()).as(said).isBetween(end, found.end() - 1);
                end = found.end();
                assertThat(end).as(said).isLessThanOrEqualTo(said.length());
                assertThat(found.values()).as(said).isNotEmpty();
                for (Found part : found.parts()) {
                    assertThat(part.start()).as(said).isBetween(found.start(), part.end() - 1);
                    assertThat(part.end()).as(said).isLessThanOrEqualTo(found.end());
                }
            }
            Computations computations = new Computations();
            computations.add(1, said, Executions.completed(said, said), () -> false);
            assertThat(computations.evidence(said, 1, List.of(said), () -> false))
                    .isNotNull();
            assertThat(ResultCheck.of(said, computations, 1, List.of(), () -> false))
                    .isNotNull();
        }
    }

    @Test
    void keepsAllThatANumberCanMean() {
        assertThat(Numbers.in("1,234").getFirst().values())
                .containsExactly(new BigDecimal("1234"), new BigDecimal("1.234"));
        assertThat(Numbers.in("1.234").getFirst().values())
                .containsExactly(new BigDecimal("1.234"), new BigDecimal("1234"));
        assertThat(Numbers.in("1.234,5").getFirst().values()).containsExactly(new BigDecimal("1234.5"));
        assertThat(Numbers.in("100,200,300").getFirst().parts())
                .extracting(Found::values)
                .containsExactly(
                        List.of(new BigDecimal("100")), List.of(new BigDecimal("200")), List.of(new BigDecimal("300")));
    }

    @Test
    void theIndexFindsWhatASearchThroughAllFinds() {
        Random random = new Random(SEED);
        for (int round = 0; round < 100; round++) {
            NumberIndex index = new NumberIndex();
            List<BigDecimal> values = new ArrayList<>();
            List<Integer> runs = new ArrayList<>();
            for (int run = 1; run <= 5; run++) {
                BigDecimal[] numbers = new BigDecimal[random.nextInt(8)];
                Arrays.setAll(numbers, i -> BigDecimal.valueOf(random.nextInt(40), random.nextInt(2)));
                index.add(run, List.of(numbers));
                for (BigDecimal number : numbers) {
                    values.add(number);
                    runs.add(run);
                }
            }
            int dropped = 1 + random.nextInt(3);
            index.dropBefore(dropped);
            for (int query = 0; query < 50; query++) {
                BigDecimal low = BigDecimal.valueOf(random.nextInt(40));
                BigDecimal high = low.add(BigDecimal.valueOf(random.nextInt(4)));
                TreeSet<Integer> between = new TreeSet<>(List.of(NumberIndex.NONE));
                for (int i = 0; i < values.size(); i++) {
                    boolean inside =
                            values.get(i).compareTo(low) > 0 && values.get(i).compareTo(high) <= 0;
                    if (inside && runs.get(i) >= dropped) {
                        between.add(runs.get(i));
                    }
                }
                assertThat(index.latestBetween(low, false, high, true)).isEqualTo(between.last());
            }
        }
    }
}
