package io.github.jupan.server.internal.store;

/// Half a character, which Java's strings and JSON's escapes can hold and UTF-8 cannot.
final class Surrogates {

    private Surrogates() {}

    /// The same JSON, with each lone surrogate as an escape. They stand within strings only.
    static String escaped(String json) {
        if (json.codePoints().noneMatch(Surrogates::isLone)) {
            return json;
        }
        StringBuilder escaped = new StringBuilder();
        json.codePoints().forEach(point -> {
            if (isLone(point)) {
                escaped.append("\\u%04x".formatted(point));
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }

    static boolean areIn(String text) {
        return text.codePoints().anyMatch(Surrogates::isLone);
    }

    private static boolean isLone(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
