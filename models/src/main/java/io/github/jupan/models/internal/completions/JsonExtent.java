package io.github.jupan.models.internal.completions;

/// Knows of a JSON text that comes in pieces whether its one value has closed. It does not check the value.
final class JsonExtent {

    private int depth;
    private boolean inText;
    private boolean escaped;
    private boolean closed;

    /// Reads on.
    void feed(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (escaped) {
                escaped = false;
            } else if (inText) {
                escaped = c == '\\';
                inText = c != '"';
                closed |= !inText && depth == 0;
            } else if (c == '"') {
                inText = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
                closed |= depth <= 0;
            }
        }
    }

    boolean closed() {
        return closed;
    }
}
