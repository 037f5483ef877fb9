package io.github.jupan.tools.internal.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.tools.McpServerException;
import org.junit.jupiter.api.Test;

class CommandWordsTest {

    @Test
    void wordsMayBeQuoted() {
        assertThat(CommandWords.of(" a 'b c'  d\"e $1\\f\"g '' ")).containsExactly("a", "b c", "de $1\\fg", "");
        assertThat(CommandWords.of(" \t\n")).isEmpty();
    }

    @Test
    void anOpenQuoteIsRefused() {
        assertThatThrownBy(() -> CommandWords.of("a \"b 'c'"))
                .isInstanceOf(McpServerException.class)
                .hasMessage("a quote is not closed in a \"b 'c'");
    }

    @Test
    void aLineMayBeLong() {
        String word = "a".repeat(1_000_000);
        assertThat(CommandWords.of(word + " " + "'b'".repeat(300_000))).containsExactly(word, "b".repeat(300_000));
    }
}
