package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {

    @Test
    void showsControlCharactersInsteadOfSendingThem() {
        assertThat(SafeText.of("a\u001b[31mb\u0000\r\u007f\u009b2J")).isEqualTo("a␛[31mb␀␍␡<U+009B>2J");
    }

    @Test
    void showsCharactersThatReorderText() {
        assertThat(SafeText.of("x\u202e\u2066y")).isEqualTo("x<U+202E><U+2066>y");
    }

    @Test
    void leavesEverythingElseAsItIs() {
        String text = "a\tb\n한글 각 👩‍👩‍👧 é \ufeff";
        assertThat(SafeText.of(text)).isSameAs(text);
    }
}
