package io.github.jupan.tools.internal.repair;

import java.util.List;
import java.util.Map;

/// A program that was escaped for HTML or XML.
public final class Entities {

    private static final Map<String, String> NAMED = Map.of(
            "lt", "<",
            "gt", ">",
            "amp", "&",
            "quot", "\"",
            "apos", "'",
            "nbsp", " ",
            "ldquo", "“",
            "rdquo", "”",
            "lsquo", "‘",
            "rsquo", "’");

    private static final int LONGEST = 10;

    private Entities() {}

    public static List<String> decoded(String code) {
        int at = code.indexOf('&');
        if (at < 0) {
            return List.of();
        }
        StringBuilder text = new StringBuilder(code.length());
        int copied = 0;
        for (; at >= 0; at = code.indexOf('&', at + 1)) {
            int end = code.indexOf(';', at, Math.min(at + LONGEST, code.length()));
            String meaning = end < 0 ? "" : meaning(code.substring(at + 1, end));
            if (!meaning.isEmpty()) {
                text.append(code, copied, at).append(meaning);
                copied = end + 1;
            }
        }
        return copied == 0
                ? List.of()
                : List.of(text.append(code, copied, code.length()).toString());
    }

    private static String meaning(String name) {
        if (!name.startsWith("#")) {
            return NAMED.getOrDefault(name, "");
        }
        try {
            int codePoint = name.startsWith("#x") || name.startsWith("#X")
                    ? Integer.parseInt(name, 2, name.length(), 16)
                    : Integer.parseInt(name, 1, name.length(), 10);
            return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "";
        } catch (NumberFormatException e) {
            return "";
        }
    }
}
