package io.github.jupan.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// How a model is loaded, and what it does where a request says nothing.
///
/// @param contextTokens the window of each question, its answer included; usually 8,192, or less where the
///     model was trained on less
/// @param questionsAtOnce how many questions are answered at the same time; each takes memory for a window of
///     its own, and more wait their turn
/// @param threads of the processor to use; usually one for each core that this JVM may use
/// @param adapter a LoRA adapter in a GGUF file, laid over the model
/// @param idle how long the model's process lives on without a question
/// @param temperature 0 for the likeliest token each time
/// @param topK sampling among so many likeliest tokens; 0 for all
/// @param seed of the sampling; the same seed gives the same answer to a question that is asked alone
public record LocalOptions(
        OptionalInt contextTokens,
        int questionsAtOnce,
        OptionalInt threads,
        Optional<Path> adapter,
        Duration idle,
        OptionalDouble temperature,
        OptionalDouble topP,
        OptionalInt topK,
        OptionalLong seed,
        OptionalInt maxOutputTokens,
        List<String> stopSequences) {

    public LocalOptions {
        stopSequences = List.copyOf(stopSequences);
        atLeastOne("contextTokens", contextTokens);
        atLeastOne("questionsAtOnce", OptionalInt.of(questionsAtOnce));
        atLeastOne("threads", threads);
        atLeastOne("maxOutputTokens", maxOutputTokens);
        if (idle.isNegative() || idle.isZero()) {
            throw new IllegalArgumentException("idle must be longer than nothing: " + idle);
        }
        if (temperature.isPresent() && !(temperature.getAsDouble() >= 0)) {
            throw new IllegalArgumentException("temperature must be 0 or more: " + temperature.getAsDouble());
        }
        if (topP.isPresent() && !(topP.getAsDouble() > 0 && topP.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("topP must be above 0 and at most 1: " + topP.getAsDouble());
        }
        if (topK.isPresent() && topK.getAsInt() < 0) {
            throw new IllegalArgumentException("topK must be 0 or more: " + topK.getAsInt());
        }
    }

    private static void atLeastOne(String name, OptionalInt value) {
        if (value.isPresent() && value.getAsInt() < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + value.getAsInt());
        }
    }

    public static LocalOptions defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {

        private OptionalInt contextTokens = OptionalInt.empty();
        private int questionsAtOnce = 2;
        private OptionalInt threads = OptionalInt.empty();
        private Optional<Path> adapter = Optional.empty();
        private Duration idle = Duration.ofMinutes(10);
        private OptionalDouble temperature = OptionalDouble.empty();
        private OptionalDouble topP = OptionalDouble.empty();
        private OptionalInt topK = OptionalInt.empty();
        private OptionalLong seed = OptionalLong.empty();
        private OptionalInt maxOutputTokens = OptionalInt.empty();
        private List<String> stopSequences = List.of();

        private Builder() {}

        public Builder contextTokens(int value) {
            contextTokens = OptionalInt.of(value);
            return this;
        }

        public Builder questionsAtOnce(int value) {
            questionsAtOnce = value;
            return this;
        }

        public Builder threads(int value) {
            threads = OptionalInt.of(value);
            return this;
        }

        public Builder adapter(Path value) {
            adapter = Optional.of(value);
            return this;
        }

        public Builder idle(Duration value) {
            idle = value;
            return this;
        }

        public Builder temperature(double value) {
            temperature = OptionalDouble.of(value);
            return this;
        }

        public Builder topP(double value) {
            topP = OptionalDouble.of(value);
            return this;
        }

        public Builder topK(int value) {
            topK = OptionalInt.of(value);
            return this;
        }

        public Builder seed(long value) {
            seed = OptionalLong.of(value);
            return this;
        }

        public Builder maxOutputTokens(int value) {
            maxOutputTokens = OptionalInt.of(value);
            return this;
        }

        public Builder stopSequences(List<String> value) {
            stopSequences = value;
            return this;
        }

        public LocalOptions build() {
            return new LocalOptions(
                    contextTokens,
                    questionsAtOnce,
                    threads,
                    adapter,
                    idle,
                    temperature,
                    topP,
                    topK,
                    seed,
                    maxOutputTokens,
                    stopSequences);
        }
    }
}
