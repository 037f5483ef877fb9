package io.github.jupan.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Splits a text as a provider might. No piece is empty; joined, they give the text.
@FunctionalInterface
public interface Chunks {

    List<String> of(String text);

    /// All at once.
    static Chunks whole() {
        return text -> text.isEmpty() ? List.of() : List.of(text);
    }

    /// UTF-16 code unit by code unit, through characters that take two.
    static Chunks single() {
        return text ->
                text.chars().mapToObj(unit -> String.valueOf((char) unit)).toList();
    }

    /// Pieces of random lengths up to the longest; the same seed gives the same pieces.
    static Chunks random(long seed, int longest) {
        Random random = new Random(seed);
        return text -> {
            List<String> pieces = new ArrayList<>();
            for (int start = 0; start < text.length(); ) {
                int end = Math.min(text.length(), start + 1 + random.nextInt(longest));
                pieces.add(text.substring(start, end));
                start = end;
            }
            return pieces;
        };
    }
}
