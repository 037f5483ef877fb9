package io.github.jupan.server.internal.openai;

import java.util.function.Consumer;

/// A text that grows by pieces, and knows where its lines end. No piece ends within a character.
final class Channel {

    private final Consumer<String> out;
    private char last;
    private boolean anything;
    private boolean paragraph;
    private char half;

    Channel(Consumer<String> out) {
        this.out = out;
    }

    void add(String text) {
        if (text.isEmpty()) {
            return;
        }
        String piece = half == 0 ? text : half + text;
        half = 0;
        if (paragraph) {
            piece = (last == '\n' ? "\n" : "\n\n") + piece;
            paragraph = false;
        }
        char end = piece.charAt(piece.length() - 1);
        if (Character.isHighSurrogate(end)) {
            half = end;
            piece = piece.substring(0, piece.length() - 1);
        }
        if (!piece.isEmpty()) {
            anything = true;
            last = piece.charAt(piece.length() - 1);
            out.accept(piece);
        }
    }

    /// What comes next begins a paragraph.
    void paragraph() {
        paragraph = anything;
    }

    /// What comes next stands on a line of its own.
    void line(String text) {
        add(anything && !paragraph && last != '\n' ? "\n" + text : text);
    }
}
