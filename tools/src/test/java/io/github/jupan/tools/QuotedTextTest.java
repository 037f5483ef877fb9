package io.github.jupan.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedTextTest {

    @Test
    void findsWhatAProgramDoesNotHave() {
        assertThat(QuotedText.missing("How many # signs are in '#####'?", "print(\"#\".count(\"#\"))"))
                .contains(new QuotedText("#####", 25, 30));
        assertThat(QuotedText.missing("Write 'incomprehensibility' backwards.", "print('ytilibisneherpmocni')"))
                .contains(new QuotedText("incomprehensibility", 7, 26));
        assertThat(QuotedText.missing("'고구마감자고구마'에 '고구마'가 몇 번 나오나요?", "print('고구마'.count('고구마'))"))
                .contains(new QuotedText("고구마감자고구마", 1, 9));
        assertThat(QuotedText.missing("😀 How long is “hello there”?", "print(5)"))
                .contains(new QuotedText("hello there", 15, 26));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Write 'stressed' backwards.|print('stressed'[::-1])",
                "Write 'stressed' backwards.|print('Stressed'[::-1])",
                "Write 'stressed' backwards.|print(''.join(reversed(['s','t','r','e','s','s','e','d'])))",
                "Write 'stressed' backwards.|print(message[7:15][::-1])",
                "Write 'stressed' backwards.|print(documents['a'])",
                "How many b's are in 'abc'?|print(1)",
                "How many days are there until '24 December 2027'?|print(date(2027, 12, 24))",
                "Who is Tom's and Ann's friend?|print(1)",
                "What is 2 + 2?|print(2 + 2)",
            })
    void isSilentWhereTheProgramMayHaveIt(String question, String program) {
        assertThat(QuotedText.missing(question, program)).isEmpty();
    }

    @Test
    void takesNoLongerThanTheTextIs() {
        String marks = "'".repeat(300_000) + " \u2018".repeat(300_000) + " \"".repeat(300_001);
        assertThat(QuotedText.missing(marks, "print(1)")
                        .map(quoted -> quoted.text().isBlank())
                        .orElse(true))
                .isTrue();
    }
}
