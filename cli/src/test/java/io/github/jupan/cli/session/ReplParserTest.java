package io.github.jupan.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplParserTest {

    @ParameterizedTest
    @ValueSource(strings = {"first \\", "```\ncode", "count in:\n  ```text\nabc", "a\\\\\\"})
    void anInputGoesOn(String input) {
        assertThat(ReplParser.isOpen(input)).isTrue();
        assertThatThrownBy(() -> new ReplParser().parse(input, input.length(), ParseContext.ACCEPT_LINE))
                .isInstanceOf(EOFError.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "two\nlines", "```\ncode\n```", "a\\\\", "what's \"this", "C:\\x"})
    void anInputIsComplete(String input) {
        assertThat(ReplParser.isOpen(input)).isFalse();
        assertThat(new ReplParser()
                        .parse(input, input.length(), ParseContext.ACCEPT_LINE)
                        .line())
                .isEqualTo(input);
    }

    @Test
    void theBackslashThatContinuedALineIsNoPartOfIt() {
        assertThat(ReplParser.joined("one \\\ntwo \\n")).isEqualTo("one \ntwo \\n");
    }
}
