package io.github.jupan.server.internal.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.EventJson;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Usage;
import io.github.jupan.server.internal.openai.request.Json;
import java.util.List;
import java.util.Optional;

/// How a request ended.
///
/// @param calls of the client's own tools, under the ids that it knows them by
record Answer(Outcome outcome, List<ToolExecutionRequest> calls) {

    /// Why it ended, in OpenAI's words.
    String finishReason() {
        return switch (outcome) {
            case Outcome.Answered _ -> calls.isEmpty() ? "stop" : "tool_calls";
            case Outcome.Declined _ -> "content_filter";
            case Outcome.Incomplete _,
                    Outcome.StepLimit _,
                    Outcome.TokenLimit _,
                    Outcome.SameError _,
                    Outcome.Deadline _,
                    Outcome.Cancelled _ -> "length";
        };
    }

    /// What was said at last; empty where only those who listened know.
    Optional<String> text() {
        return switch (outcome) {
            case Outcome.Answered answered -> Optional.of(answered.text());
            case Outcome.Declined declined -> Optional.of(declined.text());
            case Outcome.Incomplete incomplete -> Optional.of(incomplete.text());
            default -> Optional.empty();
        };
    }

    /// Why there is no answer, where the model or its provider would not give one.
    Optional<String> refusal() {
        return outcome instanceof Outcome.Declined declined
                ? Optional.of(declined.text().isBlank() ? sentence(declined.why()) : declined.text())
                : Optional.empty();
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    /// The usage of all turns; of those that were cut short for their code some providers tell nothing.
    ObjectNode usage() {
        Usage usage = outcome.usage();
        return Json.object()
                .put("prompt_tokens", usage.inputTokens())
                .put("completion_tokens", usage.outputTokens())
                .put("total_tokens", usage.inputTokens() + usage.outputTokens())
                .put("complete", usage.known());
    }

    /// What OpenAI has no place for: the outcome, the runs' exact results, and where each number comes from.
    ObjectNode more() {
        ObjectNode more = EventJson.of(new AgentEvent.Ended(outcome)).put("why", outcome.why());
        return more.without(List.of("type", "text", "usage"));
    }
}
