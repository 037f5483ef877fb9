package io.github.jupan.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Texts put together of what is hard to carry in another text: quotes, brackets, tags, escapes, fences, any Unicode.
final class RandomPrograms {

    private static final List<String> PIECES = List.of(
            "\"",
            "'",
            "\"\"\"",
            "'''",
            "\\",
            "\\n",
            "\\\"",
            "\n",
            "\n\n",
            "\r\n",
            "\t",
            "    ",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            ",",
            ":",
            "\": ",
            "\"}",
            "\",",
            "</think>",
            "<tool_call>",
            "</tool_call>",
            "<|call|>",
            "```",
            "\n```\n",
            "```python\n",
            "&lt;",
            "&amp;",
            "“",
            "’",
            "\u00a0",
            "\u200b",
            "（",
            "딸기",
            "🍓",
            "\ud83d",
            "\u0000",
            "\u2028",
            "print(",
            "x = ",
            "1 < 2 & 3",
            "#",
            "code",
            "{\"code\": \"x\"}",
            "{'code': 'x'}",
            "null",
            ">>> ",
            "\\d");

    private RandomPrograms() {}

    static String program(Random random) {
        StringBuilder program = new StringBuilder("x");
        for (int i = random.nextInt(24); i > 0; i--) {
            program.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return program.toString();
    }

    /// An object, a list or a text, as Jackson writes it.
    static Object value(Random random, int depth) {
        return switch (depth == 0 ? 2 : random.nextInt(3)) {
            case 0 -> {
                Map<String, Object> object = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.put(program(random), random.nextInt(4) == 0 ? 7 : value(random, depth - 1));
                }
                yield object;
            }
            case 1 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(random.nextInt(4) == 0 ? true : value(random, depth - 1));
                }
                yield list;
            }
            default -> program(random);
        };
    }
}
