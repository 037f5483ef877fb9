package io.github.jupan.agent;

/// Decodes the string `code` out of a JSON object that arrives in pieces, so that a program shows while the model
/// writes it. Knows only as much JSON as that takes: the finished arguments are parsed properly before anything runs.
/// Jackson's non-blocking parser reports a string only when all of it is there, so it cannot show one in the making.
final class StreamedArguments {

    private enum In {
        STRUCTURE,
        KEY,
        CODE,
        OTHER_STRING
    }

    private final StringBuilder decoded = new StringBuilder();
    private final StringBuilder key = new StringBuilder();
    private In in = In.STRUCTURE;
    private int depth;
    private boolean keyExpected;
    private boolean escaped;
    private int hexDigitsLeft;
    private int unit;
    private boolean closed;

    /// The code that the piece adds; never half of a character that takes two.
    String feed(String piece) {
        for (int i = 0; i < piece.length() && !closed; i++) {
            char c = piece.charAt(i);
            if (in == In.STRUCTURE) {
                structure(c);
            } else {
                inString(c);
            }
        }
        int whole = decoded.length();
        if (whole > 0 && !closed && Character.isHighSurrogate(decoded.charAt(whole - 1))) {
            whole--;
        }
        String added = decoded.substring(0, whole);
        decoded.delete(0, whole);
        return added;
    }

    /// Whether the object has ended.
    boolean closed() {
        return closed;
    }

    private void structure(char c) {
        switch (c) {
            case '{', '[' -> keyExpected = ++depth == 1;
            case '}', ']' -> closed = --depth <= 0;
            case ',' -> keyExpected = depth == 1;
            case ':' -> keyExpected = false;
            case '"' -> string();
            default -> {}
        }
    }

    private void string() {
        if (keyExpected) {
            key.setLength(0);
            in = In.KEY;
        } else {
            in = depth == 1 && key.toString().equals("code") ? In.CODE : In.OTHER_STRING;
        }
    }

    private void inString(char c) {
        if (hexDigitsLeft > 0) {
            unit = unit * 16 + Math.max(Character.digit(c, 16), 0);
            if (--hexDigitsLeft == 0) {
                put((char) unit);
            }
        } else if (escaped) {
            escaped = false;
            escape(c);
        } else if (c == '\\') {
            escaped = true;
        } else if (c == '"') {
            in = In.STRUCTURE;
        } else {
            put(c);
        }
    }

    private void escape(char c) {
        switch (c) {
            case 'n' -> put('\n');
            case 't' -> put('\t');
            case 'r' -> put('\r');
            case 'b' -> put('\b');
            case 'f' -> put('\f');
            case 'u' -> {
                hexDigitsLeft = 4;
                unit = 0;
            }
            default -> put(c);
        }
    }

    private void put(char c) {
        if (in == In.CODE) {
            decoded.append(c);
        } else if (in == In.KEY) {
            key.append(c);
        }
    }
}
