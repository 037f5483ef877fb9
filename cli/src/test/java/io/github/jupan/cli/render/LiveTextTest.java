package io.github.jupan.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.cli.terminal.Screen;
import io.github.jupan.cli.terminal.StyledText;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.Surface.Ability;
import io.github.jupan.cli.terminal.WordWrap;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LiveTextTest {

    private static final String ANSWER = """
        # Heading one

        Some **bold words** and `code`, then $a_1 * b_1$ and snake_case_word, 2 * 3 = 6 and
        a second line with [a link](https://example.org/x) in it.

        Setext
        ------

        | name | value |
        |------|------:|
        | 한글 | 1 |
        | a long name that grows | 22222 |

        1. first
           - nested *item*
        2. second

           ```python
           for i in range(3):
               print(i)
           ```

        name | value
        -----|------
        x | y

        > quote with **marks
        > that go on** here

        The end: 42.
        """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// In whatever pieces it arrives, the same stands on the screen in the end.
    @RepeatedTest(40)
    void piecesDoNotMatter(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int columns = 20 + random.nextInt(80);
        LiveText live = live(new AtomicReference<>(new Screen.Size(columns, 100)));
        for (int at = 0; at < ANSWER.length(); ) {
            int end = Math.min(ANSWER.length(), at + 1 + random.nextInt(9));
            live.write(ANSWER.substring(at, end));
            at = end;
        }
        live.end();
        assertThat(Emulator.text(sent(), columns))
                .as("seed %d", repetition.getCurrentRepetition())
                .isEqualTo(drawn(ANSWER, columns));
    }

    @Test
    void proseIsNeverDrawnAgain() {
        String prose = """
            Some **bold words**, `code` and a [link](https://example.org) in a paragraph that goes on for a while.

            - an item with *emphasis* of several words
            - another, with `code`

            ```python
            print("hello")
            for i in range(10):
                print(i)
            ```

            And an end.
            """;
        LiveText live = live(new AtomicReference<>(new Screen.Size(40, 100)));
        prose.codePoints().forEach(point -> live.write(Character.toString(point)));
        live.end();
        assertThat(sent()).doesNotContain("\u001b[J");
        assertThat(Emulator.text(sent(), 40)).isEqualTo(drawn(prose, 40));
    }

    @Test
    void wordsAppearWhenTheyAreWhole() {
        LiveText live = live(new AtomicReference<>(new Screen.Size(40, 100)));
        live.write("One two thr");
        assertThat(sent()).isEqualTo("One two");
        live.write("ee **fo");
        assertThat(sent()).isEqualTo("One two three");
        live.write("ur** ");
        assertThat(sent()).isEqualTo("One two three four");
    }

    @Test
    void aWindowThatChangesInMidStreamLosesNothing() {
        AtomicReference<Screen.Size> size = new AtomicReference<>(new Screen.Size(100, 50));
        LiveText live = live(size);
        int[] widths = {100, 40, 60, 25};
        String[] words = ANSWER.split("(?<= )");
        for (int i = 0; i < words.length; i++) {
            size.set(new Screen.Size(widths[i * widths.length / words.length], 50));
            live.write(words[i]);
        }
        live.end();
        assertThat(sent().replaceAll("\u001b\\[\\d*[AJ]|[\r\n]", "")).contains("Heading one", "second line", "42.");
    }

    /// What a long text costs grows with its length, not with its square: it is drawn in few steps.
    @Test
    void aLongParagraphIsLaidOutFewTimes() {
        int[] calls = {0};
        Layout counting = new Layout() {
            private final Layout plain = new MarkdownLayout(List.of(), false);

            @Override
            public int lastBlock(String text) {
                calls[0]++;
                return plain.lastBlock(text);
            }

            @Override
            public int settled(String block) {
                return plain.settled(block);
            }

            @Override
            public List<List<StyledText>> lines(String blocks, int start, int width) {
                return plain.lines(blocks, start, width);
            }
        };
        LiveText live = new LiveText(surface(), () -> Optional.of(new Screen.Size(100, 50)), counting, () -> {});
        for (int i = 0; i < 20_000; i++) {
            live.write("word ");
        }
        live.end();
        assertThat(calls[0]).isLessThan(3_000);
    }

    private String sent() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private LiveText live(AtomicReference<Screen.Size> size) {
        return new LiveText(surface(), () -> Optional.of(size.get()), new MarkdownLayout(List.of(), false), () -> {});
    }

    private Surface surface() {
        return new Surface(
                new PrintStream(out, true, StandardCharsets.UTF_8), Set.of(Ability.TERMINAL, Ability.CURSOR));
    }

    private static String drawn(String markdown, int columns) {
        return new MarkdownLayout(List.of(), false)
                .lines(markdown.stripTrailing(), 0, columns - 1).stream()
                        .map(WordWrap::text)
                        .collect(Collectors.joining("\n"));
    }
}
