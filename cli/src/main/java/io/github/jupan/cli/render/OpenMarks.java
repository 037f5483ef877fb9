package io.github.jupan.cli.render;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Finds how much of a paragraph that is still being written will stay as it looks: whole words, up to the first mark
/// that what comes may close, and no part of what two marks enclose. A mark that has waited for long is taken for a
/// character.
final class OpenMarks {

    private static final int PATIENCE_CHARS = 240;

    /// What two marks enclose, with them.
    private record Enclosed(int start, int end) {}

    private final String text;
    private final Deque<Integer> open = new ArrayDeque<>();
    private final List<Enclosed> enclosed = new ArrayList<>();
    private int at;

    private OpenMarks(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /// @param from where the paragraph begins
    static int settled(String text, int from) {
        OpenMarks marks = new OpenMarks(text, from);
        while (marks.at < text.length()) {
            marks.step();
        }
        int sure = marks.open.stream()
                .mapToInt(Integer::intValue)
                .filter(start -> text.length() - start <= PATIENCE_CHARS)
                .min()
                .orElse(text.length());
        int end = PlainLayout.lastBreak(text, sure);
        for (Enclosed enclosed : marks.enclosed.reversed()) {
            if (enclosed.start() < end && end < enclosed.end()) {
                end = PlainLayout.lastBreak(text, enclosed.start());
            }
        }
        return end;
    }

    private void step() {
        char c = text.charAt(at);
        switch (c) {
            case '\\' -> backslash();
            case '`' -> closedBy("`".repeat(run('`')));
            case '$' -> closedBy("$".repeat(run('$')));
            case '*', '_', '~' -> emphasis(c);
            case '[' -> {
                open.push(at);
                at++;
            }
            case ']' -> bracketClosed();
            case '<' -> tag();
            default -> at++;
        }
    }

    private void backslash() {
        if (text.startsWith("\\(", at)) {
            closedBy("\\(", "\\)");
        } else if (text.startsWith("\\[", at)) {
            closedBy("\\[", "\\]");
        } else {
            at += 2;
        }
    }

    private int run(char mark) {
        int end = at;
        while (end < text.length() && text.charAt(end) == mark) {
            end++;
        }
        return end - at;
    }

    private void closedBy(String mark) {
        closedBy(mark, mark);
    }

    private void closedBy(String opening, String closing) {
        int end = text.indexOf(closing, at + opening.length());
        if (end < 0) {
            open.push(at);
            at += opening.length();
        } else {
            enclosed.add(new Enclosed(at, end + closing.length()));
            at = end + closing.length();
        }
    }

    /// A run of marks at the very end may still grow, and neither opens nor closes for sure.
    private void emphasis(char mark) {
        int length = run(mark);
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        boolean atEnd = at + length == text.length();
        boolean closes = !atEnd
                && !Character.isWhitespace(before)
                && closeOpen(String.valueOf(mark).repeat(length), at + length);
        boolean within = mark == '_' && Character.isLetterOrDigit(before);
        if (!closes && !within && (atEnd || !Character.isWhitespace(text.charAt(at + length)))) {
            open.push(at);
        }
        at += length;
    }

    /// Closes the last of these marks, and what was opened within it.
    private boolean closeOpen(String run, int end) {
        if (open.stream().noneMatch(start -> text.startsWith(run, start))) {
            return false;
        }
        int start;
        do {
            start = open.pop();
        } while (!text.startsWith(run, start));
        enclosed.add(new Enclosed(start, end));
        return true;
    }

    private void bracketClosed() {
        int next = at + 1;
        if (open.stream().noneMatch(start -> text.charAt(start) == '[')) {
            at = next;
            return;
        }
        if (next == text.length() || (text.charAt(next) == '(' && text.indexOf(')', next) < 0)) {
            at = text.length();
            return;
        }
        int end = text.charAt(next) == '(' ? text.indexOf(')', next) + 1 : next;
        closeOpen("[", end);
        at = end;
    }

    private void tag() {
        int next = at + 1;
        boolean mayBegin = next == text.length() || Character.isLetter(text.charAt(next)) || text.charAt(next) == '/';
        if (mayBegin && text.indexOf('>', next) < 0) {
            open.push(at);
        }
        at = next;
    }
}
