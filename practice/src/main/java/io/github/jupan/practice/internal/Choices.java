package io.github.jupan.practice.internal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What can be chosen from, lettered.
public final class Choices {

    private Choices() {}

    /// A line for each.
    static String listed(List<String> choices) {
        return IntStream.range(0, choices.size())
                .mapToObj(i -> letter(i) + ") " + choices.get(i))
                .collect(Collectors.joining("\n"));
    }

    public static String letter(int index) {
        return String.valueOf((char) ('A' + index));
    }

    /// The letter that an answer means: a letter, an index counted from 0, or the text of a choice.
    static Optional<String> letter(String target, List<String> choices) {
        int same = choices.indexOf(target);
        if (same >= 0) {
            return Optional.of(letter(same));
        }
        String bare = target.strip().replaceAll("^\\(|[).]$", "");
        if (bare.length() == 1) {
            char c = Character.toUpperCase(bare.charAt(0));
            int index = Character.isDigit(c) ? c - '0' : c - 'A';
            return index >= 0 && index < choices.size() ? Optional.of(letter(index)) : Optional.empty();
        }
        return Optional.empty();
    }
}
