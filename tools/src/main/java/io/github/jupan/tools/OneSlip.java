package io.github.jupan.tools;

/// What differs between two texts: nothing but `left` in the one and `right` in the other.
///
/// @param start how long the common beginning is
/// @param end how long the common end is
record OneSlip(String left, String right, int start, int end) {

    static OneSlip between(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        int start = 0;
        while (start < shorter && a.charAt(start) == b.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
            end++;
        }
        return new OneSlip(a.substring(start, a.length() - end), b.substring(start, b.length() - end), start, end);
    }

    /// Whether one letter was changed, left out or added, or two neighbours swapped.
    boolean isOne() {
        return (left.length() <= 1 && right.length() <= 1)
                || (left.length() == 2
                        && new StringBuilder(left).reverse().toString().equals(right));
    }

    boolean isChange() {
        return left.length() == 1 && right.length() == 1;
    }

    boolean isOfLatinLetters() {
        return (left + right)
                .codePoints()
                .allMatch(c -> Character.isLetter(c) && Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN);
    }
}
