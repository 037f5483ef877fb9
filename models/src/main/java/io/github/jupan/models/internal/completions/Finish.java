package io.github.jupan.models.internal.completions;

import dev.langchain4j.model.output.FinishReason;
import java.util.Locale;
import java.util.Map;

/// What servers call a turn's end.
final class Finish {

    private static final Map<String, FinishReason> REASONS = Map.ofEntries(
            Map.entry("", FinishReason.STOP),
            Map.entry("stop", FinishReason.STOP),
            Map.entry("eos", FinishReason.STOP),
            Map.entry("eos_token", FinishReason.STOP),
            Map.entry("end_turn", FinishReason.STOP),
            Map.entry("stop_sequence", FinishReason.STOP),
            Map.entry("tool_calls", FinishReason.TOOL_EXECUTION),
            Map.entry("tool_use", FinishReason.TOOL_EXECUTION),
            Map.entry("function_call", FinishReason.TOOL_EXECUTION),
            Map.entry("length", FinishReason.LENGTH),
            Map.entry("max_tokens", FinishReason.LENGTH),
            // Mistral's and Anthropic's words for a context that is full.
            Map.entry("model_length", FinishReason.LENGTH),
            Map.entry("model_context_window_exceeded", FinishReason.LENGTH),
            Map.entry("content_filter", FinishReason.CONTENT_FILTER),
            Map.entry("refusal", FinishReason.CONTENT_FILTER),
            Map.entry("safety", FinishReason.CONTENT_FILTER),
            Map.entry("recitation", FinishReason.CONTENT_FILTER),
            Map.entry("prohibited_content", FinishReason.CONTENT_FILTER),
            Map.entry("sensitive", FinishReason.CONTENT_FILTER));

    /// Turns that a server broke off: vLLM, SGLang, DeepSeek, Z.ai, Mistral, OpenRouter.
    private static final Map<String, String> BROKEN_OFF = Map.of(
            "error", "the provider broke the turn off with an error",
            "abort", "the provider broke the turn off",
            "aborted", "the provider broke the turn off",
            "cancelled", "the provider broke the turn off",
            "insufficient_system_resource", "the provider had too few resources for the turn",
            "network_error", "the provider lost its connection to the model");

    private Finish() {}

    static FinishReason reason(String word) {
        return REASONS.getOrDefault(word.toLowerCase(Locale.ROOT), FinishReason.OTHER);
    }

    /// Whether LangChain4j's reason says all that the word does.
    static boolean isPlain(String word) {
        FinishReason reason = reason(word);
        return reason == FinishReason.STOP
                || reason == FinishReason.TOOL_EXECUTION
                || word.equals("length")
                || word.equals("max_tokens")
                || word.equals("content_filter");
    }

    /// What happened, for a turn that is no answer; empty for one that is.
    static String brokenOff(String word) {
        String what = BROKEN_OFF.get(word.toLowerCase(Locale.ROOT));
        return what == null ? "" : what + " (" + word + ")";
    }
}
