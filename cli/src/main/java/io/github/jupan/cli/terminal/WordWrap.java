package io.github.jupan.cli.terminal;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;

/// Breaks text into lines that are no wider than the screen: between words, and between Chinese or Japanese letters.
/// Only a word that is longer than a line is cut.
public final class WordWrap {

    private static final int LEAST_WIDTH = 2;

    private final int width;
    private final List<StyledText> later;
    private final List<List<StyledText>> lines = new ArrayList<>();
    private List<StyledText> line;
    private final List<StyledText> blank = new ArrayList<>();
    private final List<StyledText> word = new ArrayList<>();
    private int column;
    private int blankCells;
    private int wordCells;
    private boolean lineBegun;

    private WordWrap(int width, List<StyledText> first, List<StyledText> later) {
        this.width = Math.max(width, cells(later) + LEAST_WIDTH);
        this.later = later;
        this.line = new ArrayList<>(first);
        this.column = cells(first);
    }

    /// @param width in cells
    /// @param first stands before the first line
    /// @param later stands before the others
    public static List<List<StyledText>> lines(
            List<StyledText> text, int width, List<StyledText> first, List<StyledText> later) {
        WordWrap wrap = new WordWrap(width, first, later);
        text.forEach(wrap::add);
        return wrap.end();
    }

    /// The same, but cut wherever the width ends, for text in which blanks have their place.
    public static List<List<StyledText>> cut(
            List<StyledText> text, int width, List<StyledText> first, List<StyledText> later) {
        WordWrap wrap = new WordWrap(width, first, later);
        for (StyledText piece : text) {
            int[] letters =
                    SafeText.of(piece.text()).replace("\t", "    ").codePoints().toArray();
            for (int letter : letters) {
                if (letter == '\n') {
                    wrap.breakLine();
                } else {
                    wrap.place(piece.with(Character.toString(letter)));
                }
            }
        }
        return wrap.end();
    }

    /// One line of text with its own indentation, which the lines below it have too.
    public static String indented(String text, int width) {
        String body = text.stripLeading();
        StyledText indent = new StyledText(Style.PLAIN, text.substring(0, text.length() - body.length()));
        List<String> lines =
                lines(List.of(new StyledText(Style.PLAIN, body)), width, List.of(indent), List.of(indent)).stream()
                        .map(WordWrap::text)
                        .toList();
        return String.join("\n", lines);
    }

    public static String text(List<StyledText> line) {
        StringBuilder text = new StringBuilder();
        line.forEach(piece -> text.append(piece.text()));
        return text.toString();
    }

    public static int cells(List<StyledText> line) {
        return line.stream().mapToInt(piece -> Cells.atMost(piece.text())).sum();
    }

    /// Whether a line may break behind this character, whatever follows: a blank, or a letter of a script that puts no
    /// blanks between words.
    public static boolean endsWord(int point) {
        return Character.isWhitespace(point) || isIdeograph(point);
    }

    private static boolean isIdeograph(int point) {
        if (point < 0x2e80) {
            return false;
        }
        UnicodeScript script = UnicodeScript.of(point);
        return script == UnicodeScript.HAN || script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA;
    }

    /// What must not begin a line.
    private static boolean staysBehind(int point) {
        int type = Character.getType(point);
        return type == Character.END_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION
                || type == Character.OTHER_PUNCTUATION
                || type == Character.NON_SPACING_MARK
                || point == 'ー';
    }

    private void add(StyledText piece) {
        String text = SafeText.of(piece.text());
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int end = i + Character.charCount(point);
            String letter = text.substring(i, end);
            if (point == '\n') {
                placeWord();
                breakLine();
            } else if (point == ' ' || point == '\t') {
                placeWord();
                String spaces = point == ' ' ? " " : "    ";
                blank.add(piece.with(spaces));
                blankCells += spaces.length();
            } else {
                if (!word.isEmpty() && mayBreakBefore(point)) {
                    placeWord();
                }
                word.add(piece.with(letter));
                wordCells += Cells.of(point);
            }
            i = end;
        }
    }

    private boolean mayBreakBefore(int point) {
        int before = word.getLast().text().codePointBefore(word.getLast().text().length());
        return (isIdeograph(before) || isIdeograph(point))
                && !staysBehind(point)
                && Character.getType(before) != Character.START_PUNCTUATION
                && Character.getType(before) != Character.INITIAL_QUOTE_PUNCTUATION;
    }

    private void placeWord() {
        if (word.isEmpty()) {
            return;
        }
        if (column + blankCells + wordCells > width && lineBegun) {
            breakLine();
        }
        line.addAll(blank);
        column += blankCells;
        blank.clear();
        blankCells = 0;
        word.forEach(this::place);
        word.clear();
        wordCells = 0;
    }

    private void place(StyledText letter) {
        int cells = Cells.atMost(letter.text());
        if (column + cells > width) {
            breakLine();
        }
        line.add(letter);
        column += cells;
        lineBegun = true;
    }

    private void breakLine() {
        lines.add(StyledText.joined(line));
        line = new ArrayList<>(later);
        column = cells(later);
        blank.clear();
        blankCells = 0;
        lineBegun = false;
    }

    private List<List<StyledText>> end() {
        placeWord();
        lines.add(StyledText.joined(line));
        return List.copyOf(lines);
    }
}
