package io.github.jupan.agent.internal.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.RunResult;
import io.github.jupan.sandbox.Execution;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComputationsTest {

    private final Computations computations = new Computations();

    private void run(int run, String output) {
        computations.add(run, "", Executions.printed(output), () -> false);
    }

    private List<Evidence> evidence(String answer, String... given) {
        return computations.evidence(answer, 1, List.of(given), () -> false);
    }

    @Test
    void marksEachNumberByWhereItComesFrom() {
        String answer = "Of the 16 eggs 9 are left, worth $18; that is 7 a week.";
        run(1, "(13, 9, 18)");
        run(2, "18.0\n");
        assertThat(evidence(answer, "ducks lay 16 eggs"))
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
                "7%|0.07000000000000001",
                "1.234.567|1234567",
                "1.234.567,5|1234567.5",
                "1 234 567|1234567",
                "1\u00a0234\u00a0567|1234567",
                "1\u202f234\u202f567,5|1234567.5",
                "1\u2009234|1234",
                "1'234'567|1234567",
                "1’234’567.25|1234567.25",
                "12,34,567|1234567",
                "€1.234,50|1234.5",
                "1.234,50 €|1234.5",
                "R$ 1.234|1234",
                "Rp1.234.567|1234567",
                "CHF 1'234.50|1234.5",
                "3,14|3.14",
                "0,5|0.5",
                "1_000_000|1000000",
                "1억 2345만|123450000",
                "1억2345만 6789|123456789",
                "3만 5천 원|35000",
                "5백만 원|5000000",
                "1조 2,345억|1234500000000",
                "1億2345万|123450000",
                "3명만|3",
                "123.45 million|123450000",
                "123,45 Millionen|123450000",
                "1,5 Mrd. Euro|1500000000",
                "2.5 lakh|250000",
                "12 тысяч|12000",
                "1.27 × 10^30|1267650600228229401496703205376",
                "1.27e30|1267650600228229401496703205376",
                "1.27 × 10³⁰|1267650600228229401496703205376",
                "1.27 \\times 10^{30}|1267650600228229401496703205376",
                "3×10^8|300000000",
                "3 * 10**8|300000000",
                "10^8|100000000",
                "2.5·10⁻³|0.0025",
                "1.2 million|1234567",
                "３．１４|3.14",
                "٣|3",
                "١٬٢٣٤٫٥|1234.5",
                "३|3",
                "१२,३४,५६७|1234567",
                "–40|-40",
                "it is –40 degrees|-40",
                "-$5|-5",
                "−€1.234,50|-1234.5",
                "25 %|0.25",
                "33,3\u00a0%|0.333333",
                "12.5 percent|0.125",
                "12,5 Prozent|0.125",
                "1.234|1234",
                "1,234|1.234",
                "1,27 · 10^{30}|1267650600228229401496703205376",
                "1.27e+30|1267650600228229401496703205376",
                "1.5억|150000000",
                "12만3456|123456",
                "1亿2345万|123450000",
                "2천5백|2500",
                "1.5M|1500000",
                "5K|5000",
                "1.5|1.5",
                "Rs.1,00,000|100000",
                "EUR1.234,50|1234.5",
                "1~234~567|1234567",
                "1\\;234|1234",
                "25\\,\\%|0.25",
                "minus 40 degrees|-40",
                "minus 40|-40",
                "১২৩|123",
                "５０％|0.5",
                "２５０|250",
                "𝟏𝟐|12",
                "1,000,000,000,000,000,000,000|1000000000000000000000",
                "1.23|1.2345678901234567890123456789",
                "(100 000)|100000"
            })
    void findsTheSameNumberHoweverItIsWritten(String answer, String computed) {
        run(4, computed);
        assertThat(evidence(answer)).extracting(Evidence::source).containsExactly(new Evidence.Source.Computed(4));
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
                "0|0.00000000000001",
                "1e3|1400",
                "3 million|3141592",
                "12345678901234567890|12345678901234567891",
                "40|-40",
                "2|1,234,567",
                "1234567|1.234567"
            })
    void differentNumbersAreNotTheSame(String answer, String computed) {
        run(4, computed);
        assertThat(evidence(answer)).extracting(Evidence::source).containsExactly(new Evidence.Source.Neither());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1. first\n 2) second",
                "utf8 and x2 and o200k",
                "three",
                "a-b",
                "v1.2.3 and 10.0.1",
                "## 3. The sum",
                "### Step 2: Multiply",
                "Step 2: multiply",
                "**Step 3:** divide",
                "- 1. first",
                "**1.** first",
                "(1) first",
                "> 2. second",
                "Schritt 4: teilen",
                "2단계: 나누기",
                "| 1 | apples |",
                "0x1f"
            })
    void findsNoNumberWhereThereIsNone(String answer) {
        assertThat(evidence(answer)).isEmpty();
    }

    @Test
    void aSubtractionHasNoSign() {
        assertThat(evidence("16-3 = 13, 16 - 3, 16 −3"))
                .extracting(Evidence::number)
                .containsExactly("16", "3", "13", "16", "3", "16", "3");
    }

    @Test
    void anEarlierQuestionsRunComesLast() {
        run(1, "2 5 7");
        run(2, "7");
        assertThat(computations.evidence("2, 5 and 7", 2, List.of("give me 2"), () -> false))
                .containsExactly(
                        new Evidence("2", 0, 1, new Evidence.Source.Given()),
                        new Evidence("5", 3, 4, new Evidence.Source.Computed(1)),
                        new Evidence("7", 9, 10, new Evidence.Source.Computed(2)));
    }

    @Test
    void datesNamesAndPaddedDigitsAreNoNumbers() {
        assertThat(evidence("2024-03-01, gpt-5, gemini-2.5, 007")).isEmpty();
        assertThat(evidence("0.5 and 0")).hasSize(2);
    }

    @Test
    void aListWithoutBlanksIsReadBothWays() {
        run(1, "100,200,300");
        assertThat(evidence("100, 200 and 300; 100,200,300"))
                .extracting(Evidence::number, Evidence::source)
                .containsExactly(
                        tuple("100", new Evidence.Source.Computed(1)),
                        tuple("200", new Evidence.Source.Computed(1)),
                        tuple("300", new Evidence.Source.Computed(1)),
                        tuple("100,200,300", new Evidence.Source.Computed(1)));
    }

    @Test
    void numbersBesideEachOtherAreNoNumberTogether() {
        run(1, "[100, 200]");
        assertThat(evidence("100 200"))
                .extracting(Evidence::number, Evidence::source)
                .containsExactly(
                        tuple("100", new Evidence.Source.Computed(1)), tuple("200", new Evidence.Source.Computed(1)));
    }

    @Test
    void aRangeHasNoSign() {
        assertThat(evidence("pages 3–5, 10 – 12, 16 –3"))
                .extracting(Evidence::number)
                .containsExactly("3", "5", "10", "12", "16", "3");
    }

    @Test
    void anAnswersNumberUnderAHeadingCounts() {
        run(1, "18");
        assertThat(evidence("#### 18")).containsExactly(new Evidence("18", 5, 7, new Evidence.Source.Computed(1)));
    }

    static Stream<Arguments> aLiteralIsNoComputation() {
        return Stream.of(
                arguments("print(\"There are 7 r's.\")", "There are 7 r's."),
                arguments("n = 7; print(n)", "7"),
                arguments("n = 7; n", "7"),
                arguments("print(f'There are {7} of them')", "There are 7 of them"),
                arguments("n = 7; print(f'There are {n} of them')", "There are 7 of them"),
                arguments("print('There are %d of them' % 7)", "There are 7 of them"),
                arguments("print('There are {} of them'.format(7))", "There are 7 of them"),
                arguments("print('There are ' + str(7))", "There are 7"),
                arguments("def f(): return 7\nprint(f())", "7"),
                arguments("def f(x):\n    return x\nprint(f(7))", "7"),
                arguments("for n in [6, 7]:\n    print(n)", "6\n7"),
                arguments("[5, 6, 7]", "[5, 6, 7]"),
                arguments("{'count': 7}['count']", "7"),
                arguments("answer = {'r': 7}; print(answer['r'])", "7"),
                arguments("a, b = 7, 8; print(a)", "7"),
                arguments("# counted\nprint(7)", "7"),
                arguments("print('7')", "7"),
                arguments("print(int('7'))", "7"),
                arguments("import sys; sys.stdout.write('7')", "7"),
                arguments("ok = len('x'); print('7 of them' if ok else 'none')", "7 of them"),
                arguments("class A:\n    n = 7\nprint(A.n)", "7"),
                arguments("def show(n):\n    print(n, 'of them')\nshow(7)", "7 of them"),
                arguments("def show(n=7):\n    print(n, 'of them')\nshow()", "7 of them"),
                arguments("print(7 if True else 8)", "7"),
                arguments("print(+7)", "7"),
                arguments("print(' '.join(['There', 'are', '7']))", "There are 7"),
                arguments("print('There are X'.replace('X', '7'))", "There are 7"),
                arguments("import json; print(json.dumps({'count': 7}))", "{\"count\": 7}"),
                arguments("f = lambda: 7; print(f())", "7"),
                arguments("print('There are', '7', sep=' ')", "There are 7"),
                arguments("x = [1, 7]; print(x[1])", "7"),
                arguments("print(\"\"\"a\nThere are 7\nb\"\"\")", "a\nThere are 7\nb"),
                arguments("if n > 3:\n    print('7 of them')\nelse:\n    print('8 of them')", "7 of them"),
                arguments("'There are 7'", "There are 7"));
    }

    @ParameterizedTest
    @MethodSource
    void aLiteralIsNoComputation(String code, String output) {
        computations.add(1, code, Executions.printed(output), () -> false);
        assertThat(evidence("There are 7.")).containsExactly(new Evidence("7", 10, 11, new Evidence.Source.Neither()));
    }

    static Stream<Arguments> aComputedNumberMayAlsoStandInTheCode() {
        return Stream.of(
                arguments("print(14 - 7)", "7"),
                arguments("x = 7; print(len('a,b,c,d'))", "7"),
                arguments("x = 7; y = 14 / 2; print(y)", "7.0"),
                arguments("print('Step 7:', 14 // 2)", "Step 7: 7"),
                arguments("total = 7\nfor c in 'ab': total += 1\nprint(total - 2)", "7"),
                arguments(
                        "count = 0\nfor c in word:\n    count += c == 'r'\nprint(f'There are {count} of them')",
                        "There are 7 of them"),
                arguments("def f(n):\n    return n + 1\nprint(f(6), 8)", "7 8"),
                arguments("max(5, 7)", "7"),
                arguments("sorted([7, 5])", "[5, 7]"),
                arguments("from math import floor; floor(7.2)", "7"),
                arguments("import math; print(math.floor(7.2))", "7"),
                arguments("print(message.count('r'))", "7"),
                arguments("def f(word, n=7):\n    return word.count('r') + n\nprint(f('xyz'))", "7"),
                arguments("print(7 if n > 3 else 8)", "7"));
    }

    @ParameterizedTest
    @MethodSource
    void aComputedNumberMayAlsoStandInTheCode(String code, String output) {
        computations.add(1, code, Executions.printed(output), () -> false);
        assertThat(evidence("There are 7."))
                .containsExactly(new Evidence("7", 10, 11, new Evidence.Source.Computed(1)));
    }

    @Test
    void aLiteralStaysOneInLaterRuns() {
        computations.add(1, "count = 7", Executions.printed(""), () -> false);
        computations.add(2, "count", Executions.gave("7"), () -> false);
        assertThat(evidence("7")).containsExactly(new Evidence("7", 0, 1, new Evidence.Source.Neither()));
        computations.add(3, "count = 3 + 4", Executions.printed(""), () -> false);
        computations.add(4, "count", Executions.gave("7"), () -> false);
        assertThat(evidence("7")).containsExactly(new Evidence("7", 0, 1, new Evidence.Source.Computed(4)));
    }

    @Test
    void whatIsMerelyEchoedIsGiven() {
        computations.add(1, "print(message)", Executions.printed("16 eggs\n"), () -> false);
        assertThat(evidence("16", "16 eggs")).containsExactly(new Evidence("16", 0, 2, new Evidence.Source.Given()));
        assertThat(evidence("16")).containsExactly(new Evidence("16", 0, 2, new Evidence.Source.Neither()));
        computations.add(2, "print(len(message) + 9)", Executions.printed("16\n"), () -> false);
        assertThat(evidence("16", "16 eggs"))
                .containsExactly(new Evidence("16", 0, 2, new Evidence.Source.Computed(2)));
    }

    @Test
    void aRunThatDidNotEndComputedNothing() {
        computations.add(1, "print(3 + 4); 1/0", Executions.raised("7"), () -> false);
        computations.add(
                2,
                "print(3 + 4)",
                new Execution.Cancelled(false, new Execution.Output("7", ""), Duration.ZERO),
                () -> false);
        computations.add(
                3,
                "print(3 + 4)",
                new Execution.LimitHit(
                        Execution.Limit.TIME, "stopped", false, new Execution.Output("7", ""), Duration.ZERO),
                () -> false);
        assertThat(evidence("7")).containsExactly(new Evidence("7", 0, 1, new Evidence.Source.Neither()));
    }

    @Test
    void anExamplesNumbersAreNotFlagged() {
        run(1, "3");
        String help = """
            - arithmetic: "2 to the power of 100", “15% of 80”, `x = 5`, 「2의 100제곱」
            ```python
            print(42)
            ```
            "3 of them", but "7" is `8`.\
            """;
        assertThat(evidence(help))
                .extracting(Evidence::number, Evidence::source)
                .containsExactly(
                        tuple("3", new Evidence.Source.Computed(1)),
                        tuple("7", new Evidence.Source.Neither()),
                        tuple("8", new Evidence.Source.Neither()));
    }

    @Test
    void keepsWhatTheLatestRunsComputed() {
        for (int run = 1; run <= 1_500; run++) {
            run(run, Integer.toString(100_000 + run));
        }
        assertThat(evidence("100500 and 100501"))
                .extracting(Evidence::source)
                .containsExactly(new Evidence.Source.Neither(), new Evidence.Source.Computed(501));
    }

    @Test
    void keepsSoManyCharactersOfIt() {
        for (int run = 1; run <= 5; run++) {
            run(run, (1_000 + run) + " " + "x".repeat(1_000_000));
        }
        assertThat(evidence("1002 and 1003"))
                .extracting(Evidence::source)
                .containsExactly(new Evidence.Source.Neither(), new Evidence.Source.Computed(3));
    }

    @Test
    void givesTheShortResultsOfAQuestion() {
        computations.add(1, "1 + 1", Executions.gave("2"), () -> false);
        computations.add(2, "'ppas'", Executions.gave("'ppas'"), () -> false);
        computations.add(3, "print(3); print(4)", Executions.printed("3\n4\n\n"), () -> false);
        computations.add(4, "1/0", Executions.raised("5"), () -> false);
        computations.add(5, "x = 5", Executions.printed(""), () -> false);
        computations.add(6, "list(range(1000))", Executions.gave("[" + "1, ".repeat(1_000) + "]"), () -> false);
        computations.add(7, "True", Executions.gave("True"), () -> false);
        assertThat(computations.results(2))
                .containsExactly(new RunResult(2, "ppas"), new RunResult(3, "4"), new RunResult(7, "True"));
    }

    @Test
    void givesUpWhenItIsAskedTo() {
        run(1, "7");
        assertThat(computations.evidence("7 " + "word ".repeat(10_000), 1, List.of(), () -> true))
                .isEmpty();
    }
}
