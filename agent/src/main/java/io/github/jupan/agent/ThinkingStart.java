package io.github.jupan.agent;

import java.util.Arrays;
import java.util.Optional;

/// Where a model's thinking begins, when it stands between marks in its text, such as `<think>` and `</think>`.
public enum ThinkingStart {
    /// It is found out in the model's first turn; in this one, code waits for the turn's end.
    UNKNOWN("auto"),
    /// The model writes the opening mark itself, or does not think in its text at all.
    BY_MODEL("model"),
    /// The template of the model's prompt has it already: a turn begins as a thought, and only the closing mark
    /// arrives.
    BY_TEMPLATE("template");

    private final String word;

    ThinkingStart(String word) {
        this.word = word;
    }

    /// As a user writes it: `auto`, `model` or `template`.
    public String word() {
        return word;
    }

    public static Optional<ThinkingStart> ofWord(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
