package io.github.jupan.temporal;

import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.jupan.agent.Mode;
import io.github.jupan.practice.AnsweringModel;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.ModelSettings;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.PracticeSettings;
import io.github.jupan.practice.Rollout;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.server.SessionOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What tests practise, and how two practices are compared.
final class Practised {

    static final String MODEL = "scripted";

    static final SessionOptions OPTIONS = SessionOptions.DEFAULT.withModel(MODEL);

    /// For modes in which no code runs.
    static final Sandbox NONE = new Sandbox() {
        @Override
        public Interpreter open(Limits limits) {
            throw new AssertionError("no code runs here");
        }

        @Override
        public void close() {}
    };

    private Practised() {}

    static PracticeFolder folder(Path path, int exercises, int epochs) {
        return PracticeFolder.write(
                path,
                new PracticeSettings(
                        ModelSettings.of(MODEL), List.of(Mode.DIRECT), epochs, 7, "number", "", Instant.EPOCH),
                IntStream.range(0, exercises)
                        .mapToObj(i -> new Exercise(
                                "e" + i,
                                "Say " + i + ".",
                                i % 2 == 0 ? "" : "Number " + i + " is meant.",
                                Map.of("text.txt", "The number is " + i + "."),
                                List.of(String.valueOf(i)),
                                List.of(),
                                "",
                                Exercise.Source.NONE,
                                Map.of()))
                        .toList());
    }

    /// Some words of its own for each seed, and two times of three the right answer.
    static String answer(ChatRequest request, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder words = new StringBuilder();
        while (words.length() < 3_000) {
            words.append(Long.toString(random.nextLong(Long.MAX_VALUE), 36).replaceAll("\\d", ""))
                    .append(' ');
        }
        String number =
                AnsweringModel.asked(request).replaceAll("\\D+", " ").strip().split(" ")[0];
        return words + "\nThe answer is " + number + (random.nextInt(3) == 0 ? "0." : ".");
    }

    /// All attempts of a folder by their keys, without what time it was and how long it took.
    static Map<String, Attempt> attempts(PracticeFolder folder) {
        try (Stream<Attempt> attempts = folder.attempts()) {
            return attempts.collect(Collectors.toMap(
                    attempt -> attempt.key().toString(),
                    Practised::timeless,
                    (one, other) -> {
                        throw new AssertionError("made twice: " + one.key());
                    },
                    TreeMap::new));
        }
    }

    private static Attempt timeless(Attempt attempt) {
        Rollout rollout = attempt.rollout();
        return new Attempt(
                attempt.key(),
                attempt.model(),
                new Rollout(
                        rollout.seed(),
                        rollout.outcome(),
                        rollout.answer(),
                        rollout.pieces(),
                        rollout.runs(),
                        rollout.evidence(),
                        rollout.usage(),
                        Instant.EPOCH,
                        Duration.ZERO,
                        Duration.ZERO),
                attempt.score());
    }
}
