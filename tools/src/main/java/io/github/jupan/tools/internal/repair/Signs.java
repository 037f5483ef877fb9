package io.github.jupan.tools.internal.repair;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// A program set as prose is: typographic quotes, spaces of other widths, full-width and mathematical signs. What its
/// strings and comments say stays as it is.
public final class Signs {

    private static final Map<Character, String> PLAIN = Map.ofEntries(
            Map.entry('−', "-"),
            Map.entry('–', "-"),
            Map.entry('—', "-"),
            Map.entry('‐', "-"),
            Map.entry('‑', "-"),
            Map.entry('×', "*"),
            Map.entry('∗', "*"),
            Map.entry('÷', "/"),
            Map.entry('∕', "/"),
            Map.entry('≤', "<="),
            Map.entry('≥', ">="),
            Map.entry('≠', "!="),
            Map.entry('…', "..."),
            Map.entry('→', "->"),
            Map.entry('、', ","),
            Map.entry('。', "."));

    private static final char FIRST_FULL_WIDTH = '！';
    private static final char LAST_FULL_WIDTH = '～';

    private Signs() {}

    public static List<String> plainSpaces(String code) {
        return replaced(code, Signs::space);
    }

    public static List<String> plainSigns(String code) {
        return replaced(code, Signs::sign);
    }

    /// Quotes where strings begin and end; then, where that is hard to tell, all that there are.
    public static List<String> straightQuotes(String code) {
        if (code.chars().noneMatch(c -> PythonText.isTypographic((char) c))) {
            return List.of();
        }
        PythonText text = PythonText.of(code);
        StringBuilder delimiters = new StringBuilder(code.length());
        StringBuilder all = new StringBuilder(code.length());
        for (int at = 0; at < code.length(); at++) {
            char c = code.charAt(at);
            all.append(PythonText.straight(c));
            delimiters.append(text.isDelimiter(at) ? PythonText.straight(c) : c);
        }
        return code.contentEquals(delimiters) ? List.of() : List.of(delimiters.toString(), all.toString());
    }

    private static List<String> replaced(String code, IntFunction<String> plain) {
        if (code.chars().allMatch(c -> c < 0x80)) {
            return List.of();
        }
        PythonText text = PythonText.of(code);
        StringBuilder replaced = new StringBuilder(code.length());
        for (int at = 0; at < code.length(); at++) {
            char c = code.charAt(at);
            if (c >= 0x80 && text.isOutside(at)) {
                replaced.append(plain.apply(c));
            } else {
                replaced.append(c);
            }
        }
        return code.contentEquals(replaced) ? List.of() : List.of(replaced.toString());
    }

    private static String space(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR -> " ";
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> "\n";
            case Character.FORMAT -> "";
            case Character.CONTROL -> c == 0x85 ? "\n" : "";
            default -> Character.toString(c);
        };
    }

    private static String sign(int c) {
        boolean fullWidth = c >= FIRST_FULL_WIDTH && c <= LAST_FULL_WIDTH && !Character.isLetter(c);
        return fullWidth
                ? Character.toString(c - FIRST_FULL_WIDTH + '!')
                : PLAIN.getOrDefault((char) c, Character.toString(c));
    }
}
