package io.github.jupan.agent;

import dev.langchain4j.model.chat.response.ChatResponse;
import org.jspecify.annotations.Nullable;

/// Reads one turn of a model in one dialect, showing it while it is written.
interface TurnReader {

    /// What a reader still wants to hear of the turn.
    enum Wants {
        /// All of it.
        MORE,
        /// It has a call. How the turn ended is worth a moment's wait, nothing else is.
        END,
        /// Nothing: the rest is to be cancelled.
        NOTHING
    }

    Wants read(Signal.Piece piece);

    /// The turn, as far as it was read.
    ///
    /// @param response how the provider ended it; null when it was cancelled
    Turn end(@Nullable ChatResponse response);

    /// The text so far, for a question that is stopped in mid-turn.
    String said();
}
