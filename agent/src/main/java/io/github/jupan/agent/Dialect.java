package io.github.jupan.agent;

import java.util.Arrays;
import java.util.Optional;

/// How a model asks for code to be run.
public enum Dialect {
    /// Tool calls, and text once the provider refused tools.
    AUTO("auto"),
    /// A call of the tool `python`, for models that take tools.
    TOOL_CALLS("tools"),
    /// A marked block in the text, for models that do not.
    TEXT("text");

    private final String word;

    Dialect(String word) {
        this.word = word;
    }

    /// As a user writes it: `auto`, `tools` or `text`.
    public String word() {
        return word;
    }

    public static Optional<Dialect> ofWord(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
