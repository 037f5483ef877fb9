package io.github.jupan.agent.internal.turn;

import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.ThinkingStart;
import io.github.jupan.agent.internal.text.TextReader.ThoughtOpening;

/// What is known of a model's ways: the dialect that it is spoken to in, and who opens its thinking. Shared by an
/// agent's conversations, so that each is found out only once.
public final class ModelHabits {

    /// After so many answers in text to an offer of tools the model is spoken to in text.
    private static final int TEXT_ANSWERS = 2;

    private final boolean mayChange;
    private volatile Dialect dialect;
    private volatile ThoughtOpening thoughtOpening;
    private int textAnswers;
    private volatile boolean refused;

    public ModelHabits(Dialect wanted, ThinkingStart thinking) {
        mayChange = wanted == Dialect.AUTO || wanted == Dialect.PREFER_TEXT;
        dialect = switch (wanted) {
            case AUTO, TOOL_CALLS -> Dialect.TOOL_CALLS;
            case PREFER_TEXT, TEXT -> Dialect.TEXT;
        };
        thoughtOpening = switch (thinking) {
            case UNKNOWN -> ThoughtOpening.UNKNOWN;
            case BY_MODEL -> ThoughtOpening.MODEL;
            case BY_TEMPLATE -> ThoughtOpening.TEMPLATE;
        };
    }

    /// Whether the provider has refused tools, or the caller wants none.
    boolean mayOffer() {
        return !refused && (mayChange || dialect == Dialect.TOOL_CALLS);
    }

    /// Either of tool calls and text.
    public Dialect dialect() {
        return dialect;
    }

    ThoughtOpening thoughtOpening() {
        return thoughtOpening;
    }

    void learned(ThoughtOpening opening) {
        thoughtOpening = opening;
    }

    /// The provider refused tools. Others may have asked at the same time.
    ///
    /// @return whether there is another way
    synchronized boolean refused() {
        refused = mayChange;
        dialect = mayChange ? Dialect.TEXT : dialect;
        return mayChange;
    }

    /// The model was offered tools, and called one in its text, or ran code there.
    ///
    /// @return whether it is spoken to in text from now on, and was not before
    synchronized boolean answeredInText() {
        textAnswers++;
        boolean changes = mayChange && dialect == Dialect.TOOL_CALLS && textAnswers >= TEXT_ANSWERS;
        dialect = changes ? Dialect.TEXT : dialect;
        return changes;
    }
}
