package io.github.jupan.agent.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.agent.SharedData;
import io.github.jupan.agent.internal.text.TextReader.BareBlock;
import io.github.jupan.agent.internal.text.TextReader.Looking;
import io.github.jupan.agent.internal.text.TextReader.Status;
import io.github.jupan.agent.internal.text.TextReader.ThoughtOpening;
import io.github.jupan.testkit.Chunks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextReaderTest {

    private static final String CALL = "{\"name\": \"python\", \"arguments\": {\"code\": \"1 + 1\"}}";
    private static final String WEATHER = "{\"name\": \"weather\", \"arguments\": {\"city\": \"Oslo\"}}";

    @Test
    void aLongerFenceInJsonIsText() {
        for (String text : List.of("````json\n{}\n````\n", "``` json\n{}\n```\n", "````json\n" + CALL + "\n````\n")) {
            assertThat(read(text)).isEqualTo(Heard.text(text));
        }
    }

    @Test
    void findsAFence() {
        assertThat(read("I count.\n```python\n'strawberry'.count('r')\n```\nIt is 7."))
                .isEqualTo(Heard.code("I count.\n", "```python", "'strawberry'.count('r')"));
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
                "~~~~ py",
                "```{python}",
                "```{.python .numberLines}",
                "```python:main.py",
                "```python3.12",
                "```ipython",
                "```<python>",
                "```code_interpreter"
            })
    void opensAtEveryFenceOfPythonHoweverItIsNamed(String fence) {
        String closing = fence.replaceAll("[^`~].*", "");
        assertThat(read(fence + "\n1 + 1\n" + closing + "\nrest")).isEqualTo(Heard.code("", fence.strip(), "1 + 1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code",
                "code lang=\"python\"",
                "execute",
                "execute_ipython",
                "use_code",
                "python",
                "tool_code",
                "code_interpreter",
                "code_interpreter type=\"code\" lang=\"python\""
            })
    void opensAtEveryTagOnALineOfItsOwnOrAroundLines(String tag) {
        String opening = "<" + tag + ">";
        String closing = "</" + tag.replaceAll(" .*", "") + ">";
        assertThat(read("So:\n" + opening + "1 + 1" + closing + "\n7"))
                .isEqualTo(Heard.code("So:\n", opening, "1 + 1"));
        assertThat(read("So " + opening + "\n1 + 1\n" + closing + " 7")).isEqualTo(Heard.code("So ", opening, "1 + 1"));
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
                "``python\nx\n``\n",
                "```js\nx\n```\n",
                "```\nx\n```\n",
                "```pythonic\nx\n```\n",
                "```py`thon```",
                "````text\n```python\nx\n```\n````\n",
                "the tag `<code>` is HTML",
                "use <code>print</code> in a program",
                "<code>print</code> is a function",
                "`<tool_call>` opens a call, `</tool_call>` closes it",
                "write `[TOOL_CALLS]` and then the list",
                "> ```python\n> 1 + 1\n> ```\n",
                "> <tool_call>{\"name\": \"python\", \"arguments\": {\"code\": \"1\"}}</tool_call>",
                "Calls stand between <tool_call> and </tool_call>.",
                "{\"name\": \"strawberry\", \"arguments\": [1]}",
                "{\"letter\": \"r\", \"count\": 3}",
                "[1, 2, 3]\n[4]",
                "[see python](https://python.org)",
                "```json\n{\"name\": \"strawberry\"}\n```\n",
                "``` json\n[1, 2]\n```\n",
                "Action: ```json\n[]\n```",
                "print(1) is a call",
                "python(code=\"1\")",
                ">>> 1 + 1\n2",
                "functools is a module",
                "```python",
                "~~~\n<execute>x</execute>\n~~~",
                "  ``",
                ""
            })
    void leavesOtherTextAlone(String text) {
        assertThat(read(text)).isEqualTo(Heard.text(text));
    }

    @Test
    void findsABlockAfterOneInAnotherLanguage() {
        assertThat(read("```js\nx\n```\n```python\ny\n```\n"))
                .isEqualTo(Heard.code("```js\nx\n```\n", "```python", "y"));
    }

    @Test
    void keepsTheCodeCharacterByCharacter() {
        String code = "  x = '```' \n\n\tprint(\"\"\"\n```\n\"\"\")  \r\n# ``` 각 \uD83D\uDE00\0\n`x``\n~~~\n``";
        assertThat(read("```python\n" + code + "\n```\n")).isEqualTo(Heard.code("", "```python", code));
    }

    @Test
    void aTagsCodeLosesTheLineBreaksBesideItsTags() {
        assertThat(read("<code>\n\n x\n\n</code>").calls()).containsExactly("\n x\n");
    }

    @Test
    void aTagInAStringClosesNothing() {
        assertThat(read("<code>\nx = '</code>' # it's </cod</code>!"))
                .isEqualTo(Heard.code("", "<code>", "x = '</code>' # it's </cod"));
    }

    @Test
    void aFenceClosesAtOneAsLong() {
        assertThat(read("````python\nx\n```\n`````  \nrest")).isEqualTo(Heard.code("", "````python", "x\n```"));
    }

    @Test
    void anIndentedFenceClosesIndented() {
        assertThat(read("1. So:\n   ```python\n   x\n   ```\nrest"))
                .isEqualTo(Heard.code("1. So:\n   ", "```python", "x"));
        assertThat(read("1. ```python\n   if x:\n       y\n\n \n   ```\nrest"))
                .isEqualTo(Heard.code("1. ", "```python", "if x:\n    y\n\n"));
    }

    @Test
    void codeThatIsNotIndentedWithItsFenceStaysAsItIs() {
        assertThat(read("    ```python\n\nif x:\n    y\n```\nrest"))
                .isEqualTo(Heard.code("    ", "```python", "\nif x:\n    y"));
        assertThat(read("```python\n  x\n  y\n```\n").calls()).containsExactly("  x\n  y");
    }

    @Test
    void opensInTheMiddleOfALine() {
        assertThat(read("I count: ```python\nx\n```\nrest")).isEqualTo(Heard.code("I count: ", "```python", "x"));
        assertThat(read("Run ```bash\nls\n```\n```python\nx\n```\n"))
                .isEqualTo(Heard.code("Run ```bash\nls\n```\n", "```python", "x"));
    }

    @Test
    void aFenceClosesWhateverFollowsIt() {
        assertThat(read("```python\nx\n```output\n7\n```\n")).isEqualTo(Heard.code("", "```python", "x"));
        assertThat(read("```python\nx\n ``` so 7")).isEqualTo(Heard.code("", "```python", "x"));
        assertThat(read("~~~python\n~~~x\n~~~\n")).isEqualTo(Heard.code("", "~~~python", "~~~x"));
    }

    @Test
    void aLlamasTagClosesAtTheEndOfItsMessage() {
        for (String end : List.of("<|eom_id|>rest", "<|eot_id|>rest", "")) {
            assertThat(read("<|python_tag|>x < 1" + end)).isEqualTo(Heard.code("", "<|python_tag|>", "x < 1"));
        }
    }

    @Test
    void nothingInAThoughtIsRun() {
        assertThat(read("<think>Maybe\n```python\n1/0\n```\n<code>2</code> </thin</think>\n\n```python\nx\n```\n"))
                .isEqualTo(
                        new Heard("Maybe\n```python\n1/0\n```\n<code>2</code> </thin", "", "```python", List.of("x")));
        assertThat(read("So\n <think>a</think>  <code>\nx</code>"))
                .isEqualTo(new Heard("a", "So\n ", "<code>", List.of("x")));
        assertThat(read("the tag <think> is")).isEqualTo(new Heard(" is", "the tag <think> is", "", List.of()));
        assertThat(read("<think>```python\nx\n```\n</think"))
                .isEqualTo(new Heard("```python\nx\n```\n</think", "", "", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<think>hm</think>",
                "<thinking>hm</thinking>",
                "<seed:think>hm</seed:think>",
                "[THINK]hm[/THINK]",
                "<mm:think>hm</mm:think>",
                "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>"
            })
    void thinkingIsThinkingInEveryForm(String thought) {
        assertThat(read(thought + "It is 3.")).isEqualTo(new Heard("hm", "It is 3.", "", List.of()));
    }

    @Test
    void aLoneClosingMarkMakesAThoughtOfAllBeforeIt() {
        for (String mark : List.of("</think>", "[/THINK]", "</seed:think>", "</mm:think>")) {
            String turn = "So\n```python\n1/0\n```\nno." + mark + "\n\n3";
            assertThat(Heard.of(turn, Chunks.single(), ThoughtOpening.TEMPLATE))
                    .isEqualTo(new Heard("So\n```python\n1/0\n```\nno.", "3", "", List.of()));
            // Who opened it is learned only here: of the draft what was said is thinking after all.
            assertThat(Heard.of(turn, Chunks.single(), ThoughtOpening.UNKNOWN))
                    .isEqualTo(new Heard("So\n", "3", "", List.of()));
        }
    }

    @Test
    void whoOpensTheThoughtsIsLearned() {
        assertThat(learned("a</think>b")).isEqualTo(ThoughtOpening.TEMPLATE);
        assertThat(learned("<think>a</think>b")).isEqualTo(ThoughtOpening.MODEL);
        assertThat(learned("```python\nx\n```\n")).isEqualTo(ThoughtOpening.MODEL);
    }

    @Test
    void untilItIsKnownWhoOpensTheThoughtsNothingIsSettledBeforeTheEnd() {
        assertThat(status("```python\nx\n```\nrest", ThoughtOpening.UNKNOWN)).isEqualTo(Status.OPEN);
        assertThat(status("```python\nx\n```\nrest", ThoughtOpening.MODEL)).isEqualTo(Status.DONE);
        assertThat(status("<think>a</think>```python\nx\n```\n", ThoughtOpening.UNKNOWN))
                .isEqualTo(Status.DONE);
        assertThat(status("<tool_call>" + CALL + "</tool_call>", ThoughtOpening.MODEL))
                .isEqualTo(Status.CALLED);
    }

    @Test
    void aThoughtOfTheTemplatesThatNeverEndsIsText() {
        assertThat(Heard.of("I count.\n```python\nx\n```\n", Chunks.whole(), ThoughtOpening.TEMPLATE))
                .extracting(Heard::text, Heard::calls)
                .containsExactly("I count.\n", List.of("x"));
    }

    @Test
    void anEmptyBlockIsEmpty() {
        assertThat(read("```python\n```\n")).isEqualTo(Heard.code("", "```python", ""));
    }

    @Test
    void theLineBreakOfWindowsBelongsToTheMarker() {
        assertThat(read("```python\r\nx\r\ny\r\n```\r\nrest")).isEqualTo(Heard.code("", "```python", "x\r\ny"));
    }

    @Test
    void anUnclosedBlockGoesToTheEnd() {
        assertThat(read("```python\nx\n``")).isEqualTo(Heard.code("", "```python", "x\n``"));
        assertThat(read("<execute>\nx </exec")).isEqualTo(Heard.code("", "<execute>", "x </exec"));
    }

    @Test
    void callsOfAGroupAreReadToItsEnd() {
        List<String> both = List.of("1 + 1", "weather{\"city\":\"Oslo\"}");
        for (String group : List.of(
                "<tool_call>" + CALL + "</tool_call>\n<tool_call>" + WEATHER + "</tool_call>",
                "[TOOL_CALLS][" + CALL + ", " + WEATHER + "]",
                "<tool_calls>\n" + CALL + "\n" + WEATHER + "\n</tool_calls>",
                "[" + CALL + ", " + WEATHER + "]",
                CALL + "; " + WEATHER,
                "<|tool_call_start|>[python(code=\"1 + 1\"), weather(city=\"Oslo\")]<|tool_call_end|>",
                "```json\n" + CALL + "\n" + WEATHER + "\n```\n")) {
            assertThat(read("So:\n" + group + "\nIt is 7."))
                    .as(group)
                    .extracting(Heard::text, Heard::calls)
                    .containsExactly("So:\n", both);
        }
    }

    @Test
    void whatComesBehindACallIsNotRead() {
        assertThat(read("<tool_call>" + CALL + "</tool_call>\nIt is 7. <tool_call>" + WEATHER + "</tool_call>")
                        .calls())
                .containsExactly("1 + 1");
    }

    @Test
    void aCallWithoutAMarkOfItsOwnCountsOnlyForAToolThatThereIs() {
        assertThat(read(WEATHER).calls()).containsExactly("weather{\"city\":\"Oslo\"}");
        assertThat(read("```json\n" + CALL + "\n```\n").calls()).containsExactly("1 + 1");
        String other = "{\"name\": \"temperature\", \"arguments\": {}}";
        assertThat(read(other)).isEqualTo(Heard.text(other));
        assertThat(read("<tool_call>" + other + "</tool_call>").calls()).containsExactly("temperature{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name': 'python', 'arguments': {'code': '1 + 1'}}",
                "{\"name\": \"python\", \"arguments\": {\"code\": \"1 + 1\"},}",
                "{\"name\": \"python\", \"arguments\": {\"code\": \"1 + 1\"}",
                "{\"name\": \"python\", \"arguments\": \"{\\\"code\\\": \\\"1 + 1\\\"}\"}",
                "{\"name\": \"python\", \"arguments\": \"1 + 1\"}",
                "{\"name\": \"functions.python\", \"parameters\": {\"input\": \"1 + 1\"}}",
                "{\"name\": \"code_interpreter\", \"arguments\": {\"source\": \"1 + 1\"}}",
                "{\"name\": \"Python\", \"arguments\": {\"code\": [\"1 + 1\"]}}",
                "{\"type\": \"function\", \"function\": {\"name\": \"ipython\", \"arguments\": {\"code\": \"1 + 1\"}}}",
                "{\"name\": \"python\", \"arguments\": {\"code\": \"```python\\n1 + 1\\n```\"}}",
                "{\"python\": {\"code\": \"1 + 1\"}}"
            })
    void envelopesAreReadLeniently(String call) {
        assertThat(read("<tool_call>\n" + call + "\n</tool_call>").calls()).containsExactly("1 + 1");
    }

    @Test
    void lineBreaksInAStringAreThePrograms() {
        assertThat(read("<tool_call>{\"name\": \"python\", \"arguments\": {\"code\": \"x = 1\nx + 1\"}}</tool_call>")
                        .calls())
                .containsExactly("x = 1\nx + 1");
    }

    @Test
    void aBlockWithoutALanguageAtTheEndMayBeAProgram() {
        assertThat(bareBlock("So:\n```\nprint(1)\n```\n")).contains(new BareBlock(4, "print(1)"));
        assertThat(bareBlock("```\nprint(1)\n```")).contains(new BareBlock(0, "print(1)"));
        assertThat(bareBlock("```\nprint(1)\n```\nas I said")).isEmpty();
        assertThat(bareBlock("```\nprint(1)\n```\nor\n```\nprint(2)\n```\n")).isEmpty();
        assertThat(bareBlock("```js\nprint(1)\n```\n")).isEmpty();
        assertThat(bareBlock("```\nprint(1)\n")).isEmpty();
    }

    @Test
    void holdsNothingBackThatCanBeNoMarker() {
        List<String> pieces = new ArrayList<>();
        TextReader reader = new TextReader(new Pieces(pieces), new Tools(), Looking.FOR_CALLS, ThoughtOpening.MODEL);
        for (String piece : List.of("Let", " ", "`x` ", "<b", "r> \n", "```j", "s\n", "```")) {
            reader.feed(piece);
        }
        assertThat(String.join("", pieces)).isEqualTo("Let `x` <br> \n```js\n```");
        assertThat(pieces).startsWith("Let", " ", "`x` ");
    }

    @Test
    void showsAProgramWhileItIsWritten() {
        for (String call : List.of(
                "```python\nprint(1)\nprint(2)",
                "<tool_call>{\"name\": \"python\", \"arguments\": {\"code\": \"print(1)\\nprint(2)",
                "<function=python><parameter=code>\nprint(1)\nprint(2)")) {
            List<String> pieces = new ArrayList<>();
            TextReader reader =
                    new TextReader(new Pieces(pieces), new Tools(), Looking.FOR_CALLS, ThoughtOpening.MODEL);
            Chunks.single().of(call).forEach(reader::feed);
            assertThat(String.join("", pieces)).as(call).endsWith("print(1)\nprint(2)");
        }
    }

    @Test
    void withoutCodeOnlyThoughtsAreLookedFor() {
        List<String> pieces = new ArrayList<>();
        TextReader reader =
                new TextReader(new Pieces(pieces), new Tools(), Looking.FOR_THINKING_ALONE, ThoughtOpening.MODEL);
        String text = "```python\nx\n```\n<tool_call>" + CALL + "</tool_call>";
        reader.feed("<think>hm</think>" + text);
        reader.end();
        assertThat(String.join("", pieces)).isEqualTo("thought hm" + text);
    }

    @Test
    void everyChunkingGivesTheSame() {
        long seed = new Random().nextLong();
        System.out.println("TextReaderTest.everyChunkingGivesTheSame: seed " + seed);
        List<String> alphabet = alphabet();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(14); n >= 0; n--) {
                text.append(alphabet.get(random.nextInt(alphabet.size())));
            }
            sameInAllChunks(text.toString(), random.nextLong());
        }
    }

    /// What text is made of, and the marks of every form.
    private static List<String> alphabet() {
        List<String> alphabet = new ArrayList<>(List.of(
                "```",
                "`",
                "~~~",
                "python",
                "py",
                "\n",
                "\n",
                "\n",
                " ",
                " ",
                "x",
                "1 + 1",
                "<",
                "\r\n",
                "각",
                "\uD83D\uDE00",
                "```python\n",
                "\n```\n",
                "~~~python\n",
                "  ",
                "1. ",
                "- ",
                "> ",
                "'",
                "\"\"\"",
                "\"",
                "\\",
                "#",
                CALL,
                WEATHER,
                CALL.substring(0, 40),
                "{",
                "}",
                "[",
                "]",
                ",",
                "{\"code\": \"1\"}",
                "python(code=\"1\")",
                "code",
                "<function=python>",
                "<parameter=code>",
                "</parameter>",
                "</function>",
                "[python(code='1')]",
                "<invoke name=\"python\">",
                "weather"));
        for (Format format : Formats.ALL) {
            alphabet.add(format.opening());
            format.closings().forEach(alphabet::addAll);
        }
        return alphabet;
    }

    private static void sameInAllChunks(String text, long seed) {
        for (ThoughtOpening opening : ThoughtOpening.values()) {
            Heard whole = Heard.of(text, Chunks.whole(), opening);
            for (Chunks chunks : List.of(Chunks.single(), Chunks.random(seed, 4), Chunks.random(seed, 40))) {
                assertThat(Heard.of(text, chunks, opening))
                        .as("%s, %s", opening, text)
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void findsEveryBlockOfTheRecordedSessionsInAnyChunks() throws IOException {
        long seed = new Random().nextLong();
        int blocks = 0;
        for (String file : List.of("transcripts/mathcoder-70b-gsm8k.jsonl", "transcripts/tora-34b-gsm8k.jsonl")) {
            for (JsonNode session : SharedData.lines(file)) {
                for (JsonNode step : session.get("steps")) {
                    if (step.has("code")) {
                        String code = step.get("code").textValue();
                        String text = step.get("text").textValue() + "\n";
                        String turn = text + "```python\n" + code + "\n```\nresult: 7";
                        sameInAllChunks(turn, seed + blocks++);
                        assertThat(read(turn)).isEqualTo(Heard.code(text, "```python", code));
                    }
                }
            }
        }
        System.out.println("TextReaderTest: " + blocks + " recorded blocks found, seed " + seed);
        assertThat(blocks).isGreaterThan(2_000);
    }

    /// 400,000 characters each, six times: whatever looks at all of them again for each does not end in this time.
    @ParameterizedTest
    @Timeout(60)
    @ValueSource(
            strings = {
                "<|python_",
                "`",
                "``` ",
                "<",
                "<think>",
                "</think",
                "<think></think>",
                "{\"name\": ",
                "{\"name\": \"python\", ",
                "{\n",
                "[\n",
                "[\nx",
                "[python(\n",
                "[python(code='",
                "[TOOL_CALLS]",
                "[TOOL_CALLS][",
                "[TOOL_CALLS]python[ARGS]",
                "<tool_call>",
                "<tool_call>python",
                "<tool_call>{",
                "<tool_call>\n[",
                "<function=python>",
                "<function=python><parameter=code>x",
                "<code>\nx",
                "<code>x\n",
                "<code>x",
                "'</code>",
                "Action: ```json\n",
                "functools [",
                ">>>python\n",
                "<|channel|>analysis ",
                "<|channel|>commentary to=",
                "<|tool_call>call:python{code:",
                "```json\n{\"name\": ",
                "```json\n",
                "<|tool_call_start|>[",
                "<|tool_call_start|>[python(code=\"",
                "1. ",
                "> ",
                " ",
                "\n"
            })
    void looksAtEachCharacterAFewTimes(String piece) {
        String text = piece.repeat(400_000 / piece.length());
        for (String start : List.of(
                "",
                "```python\n",
                "<|python_start|>",
                "<tool_call>",
                "<function=python>",
                "<function=python><parameter=code>")) {
            Heard.of(start + text, Chunks.random(1, 3_000), ThoughtOpening.MODEL);
        }
        Heard.of(text + "x\n", Chunks.random(1, 30), ThoughtOpening.UNKNOWN);
    }

    private static Heard read(String text) {
        Heard whole = Heard.of(text);
        assertThat(Heard.of(text, Chunks.single(), ThoughtOpening.MODEL)).isEqualTo(whole);
        return whole;
    }

    private static Status status(String text, ThoughtOpening opening) {
        TextReader reader = new TextReader(new Pieces(new ArrayList<>()), new Tools(), Looking.FOR_CALLS, opening);
        reader.feed(text);
        return reader.status();
    }

    private static ThoughtOpening learned(String text) {
        TextReader reader =
                new TextReader(new Pieces(new ArrayList<>()), new Tools(), Looking.FOR_CALLS, ThoughtOpening.UNKNOWN);
        reader.feed(text);
        reader.end();
        return reader.thoughtOpening();
    }

    private static Optional<BareBlock> bareBlock(String text) {
        TextReader reader =
                new TextReader(new Pieces(new ArrayList<>()), new Tools(), Looking.FOR_CALLS, ThoughtOpening.MODEL);
        Chunks.single().of(text).forEach(reader::feed);
        reader.end();
        return reader.bareBlock();
    }

    /// What a sink hears, piece by piece; thoughts are marked.
    private record Pieces(List<String> pieces) implements TextSink {
        @Override
        public void text(String piece) {
            pieces.add(piece);
        }

        @Override
        public void thinking(String piece) {
            pieces.add("thought " + piece);
        }

        @Override
        public void codeStarted(String marker) {}

        @Override
        public void code(String piece) {
            pieces.add(piece);
        }

        @Override
        public void call(TextCall call) {}

        @Override
        public void wasThinking() {}
    }
}
