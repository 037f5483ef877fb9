package io.github.jupan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.testkit.Chunks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockScannerTest {

    /// What a scanner made of a text.
    ///
    /// @param rest what it did not take
    record Found(String thought, String text, String marker, String code, String rest) {
        Found(String text, String marker, String code, String rest) {
            this("", text, marker, code, rest);
        }

        static Found text(String text) {
            return new Found(text, "", "", "");
        }
    }

    @Test
    void findsAFence() {
        assertThat(scan("I count.\n```python\n'strawberry'.count('r')\n```\nIt is 7."))
                .isEqualTo(new Found("I count.\n", "```python", "'strawberry'.count('r')", "It is 7."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```py",
                "```python3",
                "```Python",
                "``` python",
                "````python",
                "~~~python",
                "```python title=x",
                "```PY  ",
                "```Python3",
                "```tool_code",
                "~~~~ py"
            })
    void opensAtEveryFenceOfALanguageThatRuns(String fence) {
        String closing = fence.replaceAll("[^`~].*", "");
        assertThat(scan(fence + "\n1 + 1\n" + closing + "\nrest"))
                .isEqualTo(new Found("", fence.strip(), "1 + 1", "rest"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<code>1 + 1</code>",
                "<execute>1 + 1</execute>",
                "<use_code>1 + 1</use_code>",
                "<|python_start|>1 + 1<|python_end|>"
            })
    void opensAtEveryTag(String block) {
        String marker = block.substring(0, block.indexOf('>') + 1);
        assertThat(scan("so " + block + " rest")).isEqualTo(new Found("so ", marker, "1 + 1", " rest"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a < b <c <co <|python",
                "inline ```python x\nx\n```\n",
                "inline ``` python\nx\n```\n",
                "inline ~~~python\nx\n~~~\n",
                "Use ```x```\nand ```y```",
                "the tag <think> is",
                "``python\nx\n``\n",
                "```js\nx\n```\n",
                "```\nx\n```\n",
                "```pythonic\nx\n```\n",
                "```py`thon```",
                "````text\n```python\nx\n```\n````\n",
                "the tag `<code>` is HTML",
                "```python",
                "~~~\n<execute>x</execute>\n~~~",
                "  ``",
                ""
            })
    void leavesOtherTextAlone(String text) {
        assertThat(scan(text)).isEqualTo(Found.text(text));
    }

    @Test
    void findsABlockAfterOneInAnotherLanguage() {
        assertThat(scan("```js\nx\n```\n```python\ny\n```\n"))
                .isEqualTo(new Found("```js\nx\n```\n", "```python", "y", ""));
    }

    @Test
    void keepsTheCodeCharacterByCharacter() {
        String code = "  x = '```' \n\n\tprint(\"\"\"\n```\n\"\"\")  \r\n# ``` 각 \uD83D\uDE00\0\n`x``\n~~~\n``";
        assertThat(scan("```python\n" + code + "\n```\n")).isEqualTo(new Found("", "```python", code, ""));
    }

    @Test
    void aTagsCodeLosesOnlyItsFirstLineBreak() {
        assertThat(scan("<code>\n\n x\n</code>").code()).isEqualTo("\n x\n");
    }

    @Test
    void aTagInAStringClosesNothing() {
        assertThat(scan("<code>x = '</code>' # it's </cod</code>!"))
                .isEqualTo(new Found("", "<code>", "x = '</code>' # it's </cod", "!"));
    }

    @Test
    void aFenceClosesAtOneAsLong() {
        assertThat(scan("````python\nx\n```\n`````  \nrest")).isEqualTo(new Found("", "````python", "x\n```", "rest"));
    }

    @Test
    void anIndentedFenceClosesIndented() {
        assertThat(scan("1. So:\n   ```python\n   x\n   ```\nrest"))
                .isEqualTo(new Found("1. So:\n   ", "```python", "x", "rest"));
        assertThat(scan("1. ```python\n   if x:\n       y\n\n \n   ```\nrest"))
                .isEqualTo(new Found("1. ", "```python", "if x:\n    y\n\n", "rest"));
    }

    @Test
    void codeThatIsNotIndentedWithItsFenceStaysAsItIs() {
        assertThat(scan("    ```python\n\nif x:\n    y\n```\nrest"))
                .isEqualTo(new Found("    ", "```python", "\nif x:\n    y", "rest"));
        assertThat(scan("```python\n  x\n  y\n```\n").code()).isEqualTo("  x\n  y");
    }

    @Test
    void opensInTheMiddleOfALine() {
        assertThat(scan("I count: ```python\nx\n```\nrest"))
                .isEqualTo(new Found("I count: ", "```python", "x", "rest"));
        assertThat(scan("Run ```bash\nls\n```\n```python\nx\n```\n"))
                .isEqualTo(new Found("Run ```bash\nls\n```\n", "```python", "x", ""));
    }

    @Test
    void aFenceClosesWhateverFollowsIt() {
        assertThat(scan("```python\nx\n```output\n7\n```\n"))
                .isEqualTo(new Found("", "```python", "x", "output\n7\n```\n"));
        assertThat(scan("```python\nx\n ``` so 7")).isEqualTo(new Found("", "```python", "x", "so 7"));
        assertThat(scan("~~~python\n~~~x\n~~~\n")).isEqualTo(new Found("", "~~~python", "~~~x", ""));
    }

    @Test
    void aLlamasTagClosesAtTheEndOfItsMessage() {
        for (String end : List.of("<|eom_id|>", "<|eot_id|>")) {
            assertThat(scan("<|python_tag|>x < 1" + end + "rest"))
                    .isEqualTo(new Found("", "<|python_tag|>", "x < 1", "rest"));
        }
        assertThat(scan("<|python_tag|>x < 1")).isEqualTo(new Found("", "<|python_tag|>", "x < 1", ""));
    }

    @Test
    void nothingInAThoughtIsRun() {
        assertThat(scan("<think>Maybe\n```python\n1/0\n```\n<code>2</code> </thin</think>\n\n```python\nx\n```\n"))
                .isEqualTo(new Found("Maybe\n```python\n1/0\n```\n<code>2</code> </thin", "", "```python", "x", ""));
        assertThat(scan("So\n <think>a</think>  b<code>x</code>"))
                .isEqualTo(new Found("a", "So\n b", "<code>", "x", ""));
        assertThat(scan("<think>```python\nx\n```\n</think"))
                .isEqualTo(new Found("```python\nx\n```\n</think", "", "", "", ""));
    }

    @Test
    void anEmptyBlockIsEmpty() {
        assertThat(scan("```python\n```\n")).isEqualTo(new Found("", "```python", "", ""));
    }

    @Test
    void theLineBreakOfWindowsBelongsToTheMarker() {
        assertThat(scan("```python\r\nx\r\ny\r\n```\r\nrest")).isEqualTo(new Found("", "```python", "x\r\ny", "rest"));
    }

    @Test
    void anUnclosedBlockGoesToTheEnd() {
        assertThat(scan("```python\nx\n``")).isEqualTo(new Found("", "```python", "x\n``", ""));
        assertThat(scan("<execute>x </exec")).isEqualTo(new Found("", "<execute>", "x </exec", ""));
    }

    @Test
    void holdsNothingBackThatCanBeNoMarker() {
        List<String> pieces = new ArrayList<>();
        BlockScanner scanner = new BlockScanner(new Collector(pieces));
        for (String piece : List.of("Let", " ", "`x` ", "<b", "r> \n", "```j", "s\n", "```")) {
            scanner.feed(piece);
        }
        assertThat(pieces).containsExactly("Let", " ", "`x` ", "<b", "r> \n", "```j", "s\n", "```");
    }

    @Test
    void everyChunkingGivesTheSame() {
        long seed = new Random().nextLong();
        System.out.println("BlockScannerTest.everyChunkingGivesTheSame: seed " + seed);
        String[] alphabet = {
            "```",
            "`",
            "~~~",
            "python",
            "py",
            "\n",
            "\n",
            " ",
            "<code>",
            "</code>",
            "<execute>",
            "</execute>",
            "<|python_start|>",
            "<|python_end|>",
            "<think>",
            "</think>",
            "<|python_tag|>",
            "<|eom_id|>",
            "~~~python\n",
            "tool_code",
            "  ",
            "1. ",
            "- ",
            "'",
            "\"\"\"",
            "\"",
            "\\",
            "#",
            "x",
            "<",
            "\r\n",
            "각",
            "\uD83D\uDE00",
            "```python\n",
            "\n```\n"
        };
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(14); n >= 0; n--) {
                text.append(alphabet[random.nextInt(alphabet.length)]);
            }
            sameInAllChunks(text.toString(), random.nextLong());
        }
    }

    @Test
    void findsEveryBlockOfTheRecordedSessionsInAnyChunks() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("BlockScannerTest.findsEveryBlock: seed " + seed);
        int blocks = 0;
        for (String file : List.of("transcripts/mathcoder-70b-gsm8k.jsonl", "transcripts/tora-34b-gsm8k.jsonl")) {
            for (JsonNode session : SharedData.lines(file)) {
                for (JsonNode step : session.get("steps")) {
                    if (step.has("code")) {
                        String code = step.get("code").textValue();
                        String text = step.get("text").textValue() + "\n";
                        Found found =
                                sameInAllChunks(text + "```python\n" + code + "\n```\nresult: 7", seed + blocks++);
                        assertThat(found).isEqualTo(new Found(text, "```python", code, "result: 7"));
                    }
                }
            }
        }
        assertThat(blocks).isGreaterThan(2_000);
    }

    @Test
    void looksAtEachCharacterOnce() {
        for (String text : List.of(
                "<|python_".repeat(400_000), "```" + " ".repeat(4_000_000), "```python " + "x".repeat(4_000_000))) {
            scan(text, Chunks.random(1, 3));
        }
    }

    private static Found sameInAllChunks(String text, long seed) {
        Found whole = scan(text);
        for (Chunks chunks : List.of(Chunks.single(), Chunks.random(seed, 4), Chunks.random(seed, 40))) {
            assertThat(scan(text, chunks)).as("%s", text).isEqualTo(whole);
        }
        if (whole.marker().isEmpty() && !text.contains("<think>")) {
            assertThat(whole.text()).isEqualTo(text);
        }
        return whole;
    }

    private static Found scan(String text) {
        return scan(text, Chunks.whole());
    }

    private static Found scan(String text, Chunks chunks) {
        StringBuilder thought = new StringBuilder();
        StringBuilder said = new StringBuilder();
        StringBuilder code = new StringBuilder();
        StringBuilder rest = new StringBuilder();
        String[] marker = {""};
        BlockScanner scanner = new BlockScanner(new BlockScanner.Sink() {
            @Override
            public void text(String piece) {
                assertThat(marker[0]).isEmpty();
                said.append(whole(piece));
            }

            @Override
            public void thought(String piece) {
                assertThat(marker[0]).isEmpty();
                thought.append(whole(piece));
            }

            @Override
            public void opened(String opening) {
                marker[0] = opening;
            }

            @Override
            public void code(String piece) {
                code.append(whole(piece));
            }

            private String whole(String piece) {
                assertThat(piece).isNotEmpty();
                assertThat(Character.isHighSurrogate(piece.charAt(piece.length() - 1)))
                        .isFalse();
                return piece;
            }
        });
        for (String piece : chunks.of(text)) {
            rest.append(piece.substring(scanner.feed(piece)));
        }
        scanner.end();
        if (!text.contains("<think>")) {
            assertThat(said + scanner.block() + rest).isEqualTo(text);
        }
        return new Found(thought.toString(), said.toString(), marker[0], code.toString(), rest.toString());
    }

    private record Collector(List<String> pieces) implements BlockScanner.Sink {
        @Override
        public void text(String piece) {
            pieces.add(piece);
        }

        @Override
        public void thought(String piece) {
            pieces.add("thought " + piece);
        }

        @Override
        public void opened(String marker) {
            pieces.add("opened " + marker);
        }

        @Override
        public void code(String piece) {
            pieces.add("code " + piece);
        }
    }
}
