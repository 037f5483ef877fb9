package io.github.jupan.tools.internal.copy;

/// What differs between two texts: nothing but `left` in the one and `right` in the other.
///
/// @param start how long the common beginning is
/// @param end how long the common end is
public record OneSlip(String left, String right, int start, int end) {

    public static OneSlip between(String a, String b) {
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
    public boolean isOne() {
        return (left.length() <= 1 && right.length() <= 1)
                || (left.length() == 2
                        && new StringBuilder(left).reverse().toString().equals(right));
    }

    /// The same, told as soon as it is seen: most texts differ at once.
    public static boolean isOne(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        int start = 0;
        while (start < shorter && a.charAt(start) == b.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
            end++;
        }
        int left = a.length() - start - end;
        int right = b.length() - start - end;
        return (left <= 1 && right <= 1)
                || (left == 2
                        && right == 2
                        && a.charAt(start) == b.charAt(start + 1)
                        && a.charAt(start + 1) == b.charAt(start));
    }

    public boolean isChange() {
        return left.length() == 1 && right.length() == 1;
    }

    boolean isOfLatinLetters() {
        return (left + right)
                .codePoints()
                .allMatch(c -> Character.isLetter(c) && Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN);
    }
}
