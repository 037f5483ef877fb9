package io.github.jupan.agent.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.agent.Dialect;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Execution.Output;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemarkTest {

    @Test
    void aShortResultComesWithHowTheAnswerBegins() {
        assertThat(remark("print(6 * 7)", "42", Dialect.TEXT))
                .isEqualTo("Begin your answer like this: The result is 42.");
        assertThat(remark("print('<result>')", "<result>", Dialect.TEXT)).contains("<\\result>");
    }

    @Test
    void nothingIsSaidToAModelThatCallsToolsOfAListOrOfNothing() {
        assertThat(remark("print(6 * 7)", "42", Dialect.TOOL_CALLS)).isEmpty();
        assertThat(remark("for x in y: print(x)", "1\n2", Dialect.TEXT)).isEmpty();
        assertThat(remark("print('a' * 201)", "a".repeat(201), Dialect.TEXT)).isEmpty();
        assertThat(remark("None", "None", Dialect.TEXT)).isEmpty();
        assertThat(remark("x = 1", "", Dialect.TEXT)).isEmpty();
    }

    @Test
    void aTruthValueComesWithWhatItIsOf() {
        assertThat(remark("print(3.8 < 3.14)\n", "False", Dialect.TEXT)).isEqualTo("`3.8 < 3.14` is False.");
        assertThat(remark("3.8 > 3.14", "True", Dialect.TEXT)).isEqualTo("`3.8 > 3.14` is True.");
        assertThat(remark("x = 3\nprint(x > 2)", "True", Dialect.TEXT)).isEmpty();
    }

    @Test
    void aProgramWithoutTheQuotedTextIsToldWhereTheTextIs() {
        for (Dialect dialect : Dialect.values()) {
            assertThat(Remark.on(ran("print('olleh')", "olleh"), Optional.of("Write 'hello' backwards."), dialect))
                    .isEqualTo("<reminder>This program does not have the text that the question quotes. Write a program"
                            + " that begins with `text = message[7:12]` and computes the answer from"
                            + " `text`.</reminder>");
        }
        assertThat(Remark.on(
                        ran("print('hello'[::-1])", "olleh"),
                        Optional.of("Write 'hello' backwards."),
                        Dialect.TOOL_CALLS))
                .isEmpty();
    }

    private static String remark(String program, String printed, Dialect dialect) {
        return Remark.on(ran(program, printed), Optional.empty(), dialect);
    }

    private static Remark.Ran ran(String program, String printed) {
        Execution execution = new Execution.Completed(null, new Output(printed + "\n", ""), Duration.ZERO);
        return new Remark.Ran(program, execution, printed);
    }
}
