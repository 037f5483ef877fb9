package io.github.jupan.models.internal.completions;

import dev.langchain4j.model.output.FinishReason;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What servers call a turn's end.
final class Finish {

    private static final Map<FinishReason, Set<String>> REASONS = Map.of(
            FinishReason.STOP,
                    Set.of("", "stop", "eos", "eos_token", "end_turn", "stop_sequence", "complete", "completed"),
            FinishReason.TOOL_EXECUTION, Set.of("tool_calls", "tool_call", "tool_use", "function_call"),
            FinishReason.LENGTH,
                    Set.of(
                            "length",
                            "max_tokens",
                            "max_output_tokens",
                            "model_length",
                            "context_length",
                            "context_length_exceeded",
                            "model_context_window_exceeded"),
            FinishReason.CONTENT_FILTER,
                    Set.of(
                            "content_filter",
                            "content_filtered",
                            "refusal",
                            "safety",
                            "recitation",
                            "prohibited_content",
                            "blocklist",
                            "guardrail_intervened",
                            "sensitive"));

    /// The words that LangChain4j's reason says as well.
    private static final Set<String> PLAIN = Set.of("length", "max_tokens", "max_output_tokens", "content_filter");

    /// Turns that a server broke off: vLLM, SGLang, DeepSeek, Z.ai, Mistral, OpenRouter and others.
    private static final Set<String> BROKEN_OFF = Set.of(
            "error",
            "abort",
            "aborted",
            "cancelled",
            "canceled",
            "failed",
            "timeout",
            "server_error",
            "internal_error",
            "insufficient_system_resource",
            "network_error");

    private Finish() {}

    static FinishReason reason(String word) {
        return REASONS.entrySet().stream()
                .filter(entry -> entry.getValue().contains(word.toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(FinishReason.OTHER);
    }

    /// Whether LangChain4j's reason says all that the word does.
    static boolean isPlain(String word) {
        FinishReason reason = reason(word);
        return reason == FinishReason.STOP
                || reason == FinishReason.TOOL_EXECUTION
                || PLAIN.contains(word.toLowerCase(Locale.ROOT));
    }

    /// Whether the turn is no answer, whatever was said.
    static boolean isBrokenOff(String word) {
        return BROKEN_OFF.contains(word.toLowerCase(Locale.ROOT));
    }
}
