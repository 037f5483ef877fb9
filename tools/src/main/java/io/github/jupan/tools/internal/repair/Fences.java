package io.github.jupan.tools.internal.repair;

import java.util.List;
import java.util.stream.IntStream;

/// Markdown's fences around a program.
public final class Fences {

    private Fences() {}

    /// What a fence holds when it is the whole text; otherwise the text. A program of Python begins with no fence.
    public static String unwrapped(String text) {
        String fenced = text.strip();
        String mark = mark(fenced);
        if (mark.isEmpty() || fenced.length() < 2 * mark.length() || !fenced.endsWith(mark)) {
            return text;
        }
        int firstLineEnd = fenced.indexOf('\n');
        if (firstLineEnd < 0) {
            String inner = fenced.substring(mark.length(), fenced.length() - mark.length());
            return inner.contains(mark) ? text : withoutLanguage(inner);
        }
        String info = fenced.substring(mark.length(), firstLineEnd);
        String inner = fenced.substring(firstLineEnd + 1, Math.max(firstLineEnd + 1, fenced.length() - mark.length()));
        if (info.contains(mark) || inner.lines().anyMatch(line -> line.strip().startsWith(mark))) {
            return text;
        }
        return inner.endsWith("\n") ? inner.substring(0, inner.length() - 1) : inner;
    }

    /// What a fence somewhere in a text holds: from the line behind the first one to the next one or the end; where
    /// there is but a closing line, what comes before it.
    public static List<String> inside(String text) {
        if (!text.contains("```") && !text.contains("~~~")) {
            return List.of();
        }
        List<String> lines = text.lines().toList();
        int[] fences = IntStream.range(0, lines.size())
                .filter(i -> !mark(lines.get(i).strip()).isEmpty())
                .toArray();
        if (fences.length == 0) {
            return List.of();
        }
        String first = lines.get(fences[0]).strip();
        boolean closing = fences.length == 1 && fences[0] > 0 && mark(first).equals(first);
        int from = closing ? 0 : fences[0] + 1;
        int to = closing ? fences[0] : fences.length > 1 ? fences[1] : lines.size();
        return List.of(String.join("\n", lines.subList(from, to)));
    }

    /// The run of back-ticks or tildes that a text begins with, where it is long enough for a fence.
    private static String mark(String text) {
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        int end = 0;
        while (end < text.length() && text.charAt(end) == first) {
            end++;
        }
        return (first == '`' || first == '~') && end >= 3 ? text.substring(0, end) : "";
    }

    private static String withoutLanguage(String inner) {
        String code = inner.strip();
        int word = code.indexOf(' ');
        return word > 0 && List.of("python", "py", "python3").contains(code.substring(0, word))
                ? code.substring(word + 1).strip()
                : code;
    }
}
