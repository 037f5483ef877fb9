package io.github.jupan.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AttemptLogTest {

    @TempDir
    Path folder;

    @Test
    void anAttemptComesBackAsItWas() {
        Attempt attempt = attempt("q \u2028 각\n", 2);
        PracticeFolder practice = practice();
        try (AttemptLog log = AttemptLog.open(practice)) {
            log.add(attempt);
            log.add(new Attempt.Failed(attempt.key(), Instant.EPOCH, "no network", true));
        }
        assertThat(all(practice)).containsExactly(attempt);
        try (Stream<Attempt.Failed> failures = practice.failures()) {
            assertThat(failures).containsExactly(new Attempt.Failed(attempt.key(), Instant.EPOCH, "no network", true));
        }
        PracticeFolder again = PracticeFolder.read(folder);
        assertThat(again).isEqualTo(practice);
    }

    @Test
    void aFileCutAnywhereHoldsEveryWholeLine() throws IOException {
        PracticeFolder practice = practice();
        List<Attempt> made = List.of(attempt("one", 1), attempt("각", 1), attempt("one", 2));
        try (AttemptLog log = AttemptLog.open(practice)) {
            made.forEach(log::add);
        }
        Path file = folder.resolve("attempts.jsonl");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            Set<Attempt.Key> finished;
            try (AttemptLog log = AttemptLog.open(practice)) {
                finished = log.finished();
                for (Attempt attempt : made) {
                    if (!finished.contains(attempt.key())) {
                        log.add(attempt);
                    }
                }
            }
            int ended = (int) new String(Arrays.copyOf(whole, length), java.nio.charset.StandardCharsets.UTF_8)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            assertThat(finished.size()).as("cut at %d", length).isBetween(ended, ended + 1);
            assertThat(all(practice)).as("cut at %d", length).hasSize(3).containsAll(made);
        }
    }

    @Test
    void aFolderIsReadWhileItIsWritten() throws IOException {
        PracticeFolder practice = practice();
        try (AttemptLog log = AttemptLog.open(practice)) {
            log.add(attempt("one", 1));
            Files.writeString(
                    folder.resolve("attempts.jsonl"), "{\"exercise\": \"on", java.nio.file.StandardOpenOption.APPEND);
            assertThat(all(practice)).hasSize(1);
        }
    }

    @Test
    void oneAtATimeAddsToIt() {
        PracticeFolder practice = practice();
        try (AttemptLog log = AttemptLog.open(practice)) {
            assertThat(all(practice)).isEmpty();
            assertThatThrownBy(() -> AttemptLog.open(practice))
                    .isInstanceOf(PracticeException.class)
                    .hasMessageEndingWith("is in use: somebody else practises there");
            log.add(attempt("one", 1));
        }
        try (AttemptLog log = AttemptLog.open(practice)) {
            assertThat(log.finished()).hasSize(1);
        }
    }

    @Test
    void anAttemptIsAddedOnce() {
        try (AttemptLog log = AttemptLog.open(practice())) {
            log.add(attempt("one", 1));
            assertThatThrownBy(() -> log.add(attempt("one", 1))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aBrokenLineIsNamed() throws IOException {
        PracticeFolder practice = practice();
        Files.writeString(folder.resolve("attempts.jsonl"), "{\"exercise\": \"a\"}\n");
        assertThatThrownBy(() -> all(practice))
                .isInstanceOf(PracticeException.class)
                .hasMessage(
                        folder.resolve("attempts.jsonl") + ", line 1: this is no attempt: \"outcome\" must be a text");
    }

    @Test
    void everyAttemptHasASeedOfItsOwn() {
        Set<Long> seeds = new HashSet<>();
        for (int exercise = 0; exercise < 100; exercise++) {
            for (Mode mode : Mode.values()) {
                for (int epoch = 1; epoch <= 10; epoch++) {
                    seeds.add(new Attempt.Key("e" + exercise, mode, epoch).seed(7));
                }
            }
        }
        assertThat(seeds).hasSize(3_000).allMatch(seed -> seed >= 0 && seed < 1L << 31);
        assertThat(new Attempt.Key("gsm8k:1", Mode.CODE, 1).seed(7)).isEqualTo(SEED);
    }

    /// Written down: it must be the same for ever.
    private static final long SEED = 251_666_989;

    private PracticeFolder practice() {
        return PracticeFolder.write(
                folder,
                new PracticeSettings(
                        new ModelSettings(
                                "scripted",
                                Optional.of(0.5),
                                Optional.empty(),
                                Optional.of(100),
                                Optional.of("low"),
                                Optional.of("adapter-1.gguf")),
                        List.of(Mode.CODE, Mode.THINK),
                        2,
                        7,
                        "number",
                        "",
                        Instant.EPOCH),
                List.of(Exercise.of("one", "1?", "1"), Exercise.of("각", "각?", "2")));
    }

    private static Attempt attempt(String exercise, int epoch) {
        Attempt.Key key = new Attempt.Key(exercise, Mode.CODE, epoch);
        Rollout rollout = new Rollout(
                key.seed(7),
                Rollout.ANSWERED,
                "There are 3.\n각 \u2028",
                List.of(
                        new Piece(Piece.Kind.SYSTEM, 0, "s"),
                        new Piece(Piece.Kind.QUESTION, 0, "q"),
                        new Piece(Piece.Kind.CODE, 1, "1 + 2"),
                        new Piece(Piece.Kind.RESULT, 1, "3"),
                        new Piece(Piece.Kind.TEXT, 2, "There are 3.")),
                List.of(new Rollout.Run(1, 1, Rollout.Status.COMPLETED, "3", "", Duration.ofMillis(4))),
                List.of(
                        new Evidence("3", 10, 11, new Evidence.Source.Computed(1)),
                        new Evidence("4", 12, 13, new Evidence.Source.Given()),
                        new Evidence("5", 14, 15, new Evidence.Source.Neither())),
                new Usage(10, 5, false),
                Instant.EPOCH,
                Duration.ofMillis(100),
                Duration.ofMillis(1_234));
        return new Attempt(key, ModelSettings.of("scripted"), rollout, new Score(0.25, "3", "near"));
    }

    private static List<Attempt> all(PracticeFolder practice) {
        try (Stream<Attempt> attempts = practice.attempts()) {
            return attempts.toList();
        }
    }
}
