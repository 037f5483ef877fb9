package io.github.jupan.sandbox.internal.wire;

/// A text that was looked through once, because a long one takes its time.
///
/// @param utf8Bytes as a file of it would have
/// @param coder what it travels in
public record SizedText(String text, long utf8Bytes, Coder coder) {

    /// Pieces that stay in the processor's cache, without a check at each character.
    private static final int PIECE_CHARS = 1 << 13;

    public static SizedText of(String text) {
        char[] piece = new char[Math.min(text.length(), PIECE_CHARS)];
        long utf8Bytes = 0;
        int allBits = 0;
        for (int from = 0; from < text.length(); from += PIECE_CHARS) {
            int length = Math.min(text.length() - from, PIECE_CHARS);
            text.getChars(from, from + length, piece, 0);
            int bits = 0;
            for (int i = 0; i < length; i++) {
                bits |= piece[i];
            }
            utf8Bytes += bits < 0x80 ? length : utf8Bytes(piece, length);
            allBits |= bits;
        }
        return new SizedText(text, utf8Bytes, allBits < 0x100 ? Coder.LATIN1 : Coder.UTF16);
    }

    /// Unlike `getBytes`, which makes another character of a lone surrogate.
    private static long utf8Bytes(char[] piece, int length) {
        long bytes = 0;
        for (int i = 0; i < length; i++) {
            char c = piece[i];
            // Each half of a surrogate pair stands for two of its four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    /// As it travels to a worker.
    public long memoryBytes() {
        return (long) text.length() * coder.bytesPerChar();
    }
}
