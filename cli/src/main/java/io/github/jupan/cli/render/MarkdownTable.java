package io.github.jupan.cli.render;

import io.github.jupan.cli.terminal.Cells;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.StyledText;
import io.github.jupan.cli.terminal.WordWrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/// A table whose columns stand below each other. One that is too wide has its widest columns narrowed, and the words in
/// them wrapped; where that leaves too little, each row becomes a list of its cells.
///
/// @param rows all of the same length, the head first
record MarkdownTable(List<List<Cell>> rows) {

    private static final String BETWEEN = " │ ";
    private static final int NARROWEST = 5;

    /// What a cell holds and at which side it stands.
    record Cell(List<StyledText> text, TableCell.@Nullable Alignment alignment) {
        static final Cell EMPTY = new Cell(List.of(), null);
    }

    static MarkdownTable of(TableBlock table, Inlines inlines) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                List<Cell> cells = new ArrayList<>();
                for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                    if (cell instanceof TableCell own) {
                        Style style = own.isHeader() ? Style.BOLD : Style.PLAIN;
                        cells.add(new Cell(inlines.of(own, style), own.getAlignment()));
                    }
                }
                rows.add(cells);
            }
        }
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        rows.forEach(row -> row.addAll(Collections.nCopies(columns - row.size(), Cell.EMPTY)));
        return new MarkdownTable(rows);
    }

    List<List<StyledText>> lines(int width, List<StyledText> first, List<StyledText> later) {
        int columns = rows.getFirst().size();
        int available = width - WordWrap.cells(later) - BETWEEN.length() * (columns - 1);
        int[] widths = new int[columns];
        for (List<Cell> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], Math.max(1, cells(row.get(i).text())));
            }
        }
        while (Arrays.stream(widths).sum() > available) {
            int widest = widest(widths);
            if (widths[widest] <= NARROWEST) {
                return asList(width, first, later);
            }
            widths[widest]--;
        }
        List<List<StyledText>> lines = new ArrayList<>();
        List<StyledText> prefix = first;
        for (int i = 0; i < rows.size(); i++) {
            row(rows.get(i), widths, prefix, later, lines);
            prefix = later;
            if (i == 0) {
                String rule = String.join(
                        "─┼─", Arrays.stream(widths).mapToObj("─"::repeat).toList());
                lines.add(line(later, List.of(new StyledText(Style.DIM, rule))));
            }
        }
        return lines;
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            widest = widths[i] > widths[widest] ? i : widest;
        }
        return widest;
    }

    private static int cells(List<StyledText> text) {
        return Cells.usual(WordWrap.text(text));
    }

    private static List<StyledText> line(List<StyledText> prefix, List<StyledText> text) {
        List<StyledText> line = new ArrayList<>(prefix);
        line.addAll(text);
        return StyledText.joined(line);
    }

    private static void row(
            List<Cell> row,
            int[] widths,
            List<StyledText> first,
            List<StyledText> later,
            List<List<StyledText>> lines) {
        List<List<List<StyledText>>> wrapped = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            wrapped.add(
                    cells(row.get(i).text()) <= widths[i]
                            ? List.of(row.get(i).text())
                            : WordWrap.lines(row.get(i).text(), widths[i], List.of(), List.of()));
        }
        int height = wrapped.stream().mapToInt(List::size).max().orElse(1);
        for (int level = 0; level < height; level++) {
            List<StyledText> line = new ArrayList<>();
            for (int i = 0; i < widths.length; i++) {
                List<StyledText> text =
                        level < wrapped.get(i).size() ? wrapped.get(i).get(level) : List.of();
                int spare = Math.max(0, widths[i] - cells(text));
                int before = before(row.get(i).alignment(), spare);
                boolean last = i == widths.length - 1;
                line.add(new StyledText(Style.PLAIN, " ".repeat(before)));
                line.addAll(text);
                line.add(new StyledText(Style.PLAIN, " ".repeat(last ? 0 : spare - before)));
                line.add(new StyledText(Style.DIM, last ? "" : BETWEEN));
            }
            lines.add(line(level == 0 ? first : later, line));
        }
    }

    private static int before(TableCell.@Nullable Alignment alignment, int spare) {
        if (alignment == null) {
            return 0;
        }
        return switch (alignment) {
            case LEFT -> 0;
            case CENTER -> spare / 2;
            case RIGHT -> spare;
        };
    }

    /// Each row as lines of `head: cell`.
    private List<List<StyledText>> asList(int width, List<StyledText> first, List<StyledText> later) {
        List<List<StyledText>> lines = new ArrayList<>();
        List<Cell> head = rows.getFirst();
        List<StyledText> indent = line(later, List.of(new StyledText(Style.PLAIN, "  ")));
        List<StyledText> prefix = first;
        for (List<Cell> row : rows.size() == 1 ? rows : rows.subList(1, rows.size())) {
            for (int i = 0; i < row.size(); i++) {
                List<StyledText> text = new ArrayList<>(
                        rows.size() == 1 ? List.of() : head.get(i).text());
                text.add(new StyledText(Style.DIM, rows.size() == 1 ? "" : ": "));
                text.addAll(row.get(i).text());
                lines.addAll(WordWrap.lines(text, width, i == 0 ? prefix : indent, indent));
                prefix = later;
            }
        }
        return lines;
    }
}
