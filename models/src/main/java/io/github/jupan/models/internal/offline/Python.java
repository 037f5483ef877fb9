package io.github.jupan.models.internal.offline;

/// Writes Python literals.
final class Python {

    private Python() {}

    /// A string literal that a person would write: the text verbatim wherever Python allows it.
    static String literal(String text) {
        char quote = text.indexOf('"') >= 0 && text.indexOf('\'') < 0 ? '\'' : '"';
        StringBuilder literal = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> {
            if (c == quote || c == '\\') {
                literal.append('\\').appendCodePoint(c);
            } else if (c == '\n') {
                literal.append("\\n");
            } else if (c == '\t') {
                literal.append("\\t");
            } else if (Character.isISOControl(c)) {
                literal.append(String.format("\\x%02x", c));
            } else if (Character.getType(c) == Character.SURROGATE || c == 0x2028 || c == 0x2029) {
                literal.append(String.format("\\u%04x", c));
            } else {
                literal.appendCodePoint(c);
            }
        });
        return literal.append(quote).toString();
    }
}
