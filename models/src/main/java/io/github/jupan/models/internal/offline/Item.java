package io.github.jupan.models.internal.offline;

/// A piece of a sentence: what stood in quotes, or bare words.
///
/// @param text exactly as the user wrote it, without the quotes
record Item(String text, boolean quoted) {

    boolean isOneCharacter() {
        return text.codePointCount(0, text.length()) == 1;
    }

    boolean isOneWord() {
        return text.codePoints().noneMatch(Character::isWhitespace);
    }
}
