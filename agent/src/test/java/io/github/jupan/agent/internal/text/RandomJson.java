package io.github.jupan.agent.internal.text;

import java.util.Random;

/// Random JSON objects with at most one member `code`, full of escapes, quotes, brackets and letters of two units.
final class RandomJson {

    private static final String[] PIECES = {
        "a",
        "code",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        " ",
        "\\\"",
        "\\\\",
        "\\/",
        "\\n",
        "\\t",
        "\\r",
        "\\b",
        "\\f",
        "\\u00e9",
        "\\uD83D\\ude00",
        "\\u0022",
        "\\u005c",
        "\uD83D\uDE00",
        "\uAC01",
        "'",
        "#"
    };

    private RandomJson() {}

    static String object(Random random) {
        int members = random.nextInt(4);
        int code = random.nextInt(4);
        StringBuilder json = new StringBuilder(space(random)).append('{');
        for (int i = 0; i < members; i++) {
            json.append(i == 0 ? "" : ",").append(space(random));
            json.append(i == code ? "\"code\"" : "\"k" + i + "\"")
                    .append(space(random))
                    .append(':');
            json.append(space(random))
                    .append(i == code ? string(random) : value(random, 3))
                    .append(space(random));
        }
        return json.append('}').append(space(random)).toString();
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 5)) {
            case 0 -> string(random);
            case 1 -> Integer.toString(random.nextInt(1_000) - 500);
            case 2 -> "null";
            case 3 -> "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]";
            default -> "{\"code\":" + value(random, depth - 1) + "}";
        };
    }

    private static String string(Random random) {
        StringBuilder string = new StringBuilder("\"");
        for (int i = random.nextInt(12); i > 0; i--) {
            string.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return string.append('"').toString();
    }

    private static String space(Random random) {
        return " ".repeat(random.nextInt(4) / 3);
    }
}
