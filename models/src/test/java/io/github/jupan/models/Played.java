package io.github.jupan.models;

import java.util.List;

/// One model turn out of a recorded body, as somebody saw it.
///
/// @param calls each as `id name arguments`; the identifier `*` where the provider gives none
record Played(String text, String thinking, List<String> calls, String end, String usage) {

    Played {
        calls = List.copyOf(calls);
    }

    /// With what stands between `<think>` and `</think>` at the text's beginning as thinking, as the agent shows it.
    Played withThoughtsApart() {
        String opening = "<think>";
        String closing = "</think>";
        int end = text.indexOf(closing);
        return text.startsWith(opening) && end > 0
                ? new Played(
                        text.substring(end + closing.length()).stripLeading(),
                        thinking + text.substring(opening.length(), end),
                        calls,
                        this.end,
                        usage)
                : this;
    }

    static String call(String id, String name, String arguments) {
        return (id.isEmpty() ? "*" : id) + " " + name + " " + Reading.tree(arguments.isBlank() ? "{}" : arguments);
    }

    /// The row's cells after the file's name.
    String cells() {
        return text.length() + " | " + thinking.length() + " | " + calls.size() + " | " + end + " | " + usage;
    }
}
