package io.github.jupan.agent.internal.text;

import java.util.BitSet;
import java.util.List;

/// A text as it is, up to a closing mark: a program, or an argument's value. In a program a mark inside a Python
/// string closes nothing, unless no other comes. One line break behind the opening mark and one before the closing
/// one belong to the marks, and so does a blank on the opening mark's line before a program.
final class RawText {

    /// Hears the text while it is written.
    interface Listener {
        void wrote(String piece);
    }

    private final List<String> closings;
    private final boolean program;
    private final Listener listener;
    private final PythonQuotes quotes = new PythonQuotes();
    private final StringBuilder text = new StringBuilder();
    private final BitSet inString = new BitSet();
    private boolean begun;
    private boolean carriageReturn;
    private int shown;
    private int partial = -1;
    private int closedInString = -1;

    RawText(List<String> closings, boolean program, Listener listener) {
        this.closings = closings;
        this.program = program;
        this.listener = listener;
    }

    /// @return the mark that this character closes; empty while there is none
    String read(char c) {
        if (!begun && skips(c)) {
            return "";
        }
        begun = true;
        if (program) {
            inString.set(text.length(), quotes.inString());
            quotes.advance(c);
        }
        text.append(c);
        String mark = closing(c);
        if (!mark.isEmpty()) {
            int start = text.length() - mark.length();
            if (!inString.get(start)) {
                endAt(start);
                return mark;
            }
            closedInString = closedInString < 0 ? start : closedInString;
        }
        return "";
    }

    private boolean skips(char c) {
        if (c == '\n') {
            begun = true;
            return true;
        }
        boolean blank = program && (c == ' ' || c == '\t') && !carriageReturn;
        boolean first = c == '\r' && !carriageReturn;
        if (carriageReturn && !first) {
            text.append('\r');
        }
        carriageReturn = first;
        return blank || first;
    }

    private String closing(char c) {
        for (String mark : closings) {
            int start = text.length() - mark.length();
            if (start >= 0 && mark.charAt(mark.length() - 1) == c && text.indexOf(mark, start) == start) {
                return mark;
            }
        }
        return "";
    }

    private void endAt(int length) {
        int end = length;
        if (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
            if (end > 0 && text.charAt(end - 1) == '\r') {
                end--;
            }
        }
        text.setLength(end);
        show(end);
    }

    /// Hands on what can be no part of a closing mark; called when a piece of the turn is over.
    void show() {
        partial = partialMark();
        int end = partial;
        end -= end > 0 && text.charAt(end - 1) == '\n' ? 1 : 0;
        end -= end > 0 && text.charAt(end - 1) == '\r' ? 1 : 0;
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        show(end);
    }

    private void show(int end) {
        if (end > shown) {
            listener.wrote(text.substring(shown, end));
            shown = end;
        }
    }

    /// Where a closing mark may have begun.
    private int partialMark() {
        int longest = closings.stream().mapToInt(String::length).max().orElse(0);
        for (int start = Math.max(Math.max(0, partial), text.length() - longest + 1); start < text.length(); start++) {
            String tail = text.substring(start);
            if (closings.stream().anyMatch(mark -> mark.startsWith(tail))) {
                return start;
            }
        }
        return text.length();
    }

    /// The turn is over without a closing mark.
    ///
    /// @return whether there was one after all, in what seemed a string
    boolean end() {
        boolean closed = closedInString >= 0;
        endAt(closed ? closedInString : text.length());
        return closed;
    }

    String text() {
        return text.toString();
    }
}
