package io.github.jupan.agent.internal.turn;

import dev.langchain4j.data.message.AiMessage;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Usage;
import io.github.jupan.agent.internal.text.TextReader.BareBlock;
import java.util.List;
import java.util.Optional;

/// What a model did in one turn, as far as it is kept: nothing that came after its calls.
///
/// @param said without thinking, programs and calls
/// @param message the provider's own, for what it wants back with it
/// @param bareBlock a block without a language in which the turn ends: perhaps a program
public record Turn(
        String said,
        AiMessage message,
        List<Call> calls,
        Optional<BareBlock> bareBlock,
        AgentEvent.Reason reason,
        Usage usage) {

    public Turn {
        calls = List.copyOf(calls);
    }

    /// The same with a program in place of the block in which it ends.
    public Turn with(Call.Python program) {
        String before = bareBlock.map(block -> said.substring(0, block.start())).orElse(said);
        return new Turn(before, message, List.of(program), Optional.empty(), AgentEvent.Reason.CALL, usage);
    }
}
