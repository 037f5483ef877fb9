package io.github.jupan.agent;

import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.OutputListener.Channel;
import io.github.jupan.tools.CopyWarning;
import io.github.jupan.tools.ToolResult;
import java.util.Set;

/// Everything a user can watch. The order, as a tree:
///
/// ```
/// Asked
/// ├─ TurnStarted                 one model turn
/// │  ├─ Thinking*, Text*         in any order, in pieces
/// │  ├─ CodeStarted, Code*       the block as it is written
/// │  └─ TurnEnded
/// ├─ CopySuspected*              before the run it is about
/// ├─ RunStarted, Printed*, RunEnded
/// │     ToolStarted, ToolEnded   in between, where the code calls a tool of the user's own
/// ├─ ToolStarted, ToolEnded      a tool of the user's own, called by the model
/// └─ Ended
/// ```
///
/// A question that is cancelled or runs out of time ends where it stands: its last turn then has no [TurnEnded], its
/// last call no [ToolEnded]. A run always has its [RunEnded].
public sealed interface AgentEvent {

    /// A question was asked; the first event.
    record Asked(String text, Mode mode, Set<String> documents) implements AgentEvent {
        public Asked {
            documents = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(documents));
        }
    }

    /// The model begins to write.
    ///
    /// @param turn counted from 1 for each question
    record TurnStarted(int turn) implements AgentEvent {}

    /// A piece of the model's private reasoning, where a provider sends it or the model writes it between tags.
    record Thinking(String text) implements AgentEvent {}

    /// A piece of what the model says.
    record Text(String text) implements AgentEvent {}

    /// The model begins a block of code.
    ///
    /// @param run counted from 1 in the conversation
    /// @param marker what opened the block, such as ```` ```python ```` or `tool call`
    record CodeStarted(int run, String marker) implements AgentEvent {}

    /// A piece of the code.
    record Code(int run, String text) implements AgentEvent {}

    /// The model's turn is over.
    record TurnEnded(int turn, Reason reason, Usage usage) implements AgentEvent {}

    /// A literal in the code is almost, but not quite, a piece of the conversation.
    record CopySuspected(int run, CopyWarning warning) implements AgentEvent {}

    /// A block of code begins to run.
    record RunStarted(int run, String code) implements AgentEvent {}

    /// The code printed something.
    record Printed(int run, Channel channel, String text) implements AgentEvent {}

    /// The run is over.
    record RunEnded(int run, Execution execution) implements AgentEvent {}

    /// The model calls a tool of the user's own.
    record ToolStarted(String id, String name, String argumentsJson) implements AgentEvent {}

    /// That tool is done.
    record ToolEnded(String id, String name, ToolResult result) implements AgentEvent {}

    /// The question is over; the last event, also when it failed to be answered. A failing model ends the question
    /// with [ModelException] instead.
    record Ended(Outcome outcome) implements AgentEvent {}

    /// Why a model's turn ended.
    enum Reason {
        /// It said all it wanted to.
        STOP,
        /// It reached for code or a tool.
        CALL,
        /// It reached its own token limit in mid-sentence.
        LENGTH,
        /// The provider withheld the rest.
        FILTERED
    }
}
