package io.github.jupan.agent;

/// Tokens that a question used, as the provider counts them.
///
/// @param known false when a turn was cut short or a provider counts nothing: then the figures are a lower bound
public record Usage(long inputTokens, long outputTokens, boolean known) {

    public static final Usage NONE = new Usage(0, 0, true);

    public Usage plus(Usage other) {
        return new Usage(inputTokens + other.inputTokens, outputTokens + other.outputTokens, known && other.known);
    }
}
