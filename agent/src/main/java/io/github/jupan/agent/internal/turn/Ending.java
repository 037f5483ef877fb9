package io.github.jupan.agent.internal.turn;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Usage;
import org.jspecify.annotations.Nullable;

/// How a provider ended a turn, and what it counted.
///
/// @param reason why the model stopped writing; [AgentEvent.Reason#STOP] where the provider does not say
/// @param refusal what the provider says of a refusal; empty where there is none
record Ending(AgentEvent.Reason reason, String refusal, Usage usage) {

    /// The attribute of a message in which `models` puts a provider's own word for the end of the turn.
    private static final String FINISH = "jupan.finish";

    /// The attribute with the text of a refusal.
    private static final String REFUSAL = "jupan.refusal";

    private static final Usage UNKNOWN = new Usage(0, 0, false);

    static Ending of(@Nullable ChatResponse response) {
        if (response == null) {
            return new Ending(AgentEvent.Reason.STOP, "", UNKNOWN);
        }
        var attributes = response.aiMessage().attributes();
        String refusal = attributes.get(REFUSAL) instanceof String text ? text : "";
        boolean refused = !refusal.isEmpty() || "refusal".equals(attributes.get(FINISH));
        AgentEvent.Reason reason = "not_understood".equals(attributes.get(FINISH))
                ? AgentEvent.Reason.NOT_UNDERSTOOD
                : refused ? AgentEvent.Reason.REFUSED : reason(response.finishReason());
        return new Ending(reason, refusal, usage(response.tokenUsage()));
    }

    private static AgentEvent.Reason reason(@Nullable FinishReason reason) {
        return switch (reason) {
            case LENGTH -> AgentEvent.Reason.LENGTH;
            case CONTENT_FILTER -> AgentEvent.Reason.FILTERED;
            case TOOL_EXECUTION -> AgentEvent.Reason.CALL;
            case STOP -> AgentEvent.Reason.STOP;
            case OTHER -> AgentEvent.Reason.OTHER;
            case null -> AgentEvent.Reason.STOP;
        };
    }

    private static Usage usage(@Nullable TokenUsage counted) {
        if (counted == null) {
            return UNKNOWN;
        }
        Integer input = counted.inputTokenCount();
        Integer output = counted.outputTokenCount();
        return new Usage(input == null ? 0 : input, output == null ? 0 : output, input != null && output != null);
    }
}
