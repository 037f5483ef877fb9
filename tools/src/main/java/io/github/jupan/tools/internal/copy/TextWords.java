package io.github.jupan.tools.internal.copy;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The words and whole numbers of a text. Where the script changes, between Latin letters with digits, Hangul and
/// all others, a word ends: a Korean particle is none of a Latin word's letters.
public final class TextWords {

    /// After so many characters it is asked again whether to stop.
    private static final int STRETCH = 1 << 16;

    private static final int SHORTEST_NUMBER = 4;

    private enum Kind {
        LATIN,
        HANGUL,
        OTHER,
        NONE
    }

    private TextWords() {}

    public static List<String> in(String text) {
        List<String> words = new ArrayList<>();
        scan(text, words::add, () -> false);
        return words;
    }

    /// Hands over a text's words, in order, until it is asked to stop.
    public static void scan(String text, Consumer<String> words, BooleanSupplier stopped) {
        int nextLook = STRETCH;
        for (int at = 0; at < text.length(); ) {
            if (at >= nextLook) {
                nextLook = at + STRETCH;
                if (stopped.getAsBoolean()) {
                    return;
                }
            }
            int start = at;
            Kind kind = Kind.NONE;
            while (at < text.length()) {
                int c = text.codePointAt(at);
                kind = at == start ? kind(c) : kind;
                if (kind == Kind.NONE || !isOf(kind, c)) {
                    break;
                }
                at += Character.charCount(c);
            }
            if (at > start) {
                words.accept(text.substring(start, at));
            } else {
                at += Character.charCount(text.codePointAt(at));
            }
        }
    }

    private static Kind kind(int c) {
        for (Kind kind : Kind.values()) {
            if (isOf(kind, c)) {
                return kind;
            }
        }
        return Kind.NONE;
    }

    private static boolean isOf(Kind kind, int c) {
        if (c < 0x80) {
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
            return kind == Kind.LATIN && letterOrDigit;
        }
        return switch (kind) {
            case LATIN -> isNumber(c) || isOf(UnicodeScript.LATIN, c) || isOf(UnicodeScript.INHERITED, c);
            case HANGUL -> isOf(UnicodeScript.HANGUL, c);
            case OTHER ->
                (Character.isLetter(c) || isMark(c)) && !isOf(UnicodeScript.LATIN, c) && !isOf(UnicodeScript.HANGUL, c);
            case NONE -> false;
        };
    }

    private static boolean isOf(UnicodeScript script, int c) {
        return UnicodeScript.of(c) == script;
    }

    private static boolean isNumber(int c) {
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /// Hands over a text's whole numbers of four digits and more, without the commas between groups of three
    /// digits, until it is asked to stop.
    public static void scanNumbers(String text, Consumer<String> numbers, BooleanSupplier stopped) {
        int nextLook = STRETCH;
        for (int at = 0; at < text.length(); at++) {
            if (at >= nextLook) {
                nextLook = at + STRETCH;
                if (stopped.getAsBoolean()) {
                    return;
                }
            }
            if (isDigit(text, at)) {
                int end = endOfDigits(text, at);
                int start = at;
                while (isGroup(text, end)) {
                    end += 4;
                }
                if (end - start >= SHORTEST_NUMBER) {
                    numbers.accept(text.substring(start, end).replace(",", ""));
                }
                at = end - 1;
            }
        }
    }

    private static boolean isGroup(String text, int at) {
        return text.startsWith(",", at) && isDigit(text, at + 1) && isDigit(text, at + 2) && isDigit(text, at + 3);
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (isDigit(text, end)) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
