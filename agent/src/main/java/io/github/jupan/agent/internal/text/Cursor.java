package io.github.jupan.agent.internal.text;

import io.github.jupan.agent.internal.text.Format.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Follows the parts before a payload, character by character.
final class Cursor {

    /// What became of a character.
    enum Step {
        TAKEN,
        /// The parts were over before it: it belongs to what comes behind them.
        BEHIND,
        FAILED
    }

    private static final int LONGEST_WORD = 100;
    private static final int LONGEST_GAP = 300;

    private final List<Part> parts;
    private final StringBuilder word = new StringBuilder();
    private int part;
    private int offset;
    private @Nullable String tool;
    private @Nullable String key;

    Cursor(List<Part> parts) {
        this.parts = parts;
    }

    boolean over() {
        return part == parts.size();
    }

    /// The tool's name, where the parts hold one.
    @Nullable
    String tool() {
        return tool;
    }

    @Nullable
    String key() {
        return key;
    }

    Step take(char c) {
        while (!over()) {
            switch (parts.get(part)) {
                case Part.Literal literal -> {
                    if (literal.text().charAt(offset) != c) {
                        return Step.FAILED;
                    }
                    offset++;
                    if (offset == literal.text().length()) {
                        next();
                    }
                    return Step.TAKEN;
                }
                case Part.Space _ -> {
                    if (Character.isWhitespace(c)) {
                        return Step.TAKEN;
                    }
                    next();
                }
                case Part.Word _
                when behind() == null -> {
                    if (isName(c)) {
                        word.append(c);
                        return word.length() > LONGEST_WORD ? Step.FAILED : Step.TAKEN;
                    }
                    if (word.isEmpty()) {
                        return Step.FAILED;
                    }
                    endWord();
                }
                case Part.Word _ -> {
                    return upTo(c, LONGEST_WORD);
                }
                case Part.Anything _ -> {
                    return upTo(c, LONGEST_GAP);
                }
            }
        }
        return Step.BEHIND;
    }

    /// A word or a gap ends where the literal behind it does.
    private Step upTo(char c, int longest) {
        String literal = behind();
        if (literal == null) {
            throw new IllegalStateException("nothing ends a gap");
        }
        boolean isWord = parts.get(part) instanceof Part.Word;
        if (isWord && !isName(c) && literal.indexOf(c) < 0) {
            return Step.FAILED;
        }
        word.append(c);
        int begin = word.length() - literal.length();
        if (begin < 0 || word.indexOf(literal, begin) != begin) {
            return word.length() > longest ? Step.FAILED : Step.TAKEN;
        }
        word.setLength(begin);
        if (isWord && (word.isEmpty() || !word.chars().allMatch(Cursor::isName))) {
            return Step.FAILED;
        }
        endWord();
        next();
        return Step.TAKEN;
    }

    private @Nullable String behind() {
        return part + 1 < parts.size() && parts.get(part + 1) instanceof Part.Literal literal ? literal.text() : null;
    }

    private void endWord() {
        if (parts.get(part) instanceof Part.Word(Part.Meaning meaning)) {
            switch (meaning) {
                case TOOL -> tool = word.toString();
                case KEY -> key = word.toString();
                case IDENTIFIER -> {}
            }
        }
        word.setLength(0);
        next();
    }

    private void next() {
        part++;
        offset = 0;
    }

    private static boolean isName(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == ':' || c == '/';
    }
}
