package io.github.jupan.agent.internal.evidence;

import java.text.Normalizer;
import java.util.BitSet;
import java.util.Locale;
import java.util.Set;

/// A text's letters and digits, in lower case and composed (NFC), and where words begin and end among them.
record Spelling(String letters, BitSet begins) {

    /// @param without words to leave out
    /// @param digits whether digits are letters too
    static Spelling of(String written, Set<String> without, boolean digits) {
        String text = Normalizer.normalize(written, Normalizer.Form.NFC);
        StringBuilder letters = new StringBuilder();
        BitSet begins = new BitSet();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length()
                    && isKept(text.charAt(end), digits)
                    && (end == at || sameWord(text.charAt(end - 1), text.charAt(end)))) {
                end++;
            }
            if (end == at) {
                begins.set(letters.length());
                at++;
                continue;
            }
            String word = text.substring(at, end).toLowerCase(Locale.ROOT);
            begins.set(letters.length());
            if (!without.contains(word)) {
                letters.append(word);
                begins.set(letters.length());
            }
            at = end;
        }
        return new Spelling(letters.toString(), begins);
    }

    private static boolean isKept(char c, boolean digits) {
        return Character.isLetter(c) || Character.isSurrogate(c) || (digits && Character.isDigit(c));
    }

    /// In scripts that write no blanks between words a word may end anywhere.
    private static boolean sameWord(char a, char b) {
        return isSpaced(a) && isSpaced(b);
    }

    private static boolean isSpaced(char c) {
        if (Character.isDigit(c)) {
            return true;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case LATIN, GREEK, CYRILLIC, COMMON -> true;
            default -> false;
        };
    }

    boolean has(String wanted) {
        int at = letters.indexOf(wanted);
        while (at >= 0) {
            if (begins.get(at) && begins.get(at + wanted.length())) {
                return true;
            }
            at = letters.indexOf(wanted, at + 1);
        }
        return false;
    }
}
