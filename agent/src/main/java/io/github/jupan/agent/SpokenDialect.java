package io.github.jupan.agent;

/// The dialect that an agent's model is spoken to in; shared by its conversations, so that a provider is asked only
/// once whether it takes tools.
final class SpokenDialect {

    private final boolean mayChange;
    private volatile Dialect dialect;

    SpokenDialect(Dialect wanted) {
        mayChange = wanted == Dialect.AUTO;
        dialect = mayChange ? Dialect.TOOL_CALLS : wanted;
    }

    Dialect get() {
        return dialect;
    }

    /// The provider refused tools.
    ///
    /// @return whether there is another way
    boolean refused() {
        boolean changes = mayChange && dialect == Dialect.TOOL_CALLS;
        if (changes) {
            dialect = Dialect.TEXT;
        }
        return changes;
    }
}
