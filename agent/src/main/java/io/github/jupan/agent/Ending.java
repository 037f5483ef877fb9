package io.github.jupan.agent;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import org.jspecify.annotations.Nullable;

/// How a provider ended a turn, and what it counted.
///
/// @param reason why the model stopped writing; [AgentEvent.Reason#STOP] where the provider does not say
record Ending(AgentEvent.Reason reason, Usage usage) {

    private static final Usage UNKNOWN = new Usage(0, 0, false);

    static Ending of(@Nullable ChatResponse response) {
        if (response == null) {
            return new Ending(AgentEvent.Reason.STOP, UNKNOWN);
        }
        return new Ending(reason(response.finishReason()), usage(response.tokenUsage()));
    }

    private static AgentEvent.Reason reason(@Nullable FinishReason reason) {
        return switch (reason) {
            case LENGTH -> AgentEvent.Reason.LENGTH;
            case CONTENT_FILTER -> AgentEvent.Reason.FILTERED;
            case TOOL_EXECUTION -> AgentEvent.Reason.CALL;
            case STOP, OTHER -> AgentEvent.Reason.STOP;
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
