package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.HostFunction;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// How large the texts of a binding are.
///
/// @param utf8Bytes as a file of them would be
/// @param memoryBytes as they travel to a worker
record TextSize(long utf8Bytes, long memoryBytes) {

    private static final TextSize NONE = new TextSize(0, 0);

    static TextSize of(Binding binding) {
        return switch (binding) {
            case Binding.Text(String value) -> of(value);
            case Binding.TextList(List<String> values) -> sum(values);
            case Binding.TextMap(Map<String, String> values) ->
                sum(values.keySet()).plus(sum(values.values()));
            case Binding.Function(List<String> _, String _, HostFunction _) -> NONE;
        };
    }

    static TextSize of(String text) {
        long utf8 = 0;
        Coder coder = Coder.LATIN1;
        for (int from = 0; from < text.length(); from += Coder.PIECE_CHARS) {
            String piece = text.substring(from, Math.min(text.length(), from + Coder.PIECE_CHARS));
            if (isAscii(piece)) {
                utf8 += piece.length();
            } else {
                utf8 += utf8Bytes(piece);
                coder = coder == Coder.UTF16 ? coder : Coder.of(piece);
            }
        }
        return new TextSize(utf8, coder.bytes(text));
    }

    /// The JVM has fast ways to copy and to compare.
    private static boolean isAscii(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return new String(bytes, StandardCharsets.US_ASCII).equals(text);
    }

    /// Unlike `getBytes`, which makes another character of a lone surrogate.
    private static long utf8Bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Each half of a surrogate pair stands for two of its four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    private static TextSize sum(Collection<String> texts) {
        return texts.stream().map(TextSize::of).reduce(NONE, TextSize::plus);
    }

    private TextSize plus(TextSize other) {
        return new TextSize(utf8Bytes + other.utf8Bytes, memoryBytes + other.memoryBytes);
    }
}
