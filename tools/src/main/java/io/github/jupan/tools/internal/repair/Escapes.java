package io.github.jupan.tools.internal.repair;

import io.github.jupan.tools.internal.arguments.LenientString;
import java.util.List;

/// A program that was escaped once more than it was read: its line breaks stand there as `\n`.
public final class Escapes {

    private Escapes() {}

    public static List<String> decoded(String code) {
        if (code.indexOf('\\') < 0) {
            return List.of();
        }
        PythonText text = PythonText.of(code);
        boolean damaged = false;
        boolean quotesToo = code.contains("\\\\n") || code.contains("\\\\t");
        StringBuilder outside = new StringBuilder(code.length());
        int at = 0;
        while (at < code.length()) {
            char c = code.charAt(at);
            char escaped = c == '\\' && text.isOutside(at) && at + 1 < code.length() ? code.charAt(at + 1) : ' ';
            String meant = meant(escaped);
            if (meant.isEmpty()) {
                outside.append(c);
                at++;
                continue;
            }
            damaged = true;
            quotesToo |= escaped == '"' || escaped == '\'';
            outside.append(meant);
            at += 2;
        }
        if (!damaged) {
            return List.of();
        }
        // Escapes in strings may be the program's own, or may have been escaped like all else.
        String everywhere = LenientString.decoded(code, '"');
        return quotesToo ? List.of(everywhere, outside.toString()) : List.of(outside.toString(), everywhere);
    }

    private static String meant(char escaped) {
        return switch (escaped) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '"', '\'' -> String.valueOf(escaped);
            default -> "";
        };
    }
}
