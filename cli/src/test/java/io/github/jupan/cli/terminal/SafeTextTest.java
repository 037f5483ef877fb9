package io.github.jupan.cli.terminal;

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
        String text = "a\tb\n한글 각 👩‍👩‍👧 é ❤\ufe0f می\u200cخواهم क्\u200dष \u0600";
        assertThat(SafeText.of(text)).isSameAs(text);
    }

    @Test
    void showsWhatCannotBeSeen() {
        for (int c : new int[] {
            0xad, 0x34f, 0x61c, 0x115f, 0x180e, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2060, 0x2063,
            0x2066, 0x206f, 0x3164, 0xfe00, 0xfeff, 0xfff9, 0xe0001, 0xe0041, 0xe007f, 0xe0100
        }) {
            String unseen = Character.toString(c);
            assertThat(SafeText.of("a" + unseen + "b")).isEqualTo("a<U+%04X>b".formatted(c));
            assertThat(SafeText.of(unseen)).isEqualTo("<U+%04X>".formatted(c));
        }
        assertThat(SafeText.of("ab\u200dc\u200c")).isEqualTo("ab<U+200D>c<U+200C>");
        assertThat(SafeText.of("한\u200d\u200d")).isEqualTo("한\u200d<U+200D>");
    }

    @Test
    void keepsAllOnOneLineWhereThereIsOne() {
        assertThat(SafeText.line("a\nb\tc\r")).isEqualTo("a␊b␉c␍");
    }
}
