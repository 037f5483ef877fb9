package io.github.jupan.tools.internal.repair;

import java.util.ArrayList;
import java.util.List;

/// A program cut out of a deeper block: all its lines, or all but the first, stand to the right.
public final class Indentation {

    private Indentation() {}

    public static List<String> removed(String code) {
        List<String> lines = code.lines().toList();
        int first = nextWritten(lines, 0);
        if (first == lines.size()) {
            return List.of();
        }
        String line = lines.get(first);
        String indent = indent(line);
        if (!indent.isEmpty()) {
            List<String> firstAlone = new ArrayList<>(lines);
            firstAlone.set(first, line.substring(indent.length()));
            String all = without(indent, lines, first);
            String one = String.join("\n", firstAlone);
            return all.equals(one) ? List.of(all) : List.of(all, one);
        }
        int second = nextWritten(lines, first + 1);
        if (second == lines.size() || indent(lines.get(second)).isEmpty() || goesOn(line, code)) {
            return List.of();
        }
        return List.of(without(indent(lines.get(second)), lines, second));
    }

    /// Whether what follows the first line belongs to it.
    private static boolean goesOn(String line, String code) {
        if (line.stripTrailing().endsWith(":") || line.endsWith("\\")) {
            return true;
        }
        PythonText text = PythonText.of(code);
        int start = code.indexOf(line);
        int open = 0;
        for (int at = start; at < start + line.length(); at++) {
            if (text.isOutside(at)) {
                open += "([{".indexOf(code.charAt(at)) >= 0 ? 1 : ")]}".indexOf(code.charAt(at)) >= 0 ? -1 : 0;
            }
        }
        return open > 0 || !text.isOutside(start + line.length());
    }

    /// The lines, those from an index on without this indentation. A line that has less of it, in a string, stays.
    private static String without(String indent, List<String> lines, int from) {
        List<String> dedented = new ArrayList<>(lines);
        for (int i = from; i < lines.size(); i++) {
            String line = lines.get(i);
            dedented.set(i, line.startsWith(indent) ? line.substring(indent.length()) : line);
        }
        return String.join("\n", dedented);
    }

    private static int nextWritten(List<String> lines, int from) {
        int at = from;
        while (at < lines.size() && lines.get(at).isBlank()) {
            at++;
        }
        return at;
    }

    private static String indent(String line) {
        int end = 0;
        while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t')) {
            end++;
        }
        return line.substring(0, end);
    }
}
