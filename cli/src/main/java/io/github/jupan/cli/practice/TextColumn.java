package io.github.jupan.cli.practice;

import io.github.jupan.cli.terminal.SafeText;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jline.utils.WCWidth;

/// Lines of a column of the screen, none of which is wider than it.
///
/// @param width in character cells; Korean letters take two
record TextColumn(int width, List<Line> lines) {

    /// A line with one style.
    record Line(Style style, String text) {}

    TextColumn(int width) {
        this(width, new ArrayList<>());
    }

    /// What the model wrote in an attempt, and what it was told of its runs: nothing says whose attempt it is.
    static TextColumn of(Attempt attempt, int width) {
        TextColumn column = new TextColumn(width);
        for (Piece piece : attempt.rollout().pieces()) {
            switch (piece.kind()) {
                case SYSTEM, QUESTION -> {}
                case TEXT -> column.add(Style.PLAIN, "", piece.text());
                case THINKING -> column.add(Style.DIM, "", piece.text());
                case CODE -> column.add(Style.ACCENT, "│ ", piece.text());
                case RESULT -> column.add(Style.RESULT, "→ ", piece.text());
                case REMINDER -> column.add(Style.WARNING, "! ", piece.text());
            }
        }
        if (!attempt.rollout().answered()) {
            column.add(
                    Style.WARNING,
                    "",
                    "(no answer: " + attempt.rollout().outcome().replace('_', ' ') + ")");
        }
        return column;
    }

    /// Adds a text behind an empty line, each of its lines behind a mark.
    void add(Style style, String mark, String text) {
        if (text.isBlank()) {
            return;
        }
        if (!lines.isEmpty()) {
            lines.add(new Line(Style.PLAIN, ""));
        }
        String body = SafeText.of(text.stripTrailing()).replace("\t", "    ");
        body.lines()
                .dropWhile(String::isBlank)
                .forEach(line ->
                        wrapped(line, width - mark.length()).forEach(part -> lines.add(new Line(style, mark + part))));
    }

    /// At blanks where there are some.
    private static List<String> wrapped(String line, int width) {
        List<String> parts = new ArrayList<>();
        String rest = line;
        while (cells(rest) > width) {
            int fits = fitting(rest, width);
            int blank = rest.lastIndexOf(' ', fits);
            int end = blank > fits / 2 ? blank : fits;
            parts.add(rest.substring(0, end));
            rest = rest.substring(end).replaceFirst("^ ", "");
        }
        parts.add(rest);
        return parts;
    }

    /// How many chars fit: at least one letter, so that there is an end.
    private static int fitting(String text, int width) {
        int end = 0;
        int cells = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            cells += Math.max(0, WCWidth.wcwidth(point));
            if (cells > width && end > 0) {
                break;
            }
            end += Character.charCount(point);
        }
        return end;
    }

    /// How many cells a text takes.
    static int cells(String text) {
        return text.codePoints()
                .map(point -> Math.max(0, WCWidth.wcwidth(point)))
                .sum();
    }

    /// A line with blanks behind it up to the column's width.
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - cells(text)));
    }

    @Override
    public String toString() {
        return lines.stream().map(Line::text).collect(Collectors.joining("\n"));
    }
}
