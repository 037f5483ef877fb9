package io.github.jupan.agent;

import java.util.Arrays;
import java.util.Optional;

/// How a model is told to ask for code. Whatever it then writes, a tool call, a fenced block or a call as text in
/// the form that it was trained on, is understood.
public enum Dialect {
    /// Tools are offered, until the provider refuses them or the model has answered them in its text twice; text
    /// from then on.
    AUTO("auto"),
    /// The model is asked for a fenced block. Tools are offered only where the caller alone can do what they do.
    PREFER_TEXT("prefer-text"),
    /// Tools are offered.
    TOOL_CALLS("tools"),
    /// No tools are offered; the model is asked for a fenced block.
    TEXT("text");

    private final String word;

    Dialect(String word) {
        this.word = word;
    }

    /// As a user writes it: `auto`, `prefer-text`, `tools` or `text`.
    public String word() {
        return word;
    }

    public static Optional<Dialect> ofWord(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
