package io.github.jupan.agent.internal.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.agent.internal.evidence.ResultCheck.LeftOut;
import io.github.jupan.agent.internal.evidence.ResultCheck.Lost;
import io.github.jupan.agent.internal.evidence.ResultCheck.Misquoted;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultCheckTest {

    private final Computations computations = new Computations();

    private Optional<Lost> check(String answer, String... given) {
        return ResultCheck.of(answer, computations, 1, List.of(given), () -> false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'ppas'|The letters are `ppas`.",
                "'ppas'|It is p-p-a-s.",
                "'ppas'|P, P, A, S",
                "'ppas'|The letters are p, p, a and s.",
                "'ppas'|ppas입니다.",
                "['i', 'i', 'u']|It spells iiu.",
                "['i', 'i', 'u']|i, i and u",
                "'iiu'|i-i-u",
                "['apple', 'banana', 'cherry']|In order: apple, banana, and cherry.",
                "[1738, 1637, 58]|1738, 1637, 58",
                "[1738, 1637, 58]|1,738 > 1,637 > 58",
                "[100, 200]|100 200",
                "3|There are three r's.",
                "3|r은 세 번 나옵니다.",
                "3|r이 세개 있어요.",
                "3|3번",
                "0|There are no r's in it.",
                "0|r은 없습니다.",
                "12|Twelve.",
                "1234567|1,234,567",
                "1234567|1.234.567",
                "1234567|about 1.23 million",
                "0.25|25%",
                "0.6666666666666666|66.7 %",
                "18.0|$18",
                "-5|a loss of 5 dollars",
                "4.5|4 full boxes",
                "-5|−5",
                "'Thursday'|It was a Thursday.",
                "3|It was a Thursday.",
                "1|It was in January.",
                "datetime.date(2026, 1, 9)|It is 9 January 2026.",
                "'2026-01-09'|January 9th, 2026",
                "'2026-01-09'|Am 9. Januar 2026.",
                "'2026-01-09'|2026년 1월 9일",
                "'2026-01-09'|2026-01-09",
                "'2026-01-09'|09/01/2026",
                "(13, 9, 18)|13, then 9, so 18",
                "'a\\nb'|a, b",
                "'café'|CAFÉ",
                "'마구고'|거꾸로 쓰면 마구고입니다.",
                "'Thursday'|목요일입니다.",
                "'January'|Im Januar.",
                "datetime.timedelta(days=298)|298 days",
                "'298 days, 0:00:00'|It is 298 days.",
                "3.14159|3.1415",
                "2.999|2.9",
                "{'r': 3}|three",
                "Fraction(1, 3)|1/3",
                "'café'|café"
            })
    void findsTheResultHoweverItIsWritten(String value, String answer) {
        computations.add(1, "f(x)", Executions.gave(value), () -> false);
        assertThat(check(answer)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'ppas'|ppas|The third letter is p, and then a.",
                "'ppas'|ppas|It is ppass.",
                "'iiu'|iiu|It is iui.",
                "['i', 'i', 'u']|['i', 'i', 'u']|It is uii.",
                "'yrrebpsar'|yrrebpsar|Backwards it is yrrebsar.",
                "['apple', 'banana']|['apple', 'banana']|banana, apple",
                "[1738, 1637, 58]|[1738, 1637, 58]|1637, 1738, 58",
                "[1738, 1637, 58]|[1738, 1637, 58]|1738 and 58",
                "3|3|There are two r's.",
                "3|3|There are 13 of them.",
                "8|8|There are 5 s's.",
                "'2026-01-09'|2026-01-09|It is 8 January 2026.",
                "'Thursday'|Thursday|It was a Tuesday.",
                "405366|405366|The sum is large.",
                "'마구고'|마구고|거꾸로 쓰면 마고구입니다."
            })
    void missesAResultThatIsLeftOut(String value, String result, String answer) {
        computations.add(1, "f(x)", Executions.gave(value), () -> false);
        assertThat(check(answer)).contains(new LeftOut(1, result));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1243|1234|The sum is 1234.",
                "8478744|8,478,774|It is 8,478,774.",
                "58720392|5872392|It is 5872392.",
                "1243|12243|It is 12243.",
                "123|132|It is 132.",
                "1250|1,350|It is 1,350."
            })
    void tellsASlipFromAnotherNumber(String result, String written, String answer) {
        computations.add(1, "print(a + b)", Executions.printed(result + "\n"), () -> false);
        assertThat(check(answer)).contains(new Misquoted(1, result, written));
    }

    @Test
    void aNumberThatIsGivenIsNoSlip() {
        computations.add(1, "print(a + b)", Executions.printed("1243\n"), () -> false);
        assertThat(check("1234 and 9 make 1243.", "What is 1234 + 9?")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"None", "True", "False", "'yes'", "<function f at 0x7f00>", "''", "'  '"})
    void asksForNoResultThatSaysNothing(String value) {
        computations.add(1, "f(x)", Executions.gave(value), () -> false);
        assertThat(check("It is a palindrome.")).isEmpty();
    }

    @Test
    void asksForNoLongOutputAndNothingOfAFailedRun() {
        computations.add(1, "f(x)", Executions.gave("'" + "long ".repeat(100) + "'"), () -> false);
        assertThat(check("Done.")).isEmpty();
        computations.add(2, "print(f(x)); 1/0", Executions.raised("ppas"), () -> false);
        assertThat(check("Done.")).isEmpty();
    }

    @Test
    void asksForNothingThatIsMerelyEchoed() {
        computations.add(1, "message", Executions.gave("'Which is longer, ab or abc?'"), () -> false);
        assertThat(check("abc is.", "Which is longer, ab or abc?")).isEmpty();
        computations.add(2, "message[::-1]", Executions.gave("'?cba'"), () -> false);
        assertThat(check("abc", "abc?")).contains(new LeftOut(2, "?cba"));
    }

    @Test
    void asksForTheLastResultOnly() {
        computations.add(1, "f(x)", Executions.gave("'sapp'"), () -> false);
        computations.add(2, "x = f(x)", Executions.printed(""), () -> false);
        assertThat(check("Done.")).contains(new LeftOut(1, "sapp"));
        computations.add(3, "f(x)", Executions.gave("'ppas'"), () -> false);
        assertThat(check("It is ppas.")).isEmpty();
        assertThat(ResultCheck.of("Done.", computations, 4, List.of(), () -> false))
                .isEmpty();
    }

    @Test
    void theProgramsOwnWordingNeedNotBeInTheAnswer() {
        computations.add(
                1, "print('The letters are:', w[2::3])", Executions.printed("The letters are: ppas\n"), () -> false);
        assertThat(check("It is ppas.")).isEmpty();
        assertThat(check("It is pass.")).contains(new LeftOut(1, "The letters are: ppas"));
        computations.add(
                2,
                "print(f'In {word} there are {n} of 26 letters')",
                Executions.printed("In Ohio there are 3 of 26 letters"),
                () -> false);
        assertThat(check("There are 3.")).isEmpty();
    }
}
