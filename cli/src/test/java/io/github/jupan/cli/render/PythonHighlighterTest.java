package io.github.jupan.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.cli.terminal.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PythonHighlighterTest {

    private static final String CODE = """
        import math  # 각 줄
        def f(x):
            '''long "text" \\''' still'''
            for word in rb"a\\"b", f'{x}', '':
                print(word.count('r'), x.print, 0x1F + 1_000.5e-3, 1.)
            return None if x else "open
        y = 'done'\
        """;

    @Test
    void stylesEachKindOfToken() {
        assertThat(pieces("for r in f\"x\": print(12, s.print) # end\n", List.of()))
                .containsExactly(
                        "KEYWORD for",
                        "PLAIN  r ",
                        "KEYWORD in",
                        "PLAIN  ",
                        "STRING f\"x\"",
                        "PLAIN : ",
                        "BUILTIN print",
                        "PLAIN (",
                        "NUMBER 12",
                        "PLAIN , s.print) ",
                        "COMMENT # end",
                        "PLAIN \n");
    }

    @Test
    void aLongStringEndsAtItsThirdQuote() {
        assertThat(pieces("'''a''b'''+1", List.of())).containsExactly("STRING '''a''b'''", "PLAIN +", "NUMBER 1");
        assertThat(pieces("''+'a'", List.of())).containsExactly("STRING ''", "PLAIN +", "STRING 'a'");
    }

    @Test
    void anUnclosedStringEndsWithItsLine() {
        assertThat(pieces("'a\nif", List.of())).containsExactly("STRING 'a", "PLAIN \n", "KEYWORD if");
    }

    @Test
    void anyTwoPiecesGiveTheSame() {
        List<String> whole = pieces(CODE, List.of());
        for (int cut = 0; cut <= CODE.length(); cut++) {
            assertThat(pieces(CODE, List.of(cut))).as("cut at %d", cut).isEqualTo(whole);
        }
    }

    @Test
    void anyChunkingGivesTheSame() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> whole = pieces(CODE, List.of());
        for (int i = 0; i < 500; i++) {
            List<Integer> cuts = random.ints(random.nextInt(1, 40), 0, CODE.length() + 1)
                    .sorted()
                    .boxed()
                    .toList();
            assertThat(pieces(CODE, cuts)).as("cuts %s", cuts).isEqualTo(whole);
        }
    }

    @Test
    void losesNothing() {
        StringBuilder text = new StringBuilder();
        PythonHighlighter highlighter = new PythonHighlighter((style, piece) -> text.append(piece));
        CODE.chars().forEach(c -> highlighter.write(String.valueOf((char) c)));
        highlighter.end();
        assertThat(text).hasToString(CODE);
    }

    /// Pieces of one style in a row are one.
    private static List<String> pieces(String code, List<Integer> cuts) {
        List<Style> styles = new ArrayList<>();
        List<StringBuilder> texts = new ArrayList<>();
        PythonHighlighter highlighter = new PythonHighlighter((style, text) -> {
            if (styles.isEmpty() || styles.getLast() != style) {
                styles.add(style);
                texts.add(new StringBuilder());
            }
            texts.getLast().append(text);
        });
        int from = 0;
        for (int cut : cuts) {
            highlighter.write(code.substring(from, cut));
            from = cut;
        }
        highlighter.write(code.substring(from));
        highlighter.end();
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < styles.size(); i++) {
            pieces.add(styles.get(i) + " " + texts.get(i));
        }
        return pieces;
    }
}
