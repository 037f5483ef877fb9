package io.github.jupan.models;

/// Who opens the thinking of a model that thinks in its text, between marks such as `<think>` and `</think>`.
public enum ThinkingOpener {
    /// The server does not show it.
    UNKNOWN,
    /// The model itself, where it thinks in its text at all.
    MODEL,
    /// The template of its prompt: the text begins in the middle of a thought, and only the closing mark arrives.
    TEMPLATE
}
