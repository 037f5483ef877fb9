package io.github.jupan.server;

import dev.langchain4j.model.chat.StreamingChatModel;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.ThinkingStart;
import io.github.jupan.agent.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Where sessions get their models from. Safe for use by many threads.
public interface ModelSource {

    /// Opens a model.
    ///
    /// @param name such as `openai:gpt-5`; the server's default model when empty
    /// @param settings those that a model has of its own are its own from here on
    /// @throws RequestException of kind MODEL when there is no such model or it is not configured
    Opened open(Optional<String> name, Settings settings);

    /// How a session is set up where a client does not say.
    default SessionOptions usual() {
        return SessionOptions.DEFAULT;
    }

    /// Which models could be used as things stand.
    List<Listing> list();

    /// Splits a text into tokens.
    ///
    /// @param encoding such as `o200k_base`; the usual one when empty
    /// @throws RequestException of kind USAGE when there is no such encoding
    List<TokenPiece> split(String text, Optional<String> encoding);

    /// What a model's tokens cost, where somebody said so.
    ///
    /// @param model its name in full
    default Optional<Price> price(String model) {
        return Optional.empty();
    }

    /// What a million tokens cost.
    ///
    /// @param currency as it is shown, such as `USD`
    record Price(BigDecimal input, BigDecimal output, String currency) {

        /// What so many tokens cost, to the last digit.
        public BigDecimal of(Usage usage) {
            return input.multiply(BigDecimal.valueOf(usage.inputTokens()))
                    .add(output.multiply(BigDecimal.valueOf(usage.outputTokens())))
                    .movePointLeft(6);
        }
    }

    /// A model that is ready to be asked.
    ///
    /// @param name in full, such as `openai:gpt-5`
    /// @param contextTokens the window that it was opened with; empty where only the provider knows
    /// @param thinking where its thinking begins in its text
    /// @param stall the longest silence of a turn where nobody says otherwise; empty for the usual one
    /// @param lessons what it is shown beside a question, given the question's text; empty for nothing
    record Opened(
            String name,
            StreamingChatModel model,
            Dialect dialect,
            Optional<Integer> contextTokens,
            ThinkingStart thinking,
            Optional<Duration> stall,
            UnaryOperator<String> lessons) {

        /// Without lessons.
        public Opened(
                String name,
                StreamingChatModel model,
                Dialect dialect,
                Optional<Integer> contextTokens,
                ThinkingStart thinking) {
            this(name, model, dialect, contextTokens, thinking, Optional.empty(), question -> "");
        }

        /// The same with lessons.
        public Opened withLessons(UnaryOperator<String> value) {
            return new Opened(name, model, dialect, contextTokens, thinking, stall, value);
        }

        /// The same with another bound on a turn's silence.
        public Opened withStall(Duration value) {
            return new Opened(name, model, dialect, contextTokens, thinking, Optional.of(value), lessons);
        }

        /// With a window that only the provider knows, and a way of thinking that is found out.
        public Opened(String name, StreamingChatModel model, Dialect dialect) {
            this(name, model, dialect, Optional.empty(), ThinkingStart.UNKNOWN);
        }
    }

    /// @param form how to write its name, such as `openai:NAME`
    /// @param note why it can be used or not, such as `OPENAI_API_KEY is set`
    record Listing(String form, boolean usable, String note) {}

    /// @param text the token's text; empty when it is only a part of a character
    /// @param display its text as it can be shown on one line, parts of a character as `\xEC\x98`
    record TokenPiece(int id, Optional<String> text, String display) {}
}
