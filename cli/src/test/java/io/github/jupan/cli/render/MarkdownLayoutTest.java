package io.github.jupan.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.agent.Evidence;
import io.github.jupan.cli.terminal.Cells;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.StyledText;
import io.github.jupan.cli.terminal.WordWrap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MarkdownLayoutTest {

    @Test
    void drawsBlocks() {
        assertThat(drawn("""
            # Title
            A *word*, **two words** and `code`.

            - one
            - two
              1. nested
              2. again

              and more
            - three

            > quoted
            > text

            ```text
            a  b
                c
            ```
            ---
            end
            """, 40)).isEqualTo("""
                Title
                A word, two words and code.

                • one
                • two
                  1. nested
                  2. again

                  and more
                • three

                │ quoted
                │ text

                  a  b
                      c
                ────────────────────────────────────────
                end\
                """);
    }

    @Test
    void wrapsBetweenWords() {
        assertThat(drawn("- a language model in the middle of a terminal", 18))
                .isEqualTo("• a language model\n  in the middle of\n  a terminal");
        assertThat(drawn("한국어 낱말은 나누지 않는다", 14)).isEqualTo("한국어 낱말은\n나누지 않는다");
        assertThat(drawn("日本語の文章は、どこでも折り返す。", 12)).isEqualTo("日本語の文章\nは、どこでも\n折り返す。");
        assertThat(drawn("x https://example.org/a/very/long/address y", 16))
                .isEqualTo("x\nhttps://example.\norg/a/very/long/\naddress y");
    }

    @Test
    void columnsOfATableStandBelowEachOther() {
        assertThat(drawn("""
            | name | value |
            |:-----|------:|
            | 한글 | 1 |
            | 👍 up | 1234 |
            | `a|b` |
            """, 40)).isEqualTo("""
                name  │ value
                ──────┼──────
                한글  │     1
                👍 up │  1234
                `a    │    b`\
                """);
    }

    @Test
    void aWideTableWrapsInItsCellsAndAVeryWideOneBecomesAList() {
        String table = "|a|some words that are many|b|\n|-|-|-|\n|1|more words than fit here|2|\n";
        assertThat(drawn(table, 24)).isEqualTo("""
            a │ some words that  │ b
              │ are many         │
            ──┼──────────────────┼──
            1 │ more words than  │ 2
              │ fit here         │\
            """);
        assertThat(drawn("|one|two|three|four|\n|-|-|-|-|\n|aaaaaaaa|bbbbbbbb|cccccccc|dddddddd|\n", 20))
                .isEqualTo("""
                    one: aaaaaaaa
                      two: bbbbbbbb
                      three: cccccccc
                      four: dddddddd\
                    """);
    }

    @Test
    void noLineIsWiderThanTheScreen() {
        String text = "# 제목 ".repeat(9) + "\n\n| a | 한글한글한글한글 |\n|--|--|\n| " + "x".repeat(90)
                + " | y |\n\n```\n" + "long ".repeat(30) + "👩‍👩‍👧‍👦\n```\n\n1. > - " + "가나다라 ".repeat(30)
                + "\n\n👨‍👩‍👧 "
                + "🇰🇷".repeat(40);
        for (int width : new int[] {20, 39, 109}) {
            assertThat(new MarkdownLayout(List.of(), false).lines(text, 0, width))
                    .allSatisfy(
                            line -> assertThat(Cells.usual(WordWrap.text(line))).isLessThanOrEqualTo(width));
        }
    }

    @Test
    void formulasAndPricesStayAsTheyAre() {
        assertThat(drawn("$a_1 * b * c_2$, \\(x*y*z\\) and $$\\frac{a}{b} * *c*$$", 80))
                .isEqualTo("$a_1 * b * c_2$, \\(x*y*z\\) and $$\\frac{a}{b} * *c*$$");
        assertThat(drawn("$5 and *then* $6", 80)).isEqualTo("$5 and then $6");
    }

    @Test
    void aLinkSaysWhereItLeads() {
        assertThat(drawn("[here](https://example.org) <https://jupan.dev> ![a cat](cat.png)", 80))
                .isEqualTo("here (https://example.org) https://jupan.dev a cat (cat.png)");
    }

    @Test
    void whereTheTerminalMakesLinksTheAddressGoesWithTheWords() {
        assertThat(linked("see [the page](https://example.org/a?b=1;2) now"))
                .isEqualTo("see {the page|https://example.org/a?b=1;2} now");
        assertThat(linked("<https://jupan.dev> [x](mailto:a@b.c)"))
                .isEqualTo("{https://jupan.dev|https://jupan.dev} {x|mailto:a@b.c}");
    }

    @Test
    void anAddressThatTheWordsHideOrThatIsNoPageIsWrittenOut() {
        assertThat(linked("[bank.com](https://evil.example)"))
                .isEqualTo("{bank.com|https://evil.example} (https://evil.example)");
        assertThat(linked("[a](file:///etc/passwd) [b](javascript:x) [c](cat.png)"))
                .isEqualTo("a (file:///etc/passwd) b (javascript:x) c (cat.png)");
        assertThat(linked("[a](<https://x.org/\u001b]8;;y>) [b](https://x.org/\u202e) [c](https://딸기.kr)"))
                .doesNotContain("{", "\u001b", "\u202e")
                .contains("a (https://x.org/␛]8;;y)", "c (https://딸기.kr)");
    }

    private static String linked(String markdown) {
        return new MarkdownLayout(List.of(), true)
                .lines(markdown, 0, 200).stream()
                        .flatMap(List::stream)
                        .map(piece ->
                                piece.link().isEmpty() ? piece.text() : "{" + piece.text() + "|" + piece.link() + "}")
                        .collect(Collectors.joining());
    }

    @Test
    void nothingInItReachesTheTerminalAsACommand() {
        assertThat(drawn("a\u001b]0;title\u0007 `\u001b[2J` [x](\u001b[31m) \u202e\n\n```\n\u001b[2J\n```", 80))
                .doesNotContain("\u001b", "\u0007", "\u202e")
                .contains("␛]0;title␇", "  ␛[2J");
    }

    @Test
    void pythonHasColours() {
        List<StyledText> line = new MarkdownLayout(List.of(), false)
                .lines("```python\nreturn 1\n```", 0, 80)
                .getFirst();
        assertThat(line)
                .containsExactly(
                        new StyledText(Style.PLAIN, "  "),
                        new StyledText(Style.KEYWORD, "return"),
                        new StyledText(Style.PLAIN, " "),
                        new StyledText(Style.NUMBER, "1"));
    }

    @Test
    void computedNumbersAreMarkedWhereTheyStand() {
        String text = "&amp; 7\n\n- **3** of `12`, [3](x)\n";
        List<Evidence> evidence = List.of(number(text, "7", 0), number(text, "3", 0), number(text, "12", 0));
        String drawn = new MarkdownLayout(evidence, false)
                .lines(text, 0, 80).stream().map(WordWrap::text).collect(Collectors.joining("\n"));
        assertThat(drawn).isEqualTo("& 7\n\n• 3✓ of 12✓, 3 (x)");
    }

    private static Evidence number(String text, String number, int from) {
        int start = text.indexOf(number, from);
        return new Evidence(number, start, start + number.length(), new Evidence.Source.Computed(1));
    }

    private static String drawn(String markdown, int width) {
        return new MarkdownLayout(List.of(), false)
                .lines(markdown.stripTrailing(), 0, width).stream()
                        .map(WordWrap::text)
                        .map(String::stripTrailing)
                        .collect(Collectors.joining("\n"));
    }
}
