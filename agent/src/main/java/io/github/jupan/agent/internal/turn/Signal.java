package io.github.jupan.agent.internal.turn;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import org.jspecify.annotations.Nullable;

/// What a provider sends while a model writes.
sealed interface Signal {

    /// A part of the turn.
    sealed interface Piece extends Signal {}

    record Text(String text) implements Piece {}

    record Thinking(String text) implements Piece {}

    /// A part of a tool call's arguments.
    ///
    /// @param index which of the turn's calls
    record PartialCall(
            int index, @Nullable String id, @Nullable String name, String arguments) implements Piece {}

    record CompleteCall(int index, ToolExecutionRequest request) implements Piece {}

    /// The turn is over.
    record Done(ChatResponse response) implements Signal {}

    record Failed(Throwable error) implements Signal {}

    /// A stop was requested.
    record Stopped() implements Signal {}
}
