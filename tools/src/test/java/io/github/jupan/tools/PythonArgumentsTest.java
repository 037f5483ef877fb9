package io.github.jupan.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonArgumentsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @MethodSource
    void holdTheProgram(String arguments, String program) {
        assertThat(PythonTool.code(arguments)).contains(program);
    }

    static Stream<Arguments> holdTheProgram() {
        return Stream.of(
                // As asked for, and under other names.
                arguments("{\"code\": \"print(1)\"}", "print(1)"),
                arguments("{\"code\": \"\"}", ""),
                arguments("{\"language\": \"python\", \"code\": \"print(1)\", \"timeout\": 5}", "print(1)"),
                arguments("{\"Code\": \"print(1)\"}", "print(1)"),
                arguments("{\"input\": \"print(1)\"}", "print(1)"),
                arguments("{\"source\": \"print(1)\"}", "print(1)"),
                arguments("{\"python\": \"print(1)\"}", "print(1)"),
                arguments("{\"script\": \"print(1)\"}", "print(1)"),
                arguments("{\"query\": \"print(1)\"}", "print(1)"),
                arguments("{\"expression\": \"1 + 1\"}", "1 + 1"),
                arguments("{\"__arg1\": \"print(1)\"}", "print(1)"),
                arguments("{\"code\": null, \"input\": \"print(1)\"}", "print(1)"),
                // Wrapped.
                arguments("{\"code\": {\"code\": \"print(1)\"}}", "print(1)"),
                arguments("{\"code\": {\"type\": \"string\", \"value\": \"print(1)\"}}", "print(1)"),
                arguments("{\"name\": \"python\", \"arguments\": {\"code\": \"print(1)\"}}", "print(1)"),
                arguments("{\"function\": {\"name\": \"python\", \"arguments\": \"{\\\"code\\\": \\\"1\\\"}\"}}", "1"),
                arguments("{\"input\": \"{\\\"code\\\": \\\"print(1)\\\"}\"}", "print(1)"),
                arguments("[{\"code\": \"print(1)\"}]", "print(1)"),
                arguments("[{\"name\": \"python\", \"parameters\": {\"code\": \"print(1)\"}}]", "print(1)"),
                arguments("{\"code\": [{\"type\": \"text\", \"text\": \"print(1)\"}]}", "print(1)"),
                arguments("{\"code\": \"{\\\"code\\\": \\\"print(1)\\\"}\"}", "print(1)"),
                arguments("{\"code\": \"{\\\"code\\\": 1}\"}", "{\"code\": 1}"),
                arguments("{\"code\": \"{\\\"code\\\": \\\"a\\\"}['code']\"}", "{\"code\": \"a\"}['code']"),
                // Lines.
                arguments("{\"code\": [\"x = 1\", \"if x:\", \"    print(x)\"]}", "x = 1\nif x:\n    print(x)"),
                arguments("{\"code\": [\"x = 1\\n\", \"print(x)\\n\"]}", "x = 1\nprint(x)"),
                arguments("[\"x = 1\", \"print(x)\"]", "x = 1\nprint(x)"),
                // A string, and a string in a string.
                arguments("\"print(1)\"", "print(1)"),
                arguments("\"{\\\"code\\\": \\\"print(1)\\\\nprint(2)\\\"}\"", "print(1)\nprint(2)"),
                arguments("\"\\\"{\\\\\\\"code\\\\\\\": \\\\\\\"1\\\\\\\"}\\\"\"", "1"),
                arguments("'print(1)'", "print(1)"),
                // The program itself.
                arguments("print('strawberry'.count('r'))", "print('strawberry'.count('r'))"),
                arguments("x = 1\nprint(x)\n", "x = 1\nprint(x)\n"),
                arguments("    x = 1\n    print(x)", "    x = 1\n    print(x)"),
                arguments("'strawberry'.count('r')", "'strawberry'.count('r')"),
                arguments("\"\"\"What it does.\"\"\"\nprint(1)", "\"\"\"What it does.\"\"\"\nprint(1)"),
                arguments("\"a\" + \"b\"", "\"a\" + \"b\""),
                arguments("[x for x in range(3)]", "[x for x in range(3)]"),
                arguments("{1, 2} | {3}", "{1, 2} | {3}"),
                arguments("{x: x * x for x in range(3)}", "{x: x * x for x in range(3)}"),
                arguments("42", "42"),
                arguments("1 + 2", "1 + 2"),
                // Fences.
                arguments("```python\nprint(1)\n```", "print(1)"),
                arguments("```\nprint(1)\n```\n", "print(1)"),
                arguments("```python\nprint(1)```", "print(1)"),
                arguments("```python print(1)```", "print(1)"),
                arguments("~~~py\nprint(1)\n~~~", "print(1)"),
                arguments("{\"code\": \"```python\\nprint(1)\\n```\"}", "print(1)"),
                arguments("{\"code\": \"\\n```py\\n\\nprint(1)\\n\\n```\\n\"}", "\nprint(1)\n"),
                arguments("```json\n{\"code\": \"print(1)\"}\n```", "print(1)"),
                arguments("{'code': '```python\\nprint(1)\\n```'}", "print(1)"),
                // Several values, and something behind.
                arguments("{}{\"code\": \"print(1)\"}", "print(1)"),
                arguments("{}\n{'code': 'print(1)'}", "print(1)"),
                arguments("{\"code\": \"print(1)\"}{\"code\": \"print(1)\"}", "print(1)"),
                arguments("{\"code\": \"print(1)\"}}", "print(1)"),
                arguments("{\"code\": \"print(1)\"}\n{\"code\": \"print(1)\"}", "print(1)"),
                arguments("{\"code\": \"print(1)\"}, {\"x\": \"y\"}", "print(1)"),
                arguments("{\"code\": \"print(1)\"} <|call|> {\"x\": \"y\"}", "print(1)"),
                arguments("{\"code\": \"print(1)\"}\n</tool_call>", "print(1)"),
                arguments("{'code': 'print(1)'}{'code': 'print(1)'}", "print(1)"),
                arguments("{'code': 'print(1)'}\n</tool_call>", "print(1)"),
                arguments("{\"code\": \"print(1)\"} I hope that helps.", "print(1)"),
                // Broken JSON.
                arguments("{\"code\": \"x = 1\nprint(x)\"}", "x = 1\nprint(x)"),
                arguments("{'code': 'print(\"a\")'}", "print(\"a\")"),
                arguments("{'code': 'print(\\'a\\')'}", "print('a')"),
                arguments("{'code': \"print('a')\", 'timeout': None}", "print('a')"),
                arguments("{\"code\": \"print(1)\",}", "print(1)"),
                arguments("{,\"code\": \"print(1)\"}", "print(1)"),
                arguments("{\"code\": [\"x = 1\", \"print(x)\",],}", "x = 1\nprint(x)"),
                arguments("{\"code\": \"print(1)\"", "print(1)"),
                arguments("{\"code\": \"print(1)", "print(1)"),
                arguments("{\"code\": \"print(1)}", "print(1)"),
                arguments("{\"code\": \"d = {1: 2}", "d = {1: 2}"),
                arguments("{\"arguments\": {\"code\": \"print(1)\"}", "print(1)"),
                arguments("{\"arguments\": {\"code\": \"print(1)}}", "print(1)"),
                arguments("{\"code\": [\"x = 1\", \"print(x)\"}", "x = 1\nprint(x)"),
                arguments("{\"code\": \"print(1)\"\n</tool_call>", "print(1)"),
                arguments("{code: \"print(1)\"}", "print(1)"),
                arguments("{code: 'print(1)'}", "print(1)"),
                arguments("{\"code\"= \"print(1)\"}", "print(1)"),
                arguments("{“code”: “print('a')”}", "print('a')"),
                arguments("{code: `print(\"a\")`}", "print(\"a\")"),
                arguments("{\"code\": \"\"\"x = \"a\"\nprint(x, \"\\n\")\"\"\"}", "x = \"a\"\nprint(x, \"\\n\")"),
                arguments("{'code': '''print(\"it's\")'''}", "print(\"it's\")"),
                arguments("{\"code\": \"\"\"print(1)\\nprint(2)\"\"\"}", "print(1)\nprint(2)"),
                arguments("{\"code\": \"print(1)\" // runs it\n}", "print(1)"),
                arguments("{/* runs */ \"code\": 'print(1)'}", "print(1)"),
                // Quotes that were not escaped.
                arguments("{\"code\": \"print(\"a\")\"}", "print(\"a\")"),
                arguments("{\"code\": \"print(\"a\", \"b\")\"}", "print(\"a\", \"b\")"),
                arguments("{\"code\": \"print(\"a\", \"b\")\", \"timeout\": 5}", "print(\"a\", \"b\")"),
                arguments("{\"code\": \"d = {\"a\": 1}\\nprint(d[\"a\"])\"}", "d = {\"a\": 1}\nprint(d[\"a\"])"),
                arguments("{\"code\": \"d = {\"a\": 1, \"b\": \"x\"}\"}", "d = {\"a\": 1, \"b\": \"x\"}"),
                arguments("{\"code\": \"print(\"}\")\"}", "print(\"}\")"),
                arguments("{'code': 'print('a')'}", "print('a')"),
                arguments("{\"code\": print(1)}", "print(1)"),
                arguments("{\"code\": 1 + 1}", "1 + 1"),
                arguments("{\"code\": print(\"a\", {1: 2})}", "print(\"a\", {1: 2})"),
                // Escapes that JSON does not know are the program's.
                arguments("{\"code\": \"re.findall('\\d+', t)\"}", "re.findall('\\d+', t)"),
                arguments("{\"code\": \"re.findall(r'\\b\\w+\\b', t)\"}", "re.findall(r'\\b\\w+\\b', t)"),
                arguments("{\"code\": \"print(\\'a\\')\"}", "print('a')"),
                arguments("{\"code\": \"print('it\\'s')\"}", "print('it\\'s')"),
                arguments("{\"code\": \"print('\\x41')\\n1\"}", "print('\\x41')\n1"),
                arguments("{\"code\": \"x = 1 + \\\n    2\"}", "x = 1 + \\\n    2"),
                arguments("{'code': 'print(\"\\u0041\\ud83c\\udf53\")'}", "print(\"A🍓\")"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "{}",
                "[]",
                "null",
                "None",
                "good",
                "\"good\"",
                "{\"program\": 1}",
                "{\"code\": null}",
                "{\"city\": \"Oslo\"}",
                "{'city': 'Oslo'}",
                "{\"code\": {\"type\": \"string\", \"description\": \"The program.\"}}",
                "[1, 2]",
                "\"\"",
                "{\"code\": ",
            })
    void holdNone(String arguments) {
        assertThat(PythonTool.code(arguments)).isEmpty();
    }

    @Test
    void giveBackAnyProgramExactly() throws IOException {
        Random random = random();
        for (int i = 0; i < 20_000; i++) {
            String program = RandomPrograms.program(random);
            assertThat(PythonTool.code(JSON.writeValueAsString(Map.of("code", program))))
                    .contains(program);
        }
    }

    @Test
    void areReadInTimeWhateverTheyAre() {
        for (String piece : List.of(
                "{",
                "[",
                "\"",
                "'",
                "{\"code\":",
                "{}",
                "{'a':1}",
                "\\",
                "\"\"\"",
                "}",
                ",\"a\":1",
                "/*",
                "```\n",
                "{'code': '\"\"\"")) {
            for (String start : List.of("", "{\"code\": \"", "{'code': [", "{code: '''")) {
                long began = System.nanoTime();
                PythonTool.code(start + piece.repeat(200_000 / piece.length()));
                assertThat(System.nanoTime() - began).as(start + piece).isLessThan(2_000_000_000L);
            }
        }
    }

    @Test
    void asPythonWritesThemGiveBackAnyProgram() {
        Random random = random();
        for (int i = 0; i < 20_000; i++) {
            String program = RandomPrograms.program(random);
            String written = program.replace("\\", "\\\\")
                    .replace("'", "\\'")
                    .replace("\n", "\\n")
                    .replace("\r", "\\r")
                    .replace("\t", "\\t");
            assertThat(PythonTool.code("{'code': '" + written + "'}")).contains(program);
        }
    }

    private static Random random() {
        long seed = new Random().nextLong();
        System.out.println("PythonArgumentsTest: seed " + seed);
        return new Random(seed);
    }
}
