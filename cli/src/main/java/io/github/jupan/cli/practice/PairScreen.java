package io.github.jupan.cli.practice;

import io.github.jupan.cli.practice.TextColumn.Line;
import io.github.jupan.cli.terminal.Screen;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.practice.Attempt;
import java.util.ArrayList;
import java.util.List;

/// Two attempts beside each other, or one below the other where there is no room, as a screenful of lines.
///
/// @param progress such as `pair 3 of 120`
/// @param notice what happened to the last key; may be empty
record PairScreen(String question, Attempt first, Attempt second, String progress, String notice) {

    private static final String KEYS = "a left · b right · t tie · s skip · u undo · q quit";
    private static final String KEYS_STACKED = "a · b · t tie · s skip · u undo · q quit";
    private static final int NARROW = 60;
    private static final int LONGEST_QUESTION = 6;

    /// A screenful.
    ///
    /// @param from the first line of the attempts that is shown, never further down than there is something
    record Frame(List<List<Line>> rows, int from, int bodyRows) {}

    /// @param wished the first line of the attempts to show
    Frame frame(Screen.Size size, int wished) {
        List<List<Line>> head = head(size.columns());
        List<List<Line>> body = size.columns() < NARROW ? stacked(size.columns()) : beside(size.columns());
        int room = Math.max(1, size.rows() - head.size() - 2);
        int from = Math.clamp(wished, 0, Math.max(0, body.size() - room));
        List<List<Line>> rows = new ArrayList<>(head);
        rows.addAll(body.subList(from, Math.min(body.size(), from + room)));
        while (rows.size() < head.size() + room) {
            rows.add(List.of());
        }
        int last = Math.min(body.size(), from + room);
        String more = body.size() > room ? "lines " + (from + 1) + "–" + last + " of " + body.size() + ", ↓ ↑ · " : "";
        rows.add(List.of(new Line(Style.DIM, fitted(more + progress, size.columns()))));
        String keys = size.columns() < NARROW ? KEYS_STACKED : KEYS;
        rows.add(List.of(new Line(
                notice.isEmpty() ? Style.ACCENT : Style.WARNING,
                fitted(notice.isEmpty() ? keys : notice + " · " + keys, size.columns()))));
        return new Frame(rows, from, room);
    }

    private List<List<Line>> head(int columns) {
        TextColumn column = new TextColumn(columns);
        column.add(Style.BOLD, "", question);
        List<List<Line>> head = new ArrayList<>();
        List<Line> lines = column.lines();
        lines.stream().limit(LONGEST_QUESTION).forEach(line -> head.add(List.of(line)));
        if (lines.size() > LONGEST_QUESTION) {
            head.add(List.of(new Line(Style.DIM, "… " + (lines.size() - LONGEST_QUESTION) + " more lines")));
        }
        head.add(List.of());
        return head;
    }

    private List<List<Line>> beside(int columns) {
        int width = (columns - 3) / 2;
        List<Line> left = titled("A", first, width);
        List<Line> right = titled("B", second, width);
        List<List<Line>> rows = new ArrayList<>();
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            Line one = i < left.size() ? left.get(i) : new Line(Style.PLAIN, "");
            Line other = i < right.size() ? right.get(i) : new Line(Style.PLAIN, "");
            rows.add(List.of(
                    new Line(one.style(), TextColumn.padded(one.text(), width)), new Line(Style.DIM, " │ "), other));
        }
        return rows;
    }

    private List<List<Line>> stacked(int columns) {
        List<List<Line>> rows = new ArrayList<>();
        titled("A", first, columns).forEach(line -> rows.add(List.of(line)));
        rows.add(List.of());
        titled("B", second, columns).forEach(line -> rows.add(List.of(line)));
        return rows;
    }

    private static List<Line> titled(String title, Attempt attempt, int width) {
        List<Line> lines = new ArrayList<>(List.of(new Line(Style.BOLD, title)));
        lines.addAll(TextColumn.of(attempt, width).lines());
        return lines;
    }

    private static String fitted(String text, int columns) {
        return text.length() <= columns ? text : text.substring(0, Math.max(0, columns - 1)) + "…";
    }
}
