package io.github.jupan.models.internal.offline;

/// A text that may be looked at only so often. The patterns backtrack: on an odd sentence one could go on for
/// minutes, and a question that is hard to read is not understood.
final class Patience implements CharSequence {

    /// Thrown when the looks are used up.
    static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final int LOOKS = 10_000_000;

    private final String text;
    private int looks;

    Patience(String text) {
        this.text = text;
    }

    @Override
    public char charAt(int index) {
        if (++looks > LOOKS) {
            throw new LostException();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
