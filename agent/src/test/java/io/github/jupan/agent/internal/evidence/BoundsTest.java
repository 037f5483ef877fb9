package io.github.jupan.agent.internal.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Evidence.Source;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// However long what a run gave, the evidence is there at once. The processor's time is printed; the limit is
/// generous.
class BoundsTest {

    private static final double MOST_SECONDS = 2;
    private static final int WARM_UP = 8;

    private record Measured<T>(T value, double seconds) {}

    private static <T> Measured<T> measured(String what, int warmUp, Supplier<T> work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < warmUp; i++) {
            var _ = work.get();
        }
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long start = threads.getCurrentThreadCpuTime();
        T value = work.get();
        double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "BoundsTest: %s: %.3f s, %d MB allocated%n",
                what,
                seconds,
                (threads.getCurrentThreadAllocatedBytes() - bytes) >> 20);
        return new Measured<>(value, seconds);
    }

    private static Computations with(String output) {
        Computations computations = new Computations();
        computations.add(1, "f()", Executions.printed(output), () -> false);
        return computations;
    }

    @Test
    void readsANumberOf48000DigitsInGroups() {
        String number = String.format(Locale.ROOT, "%,d", BigInteger.TWO.pow(160_000));
        var evidence = measured(
                number.length() + " characters of one number",
                WARM_UP,
                () -> with(number).evidence("It is " + number + ", not 7.", 1, List.of(), () -> false));
        assertThat(evidence.value())
                .containsExactly(
                        new Evidence(number, 6, 6 + number.length(), new Source.Computed(1)),
                        new Evidence("7", 12 + number.length(), 13 + number.length(), new Source.Neither()));
        assertThat(evidence.seconds()).isLessThan(MOST_SECONDS);
    }

    @Test
    void hugeExponentsCostNoDigits() {
        for (String number : List.of("1e-9999 ", "1e9999 ", "1e-999999 ", "1.5e999999,")) {
            String output = number.repeat(65_536 / number.length());
            String answer = IntStream.range(0, 200).mapToObj(i -> i + ".25").collect(Collectors.joining(" and "));
            var evidence = measured(
                    "64 kB of " + number,
                    WARM_UP,
                    () -> with(output).evidence(answer + " 1e-9999", 1, List.of(), () -> false));
            assertThat(evidence.value()).hasSize(201);
            assertThat(evidence.seconds()).isLessThan(MOST_SECONDS);
        }
    }

    @Test
    void looksUp12000NumbersAmongAMillion() {
        Random random = new Random(13);
        Computations computations = new Computations();
        int runs = 62;
        for (int run = 1; run <= runs; run++) {
            StringBuilder output = new StringBuilder();
            for (int i = 0; i < 16_200; i++) {
                output.append(random.nextInt(1_000)).append(' ');
            }
            computations.add(run, "f()", Executions.printed(output.toString()), () -> false);
        }
        String answer = IntStream.range(0, 12_000)
                .mapToObj(i -> Double.toString(i / 8.0))
                .collect(Collectors.joining(" and "));
        var evidence = measured(
                "12,000 numbers among " + 16_200 * runs,
                WARM_UP,
                () -> computations.evidence(answer, 1, List.of(), () -> false));
        assertThat(evidence.value()).hasSize(12_000);
        assertThat(evidence.seconds()).isLessThan(MOST_SECONDS);
    }

    @Test
    void looksUp12000NumbersAmongManyDistinctOnes() {
        Random random = new Random(13);
        Computations computations = new Computations();
        int runs = 61;
        for (int run = 1; run <= runs; run++) {
            StringBuilder output = new StringBuilder();
            for (int i = 0; i < 7_200; i++) {
                output.append(random.nextInt(10_000_000) / 1e4).append('\n');
            }
            computations.add(run, "f()", Executions.printed(output.toString()), () -> false);
        }
        String answer =
                IntStream.range(0, 12_000).mapToObj(i -> (i / 10.0) + "%").collect(Collectors.joining(" and "));
        var evidence = measured(
                "12,000 percentages among " + 7_200 * runs + " distinct numbers",
                WARM_UP,
                () -> computations.evidence(answer, 1, List.of(), () -> false));
        assertThat(evidence.value()).hasSize(12_000);
        assertThat(evidence.seconds()).isLessThan(MOST_SECONDS);
        var added = measured("one more run", 0, () -> {
            computations.add(runs + 1, "f()", Executions.printed("18"), () -> false);
            return computations.evidence("18", 1, List.of(), () -> false);
        });
        assertThat(added.seconds()).isLessThan(MOST_SECONDS);
    }

    @Test
    void everyOddTextIsReadInOnePass() {
        for (String piece : List.of(
                "1,", "1.", "1'", "1 ", "123,", "123 ", "123'", "1천", "1억 ", "1e", "1×10^", "10^", "-", "–1", "{,}",
                "1{,}", "`", "``` ", "\"", "1%", "1 mil", "0", "٣٬", "#", "1-", "2024-01", "(", "1_", ".5", ",5", "x1",
                "'\\", "f'{", "1\n", "|1|", "𝟏", "“")) {
            String text = piece.repeat(100_000 / piece.length());
            var evidence = measured(
                    "100 kB of " + piece.strip(), 1, () -> with(text).evidence(text, 1, List.of(text), () -> false));
            assertThat(evidence.seconds()).as(piece).isLessThan(MOST_SECONDS);
        }
    }

    @Test
    void oddCodeIsReadInOnePass() {
        for (String piece : List.of(
                "a = 7\n",
                "a, b = b, a\n",
                "print(7)\n",
                "f'{a}'",
                "(",
                "[7,",
                "def f(x): return x\n",
                "'7 a' ",
                "x=",
                "7,",
                "\"\"\"",
                "f\"{",
                "for a in b: ",
                "if a: ",
                "a.b",
                "print(",
                "#",
                "'\\",
                "-")) {
            String code = piece.repeat(100_000 / piece.length());
            var added = measured("100 kB of code, " + piece.strip(), 1, () -> {
                Computations computations = new Computations();
                computations.add(1, code, Executions.printed("7 a ".repeat(10_000)), () -> false);
                return computations;
            });
            assertThat(added.seconds()).as(piece).isLessThan(MOST_SECONDS);
        }
    }

    @Test
    void aRunThatIsLookedAtCanBeStopped() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            code.append("x = ").append(i).append('\n');
        }
        AtomicInteger looks = new AtomicInteger();
        Computations computations = new Computations();
        computations.add(1, code.toString(), Executions.printed("7"), () -> looks.incrementAndGet() > 10);
        assertThat(looks).hasValueLessThan(20);
        assertThat(computations.evidence("7", 1, List.of(), () -> false))
                .extracting(Evidence::source)
                .containsExactly(new Source.Neither());
    }
}
