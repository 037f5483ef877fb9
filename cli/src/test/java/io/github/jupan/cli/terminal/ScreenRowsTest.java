package io.github.jupan.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenRowsTest {

    @ParameterizedTest
    @CsvSource({"'',1", "abcd,1", "abcde,2", "'ab\ncd',2", "가나,1", "a가나,2", "가나다,2", "'a\tb',1", "é́́́́,1"})
    void countsColumnsAsATerminalOfFourColumnsDoes(String text, int rows) {
        assertThat(ScreenRows.of(text, 4)).hasValue(rows);
    }

    @Test
    void doesNotGuessTheWidthOfJoinedEmoji() {
        assertThat(ScreenRows.of("👩‍👩‍👧", 80)).isEqualTo(OptionalInt.empty());
    }
}
