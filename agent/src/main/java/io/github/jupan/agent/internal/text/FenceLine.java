package io.github.jupan.agent.internal.text;

import java.util.List;
import java.util.Locale;

/// A line from the back-ticks or tildes on that may open a block.
///
/// In the middle of a line, as in "I count: ```` ```python ````", a fence counts only with a language right after it
/// and nothing else up to the end of the line.
final class FenceLine implements State {

    private static final int LENGTH = 3;
    private static final int LONGEST = 200;

    private final TextReader reader;
    private final char mark;
    private final boolean startsLine;
    private final int indent;
    private final StringBuilder held = new StringBuilder();
    private int length;

    FenceLine(TextReader reader, char mark, boolean startsLine, int indent) {
        this.reader = reader;
        this.mark = mark;
        this.startsLine = startsLine;
        this.indent = indent;
    }

    @Override
    public void read(char c) {
        if (c == mark && length == held.length()) {
            length++;
            held.append(c);
            return;
        }
        if (length < LENGTH || (c == '`' && mark == '`') || held.length() > LONGEST || isProse(c)) {
            noFence();
            reader.read(c);
            return;
        }
        held.append(c);
        if (c == '\n') {
            open();
        }
    }

    /// In the middle of a line nothing may stand beside the language.
    private boolean isProse(char c) {
        if (startsLine || c == '\n' || c == '\r') {
            return false;
        }
        boolean first = held.length() == length;
        boolean blank = c == ' ' || c == '\t';
        boolean afterBlank = !first && Character.isWhitespace(held.charAt(held.length() - 1));
        return first ? blank : afterBlank && !blank;
    }

    private void noFence() {
        reader.say(held.toString());
        if (mark == '`') {
            reader.inlineTicks(length);
        }
    }

    private void open() {
        String info = held.substring(length).strip();
        String language = language(info);
        if (info.isEmpty() && !startsLine) {
            noFence();
        } else if (reader.looksForCalls() && Formats.LANGUAGES.contains(language)) {
            reader.opens();
            reader.startCode(held.toString().strip());
            reader.enter(new FencedCode(reader, mark, length, indent));
        } else {
            boolean bare = info.isEmpty();
            List<Format> known = Formats.FENCED.stream()
                    .filter(format -> reader.looksForCalls()
                            && startsLine
                            && format.opening().equals("```" + language)
                            && held.indexOf(format.opening()) == 0)
                    .toList();
            if (known.isEmpty()) {
                other(bare);
            } else {
                reader.enter(new Head(reader, known, true));
                reader.replay(held.toString());
            }
        }
    }

    private void other(boolean bare) {
        int start = reader.saidChars();
        reader.say(held.toString());
        reader.enter(new OtherBlock(reader, mark, length, bare, start));
    }

    /// Reads a block again that seemed to hold a call.
    static void reopen(TextReader reader, String block) {
        int line = block.indexOf('\n') + 1;
        int length = 0;
        while (block.charAt(length) == '`') {
            length++;
        }
        reader.say(block.substring(0, line));
        reader.enter(new OtherBlock(reader, '`', length, false, 0));
        reader.replay(block.substring(line));
    }

    /// `{.python}`, `python:main.py` and `Python3.12` are Python's as well.
    private static String language(String info) {
        int begin = 0;
        while (begin < info.length() && "{.<".indexOf(info.charAt(begin)) >= 0) {
            begin++;
        }
        int end = begin;
        while (end < info.length() && (Character.isLetterOrDigit(info.charAt(end)) || info.charAt(end) == '_')) {
            end++;
        }
        String word = info.substring(begin, end).toLowerCase(Locale.ROOT);
        boolean version =
                end < info.length() && info.charAt(end) == '.' && Character.isDigit(word.charAt(word.length() - 1));
        boolean ends = end == info.length() || version || " \t:,}=>(".indexOf(info.charAt(end)) >= 0;
        return ends ? word : info;
    }

    @Override
    public void end() {
        reader.say(held.toString());
    }
}
