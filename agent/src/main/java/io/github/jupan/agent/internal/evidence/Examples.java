package io.github.jupan.agent.internal.evidence;

import java.util.BitSet;

/// The parts of an answer that are shown and not said: fenced code, code in back-ticks, quotations and headings,
/// where there are words in them. `"42"` is said, and so is a number at a heading's end: `### Answer: 42`.
final class Examples {

    private static final int LONGEST_QUOTATION = 200;
    private static final int DEEPEST_HEADING = 6;

    private final BitSet covered;

    private Examples(BitSet covered) {
        this.covered = covered;
    }

    static Examples of(String answer) {
        BitSet covered = new BitSet(answer.length());
        int at = 0;
        while (at < answer.length()) {
            boolean lineStarts = at == 0 || answer.charAt(at - 1) == '\n';
            int end = lineStarts && answer.charAt(at) == '#' ? heading(answer, at) : end(answer, at);
            if (end > at) {
                if (answer.substring(at, end).codePoints().anyMatch(Character::isLetter)) {
                    covered.set(at, end);
                }
                at = end;
            } else {
                at++;
            }
        }
        return new Examples(covered);
    }

    boolean covers(int at) {
        return covered.get(at);
    }

    /// Where what is shown ends that begins here; the same place when nothing does.
    private static int end(String answer, int at) {
        return switch (answer.charAt(at)) {
            case '`' -> {
                int opened = at;
                while (opened < answer.length() && answer.charAt(opened) == '`') {
                    opened++;
                }
                String fence = answer.substring(at, opened);
                int close = answer.indexOf(fence, opened);
                boolean block = fence.length() >= 3;
                yield close < 0
                        ? (block ? answer.length() : opened)
                        : block || close - opened <= LONGEST_QUOTATION ? close + fence.length() : opened;
            }
            case '"' -> quotation(answer, at, '"');
            case '“', '„' -> Math.max(quotation(answer, at, '”'), quotation(answer, at, '“'));
            case '«' -> quotation(answer, at, '»');
            case '「' -> quotation(answer, at, '」');
            case '『' -> quotation(answer, at, '』');
            default -> at;
        };
    }

    /// Up to the last letter of a heading.
    private static int heading(String answer, int at) {
        int signs = at;
        while (signs < answer.length() && answer.charAt(signs) == '#') {
            signs++;
        }
        if (signs - at > DEEPEST_HEADING || signs >= answer.length() || answer.charAt(signs) != ' ') {
            return signs;
        }
        int last = signs;
        for (int i = signs; i < answer.length() && answer.charAt(i) != '\n'; i++) {
            last = Character.isLetter(answer.charAt(i)) ? i + 1 : last;
        }
        return last;
    }

    /// In one line, and not too long: a lone quote opens nothing.
    private static int quotation(String answer, int at, char close) {
        int last = Math.min(answer.length(), at + LONGEST_QUOTATION);
        for (int i = at + 1; i < last && answer.charAt(i) != '\n'; i++) {
            if (answer.charAt(i) == close) {
                return i + 1;
            }
        }
        return at;
    }
}
