package io.github.jupan.cli.render;

import io.github.jupan.cli.terminal.Screen;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.StyledText;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.WordWrap;
import java.util.ArrayList;
import java.util.List;

/// A text on the screen that is still being written. What is settled is shown, a word at a time; only where what comes
/// changes the look of what is there already (a table's column grows) is that part drawn again, in one piece.
///
/// Every line that is drawn is known to fit, so that the cursor can go back over it. After the window was made narrower
/// the rows are what a terminal makes of them, or fewer: then nothing below is lost, and new blocks fit again.
final class LiveText {

    /// A text that grows is looked at again once it has grown by this part of itself: else a long one would cost its
    /// square.
    private static final int PARTS = 200;

    /// A block that will not change, and the width that it was laid out for.
    private record Done(int start, String source, int width) {}

    private final Surface surface;
    private final Screen screen;
    private final Layout layout;
    private final Runnable begins;
    private final StringBuilder whole = new StringBuilder();
    private final List<Done> done = new ArrayList<>();
    private final List<List<StyledText>> settled = new ArrayList<>();
    private List<List<StyledText>> shown = List.of();
    private int open;
    private int width;
    private int seen;

    /// @param begins done before the first line is drawn
    LiveText(Surface surface, Screen screen, Layout layout, Runnable begins) {
        this.surface = surface;
        this.screen = screen;
        this.layout = layout;
        this.begins = begins;
        this.width = columns();
    }

    String text() {
        return whole.toString();
    }

    void write(String piece) {
        whole.append(piece);
        int unseen = whole.length() - seen;
        if (unseen >= (whole.length() - open) / PARTS) {
            seen = whole.length();
            update();
        }
    }

    private void update() {
        String block = whole.substring(open);
        int last = layout.lastBlock(block.substring(0, block.lastIndexOf('\n') + 1));
        if (last > 0) {
            String before = block.substring(0, last);
            settled.addAll(layout.lines(before, open, width));
            done.add(new Done(open, before, width));
            open += last;
            width = columns();
            block = block.substring(last);
        }
        String sure = block.substring(0, layout.settled(block)).stripTrailing();
        List<List<StyledText>> lines = new ArrayList<>(settled);
        if (!sure.isEmpty()) {
            lines.addAll(layout.lines(sure, open, width));
        }
        draw(lines);
    }

    /// Shows all of it.
    void end() {
        List<List<StyledText>> lines = new ArrayList<>(settled);
        String rest = whole.substring(open).stripTrailing();
        if (!rest.isEmpty()) {
            lines.addAll(layout.lines(rest, open, width));
        }
        draw(lines);
    }

    /// Shows all of it as another layout has it, where that can still be seen.
    void end(Layout other) {
        end();
        List<List<StyledText>> lines = new ArrayList<>();
        done.forEach(block -> lines.addAll(other.lines(block.source(), block.start(), block.width())));
        String rest = whole.substring(open).stripTrailing();
        if (!rest.isEmpty()) {
            lines.addAll(other.lines(rest, open, width));
        }
        draw(lines);
    }

    private int columns() {
        return screen.size().map(size -> size.columns() - 1).orElse(79);
    }

    private void draw(List<List<StyledText>> wanted) {
        List<List<StyledText>> lines = withoutBlankEnd(wanted);
        int same = 0;
        while (same < Math.min(lines.size(), shown.size()) && lines.get(same).equals(shown.get(same))) {
            same++;
        }
        if (same == lines.size() && same == shown.size()) {
            return;
        }
        if (shown.isEmpty()) {
            begins.run();
            surface.write(joined(lines));
        } else if (same == shown.size()) {
            surface.write(joined(prepended(lines.subList(same, lines.size()))));
        } else {
            redraw(lines, same);
        }
        shown = lines;
    }

    /// What follows goes on at the end of a line, not on an empty one.
    private static List<List<StyledText>> withoutBlankEnd(List<List<StyledText>> lines) {
        int end = lines.size();
        while (end > 0 && lines.get(end - 1).isEmpty()) {
            end--;
        }
        return List.copyOf(lines.subList(0, end));
    }

    private void redraw(List<List<StyledText>> lines, int same) {
        int last = shown.size() - 1;
        if (same == last && lines.size() > last && goesOn(shown.get(last), lines.get(last))) {
            List<List<StyledText>> more = new ArrayList<>(lines.subList(last, lines.size()));
            more.set(0, rest(shown.get(last), lines.get(last)));
            surface.write(joined(more));
            return;
        }
        int from = Math.max(same, firstInSight());
        int rows = 0;
        for (List<StyledText> line : shown.subList(from, shown.size())) {
            rows += rows(line);
        }
        surface.rewrite(rows, joined(lines.subList(Math.min(from, lines.size()), lines.size())));
    }

    /// The first line that the cursor can go back to.
    private int firstInSight() {
        int height = screen.size().map(Screen.Size::rows).orElse(1);
        int first = shown.size();
        int rows = 0;
        while (first > 0 && rows + rows(shown.get(first - 1)) < height) {
            rows += rows(shown.get(--first));
        }
        return Math.min(first, shown.size() - 1);
    }

    private int rows(List<StyledText> line) {
        int columns = columns() + 1;
        return Math.max(1, (WordWrap.cells(line) + columns - 1) / columns);
    }

    private static boolean goesOn(List<StyledText> before, List<StyledText> now) {
        if (before.isEmpty()) {
            return true;
        }
        int last = before.size() - 1;
        return now.size() > last
                && now.subList(0, last).equals(before.subList(0, last))
                && now.get(last).style() == before.get(last).style()
                && now.get(last).text().startsWith(before.get(last).text());
    }

    private static List<StyledText> rest(List<StyledText> before, List<StyledText> now) {
        if (before.isEmpty()) {
            return now;
        }
        int last = before.size() - 1;
        List<StyledText> rest = new ArrayList<>(now.subList(last, now.size()));
        StyledText cut = rest.getFirst();
        rest.set(
                0,
                new StyledText(
                        cut.style(),
                        cut.text().substring(before.get(last).text().length())));
        return rest;
    }

    private static List<List<StyledText>> prepended(List<List<StyledText>> lines) {
        List<List<StyledText>> more = new ArrayList<>();
        more.add(List.of());
        more.addAll(lines);
        return more;
    }

    private static List<StyledText> joined(List<List<StyledText>> lines) {
        List<StyledText> pieces = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                pieces.add(new StyledText(Style.PLAIN, "\n"));
            }
            pieces.addAll(lines.get(i));
        }
        return pieces;
    }
}
