package io.github.jupan.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Markdown's fences around a program.
final class Fences {

    private Fences() {}

    /// What a fence holds when it is the whole text; otherwise the text. A program of Python begins with no fence.
    static String unwrapped(String text) {
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

    /// What the first fence in a text holds: from the line behind the opening one to the closing one or the end. Where
    /// only a closing line is found, what comes before it. Empty when no line is a fence.
    static Optional<String> inside(String text) {
        List<String> lines = text.lines().toList();
        List<Integer> fences = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!mark(lines.get(i).strip()).isEmpty()) {
                fences.add(i);
            }
        }
        if (fences.isEmpty()) {
            return Optional.empty();
        }
        int first = fences.getFirst();
        boolean lone = fences.size() == 1 && first > 0 && mark(lines.get(first).strip()).equals(lines.get(first).strip());
        int from = lone ? 0 : first + 1;
        int to = lone ? first : fences.size() > 1 ? fences.get(1) : lines.size();
        return Optional.of(String.join("\n", lines.subList(from, to)));
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
