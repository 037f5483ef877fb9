package io.github.jupan.models.internal.completions;

/// What a server takes where the servers differ.
public enum Flavour {
    /// OpenAI itself: its reasoning models refuse `max_tokens`.
    OPENAI("max_completion_tokens", "seed", "required", true, false),
    /// Most servers that are like it know nothing but `max_tokens`.
    COMPATIBLE("max_tokens", "seed", "required", true, true),
    /// Mistral refuses members that it does not know.
    MISTRAL("max_tokens", "random_seed", "any", false, false);

    /// The member that bounds a turn.
    final String bound;
    final String seed;
    /// The word for a call of whichever tool.
    final String anyTool;
    /// Whether tokens are counted only where that is asked for.
    final boolean usageOnRequest;
    final boolean topK;

    Flavour(String bound, String seed, String anyTool, boolean usageOnRequest, boolean topK) {
        this.bound = bound;
        this.seed = seed;
        this.anyTool = anyTool;
        this.usageOnRequest = usageOnRequest;
        this.topK = topK;
    }
}
