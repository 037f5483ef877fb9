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
/// ├─ DialectChanged              the model is spoken to in another way from now on
/// ├─ CodeRepaired, CopySuspected*  before the run that they are about
/// ├─ RunStarted, Printed*, RunEnded
/// │     ToolStarted, ToolEnded   in between, where the code calls a tool of the user's own
/// ├─ ToolStarted, ToolEnded      a tool of the user's own, called by the model
/// ├─ ResultDoubted               after a turn that would have been the answer
/// └─ Ended
/// ```
///
/// A question that is cancelled or runs out of time ends where it stands: its last turn then has no [TurnEnded], its
/// last call no [ToolEnded]. A run always has its [RunEnded]; a tool that is still at work then has no [ToolEnded].
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

    /// A piece of the model's private reasoning, where a provider sends it or the model writes it between marks.
    /// What a turn said up to a closing mark that nothing had opened comes again as one such piece, and is no text
    /// after all.
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

    /// The model is asked for code in another dialect from now on.
    ///
    /// @param why in a few words
    record DialectChanged(Dialect dialect, String why) implements AgentEvent {}

    /// The code did not compile as it was written, and does in this form, which runs in its place.
    ///
    /// @param repair what was done, in a few words
    record CodeRepaired(int run, String repair, String code) implements AgentEvent {}

    /// An answer leaves out or misquotes what a run computed. The model is told, once, and answers again.
    ///
    /// @param result what the run computed
    record ResultDoubted(int run, String result) implements AgentEvent {}

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
        FILTERED,
        /// It would not answer.
        REFUSED,
        /// It does not understand questions of this kind.
        NOT_UNDERSTOOD,
        /// It repeated itself and was stopped.
        REPEATED,
        /// For a reason of the provider's own, which may have cut it short.
        OTHER
    }
}
