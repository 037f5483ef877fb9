package io.github.jupan.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.WorkerSandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class CodeRepairTest {

    private static final WorkerSandbox SANDBOX = new WorkerSandbox();
    private static final Interpreter INTERPRETER = SANDBOX.open(Limits.DEFAULT.withDeadline(Duration.ofMinutes(1)));

    @AfterAll
    static void close() {
        INTERPRETER.close();
        SANDBOX.close();
    }

    @ParameterizedTest
    @MethodSource
    void putsRight(String damaged, String what, String code) {
        assertThat(CodeRepair.needed(damaged, INTERPRETER)).contains(new CodeRepair(what, code));
    }

    static Stream<Arguments> putsRight() {
        String entities = "HTML entities";
        String quotes = "typographic quotes";
        String spaces = "odd spaces";
        String signs = "typographic signs";
        String indentation = "indentation";
        String breaks = "escaped line breaks";
        String fence = "a fence";
        String prompts = "prompts";
        return Stream.of(
                arguments(
                        "if 1 &lt; 2 &amp; 3:\n    print(&quot;a&quot;)", entities, "if 1 < 2 & 3:\n    print(\"a\")"),
                arguments("print(&#39;&lt;b&gt;&#39;)", entities, "print('<b>')"),
                arguments("print(&#x27;a&#x27;, 1 &#60; 2)", entities, "print('a', 1 < 2)"),
                arguments("print(&quot;&amp;lt;&quot;)", entities, "print(\"&lt;\")"),
                arguments("print(“a”)", quotes, "print(\"a\")"),
                arguments("print(‘a’, ’b’, „c“, «d»)", quotes, "print('a', 'b', \"c\", \"d\")"),
                arguments("print(“it’s”, \"it’s\")", quotes, "print(\"it’s\", \"it’s\")"),
                arguments("print(“a\", \"b”)", quotes, "print(\"a\", \"b\")"),
                arguments("print(\"a”)", quotes, "print(\"a\")"),
                arguments("print(f“{1 + 1}”)", quotes, "print(f\"{1 + 1}\")"),
                arguments("“““A text.”””\nprint(1)", quotes, "\"\"\"A text.\"\"\"\nprint(1)"),
                arguments("x\u00a0= 1", spaces, "x = 1"),
                arguments("if 1:\n\u00a0\u00a0\u202f\u2009print('\u00a0')", spaces, "if 1:\n    print('\u00a0')"),
                arguments("if 1:\n\u3000print(1)", spaces, "if 1:\n print(1)"),
                arguments("print\u200b(1)\u200b", spaces, "print(1)"),
                arguments("x = 1\u2028print(x)", spaces, "x = 1\nprint(x)"),
                arguments("print（1＋2）", signs, "print(1+2)"),
                arguments("print(“（”，len（‘１２’）)", quotes + ", " + signs, "print(\"（\",len('１２'))"),
                arguments("x ＝ ［１，２］；print（x）", signs, "x = [1,2];print(x)"),
                arguments("print(5 − 3, 2 × 3, 1 ≤ 2)", signs, "print(5 - 3, 2 * 3, 1 <= 2)"),
                arguments("print(\"5 − 3\", 5 – 3)", signs, "print(\"5 − 3\", 5 - 3)"),
                arguments("  x = 1\n  if x:\n    print(x)\n", indentation, "x = 1\nif x:\n  print(x)"),
                arguments("\tx = 1\n\n\tprint(x)", indentation, "x = 1\n\nprint(x)"),
                arguments("x = 1\n    y = 2\n    print(x)", indentation, "x = 1\ny = 2\nprint(x)"),
                arguments(" x = 1\nprint(x)", indentation, "x = 1\nprint(x)"),
                arguments("    s = '''\nb\n'''\n    print(s)", indentation, "s = '''\nb\n'''\nprint(s)"),
                arguments("  print(1)", indentation, "print(1)"),
                arguments("import math\\nprint(math.pi)", breaks, "import math\nprint(math.pi)"),
                arguments("print('a\\nb')\\nprint(2)\\n", breaks, "print('a\\nb')\nprint(2)\n"),
                arguments("print(\\\"a\\\\n\\\")\\nprint(2)", breaks, "print(\"a\\n\")\nprint(2)"),
                arguments("print(\\\"a\\\")", breaks, "print(\"a\")"),
                arguments("if 1:  # it's\\n    print(1)", breaks, "if 1:  # it's\n    print(1)"),
                arguments("if 1:\\n\\tprint(1)", breaks, "if 1:\n\tprint(1)"),
                arguments("```python\nprint(1)\n```", fence, "print(1)"),
                arguments("```python\nprint(1)", fence, "print(1)"),
                arguments("print(1)\n```", fence, "print(1)"),
                arguments("Here it is:\n```\nprint(1)\n```\nIt prints 1.", fence, "print(1)"),
                arguments(">>> x = 1\n>>> print(x)\n1", prompts, "x = 1\nprint(x)"),
                arguments(">>> for i in 'ab':\n...     print(i)\n...\na\nb", prompts, "for i in 'ab':\n    print(i)\n"),
                arguments("print(&ldquo;a&rdquo;)", entities + ", " + quotes, "print(\"a\")"),
                arguments("x\u00a0=\u00a0“a”", spaces + ", " + quotes, "x = \"a\""),
                arguments(
                        "```python\n  x = “a”\n  print（x）\n```",
                        fence + ", " + quotes + ", " + signs + ", " + indentation,
                        "x = \"a\"\nprint(x)"),
                arguments(
                        "```python\\nif 1 &lt; 2:\\n    print(1)\\n```",
                        breaks + ", " + fence + ", " + entities,
                        "if 1 < 2:\n    print(1)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "print(“a”",
                "if x:",
                "x = 'a",
                "The answer is 3 & no more.",
                "pip install x",
                "a &lt b",
            })
    void leavesWhatItCannotMend(String broken) {
        assertThat(CodeRepair.needed(broken, INTERPRETER).map(CodeRepair::code)).isNotPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "print(1)",
                "print('a\\nb', r'\\d', \"it's\")",
                "for i in range(3):\n    print(i)",
                "x = '딸기'  # 한글",
                "x = \"Janet’s “ducks”\"  # Janet’s",
                "print(1 & 2, '&')",
                "x = 1 + \\\n    2",
                "s = '''\n  a\n'''",
                "print('🍓'.encode())",
            })
    void hasNothingToSayOfAnOrdinaryProgram(String code) {
        assertThat(CodeRepair.candidates(code)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "print(“a”)",
                "x = a &lt; b",
                "print('“a”', '&lt;', '（', '\u00a0', '```', '>>> x')",
                "s = '''\n```python\nprint(1)\n```\n'''",
                "x = (1 +\n     2)",
                "# a\\nb\nprint(1)",
                "（1＋2）",
                "\ufeffprint(1)",
            })
    void neverReplacesWhatCompiles(String code) {
        boolean compiles = CompileCheck.of(code, INTERPRETER).compiles();
        assertThat(CodeRepair.needed(code, INTERPRETER).isPresent()).isEqualTo(!compiles);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mathcoder-70b-gsm8k", "tora-34b-gsm8k"})
    void seldomAsksOfRecordedPrograms(String recording) throws IOException {
        int programs = 0;
        int asked = 0;
        for (JsonNode session : SharedData.lines("transcripts/" + recording + ".jsonl")) {
            for (JsonNode step : session.get("steps")) {
                if (step.has("code")) {
                    programs++;
                    String code = step.get("code").textValue();
                    asked += CodeRepair.candidates(code).isEmpty() ? 0 : 1;
                }
            }
        }
        System.out.println("CodeRepairTest: " + recording + ": candidates for " + asked + " of " + programs);
        assertThat(programs).isGreaterThan(1_000);
        assertThat(asked / (double) programs).isLessThan(0.001);
    }

    @Test
    void neverReplacesAnyProgramThatCompiles() {
        long seed = new Random().nextLong();
        System.out.println("CodeRepairTest: seed " + seed);
        Random random = new Random(seed);
        int compiled = 0;
        for (int i = 0; i < 200; i++) {
            String literal = RandomPrograms.program(random).replaceAll("[\\\\\"\r\n\u0000]", "_");
            String program = "s = \"" + literal + "\"\nprint(len(s))  # " + literal;
            if (CompileCheck.of(program, INTERPRETER).compiles()) {
                compiled++;
                assertThat(CodeRepair.needed(program, INTERPRETER)).as(program).isEmpty();
            }
        }
        assertThat(compiled).isGreaterThan(150);
    }

    @Test
    void takesItsTimeByTheLength() {
        for (String piece : List.of(
                "“", "’a", "\"", "&", "&lt", "\\n", "\\\"", "```\n", ">>> \n", "  x\n", "#", "＂", "\u00a0", "'''\\")) {
            long began = System.nanoTime();
            CodeRepair.candidates("x" + piece.repeat(60_000 / piece.length()));
            CodeRepair.candidates(piece.repeat(60_000 / piece.length()));
            assertThat(System.nanoTime() - began).as(piece).isLessThan(5_000_000_000L);
        }
    }
}
