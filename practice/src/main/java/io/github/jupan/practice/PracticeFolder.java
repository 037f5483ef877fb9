package io.github.jupan.practice;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.practice.internal.AttemptJson;
import io.github.jupan.practice.internal.JsonLines;
import io.github.jupan.practice.internal.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// A folder with all that a practice is and has brought so far, in files that any program can read:
///
/// | file | what |
/// | --- | --- |
/// | `settings.json` | [PracticeSettings] |
/// | `exercises.jsonl` | an [Exercise] a line |
/// | `attempts.jsonl` | a finished [Attempt] a line |
/// | `failures.jsonl` | an [Attempt.Failed] a line |
///
/// It can be read while attempts are added to it ([AttemptLog]).
///
/// @param exercises by their ids, in order
public record PracticeFolder(Path path, PracticeSettings settings, Map<String, Exercise> exercises) {

    private static final String SETTINGS = "settings.json";

    public PracticeFolder {
        exercises = Collections.unmodifiableMap(new LinkedHashMap<>(exercises));
    }

    public static boolean isOne(Path path) {
        return Files.isRegularFile(path.resolve(SETTINGS));
    }

    /// @throws PracticeException when it is none, or cannot be read
    public static PracticeFolder read(Path path) {
        if (!isOne(path)) {
            throw new PracticeException(path + " is no practice folder: it has no " + SETTINGS);
        }
        Map<String, Exercise> exercises = new LinkedHashMap<>();
        try (Stream<Exercise> lines =
                JsonLines.stream(path.resolve("exercises.jsonl"), JsonLines.Unfinished.COUNTS, AttemptJson::exercise)) {
            lines.forEach(exercise -> exercises.put(exercise.id(), exercise));
        }
        return new PracticeFolder(path, readSettings(path.resolve(SETTINGS)), exercises);
    }

    private static PracticeSettings readSettings(Path file) {
        try {
            JsonNode node = JsonLines.JSON.readTree(file.toFile());
            return AttemptJson.settings(node);
        } catch (IOException | RuntimeException broken) {
            throw new PracticeException(file + " cannot be read: " + broken.getMessage(), broken);
        }
    }

    /// Writes the settings and the exercises, each file at once; attempts that are there already stay.
    public static PracticeFolder write(Path path, PracticeSettings settings, Collection<Exercise> exercises) {
        Map<String, Exercise> all = new LinkedHashMap<>();
        for (Exercise exercise : exercises) {
            if (all.put(exercise.id(), exercise) != null) {
                throw new PracticeException("two exercises have the id " + exercise.id());
            }
        }
        try {
            Files.createDirectories(path);
            WholeFile.write(path.resolve("exercises.jsonl"), out -> {
                for (Exercise exercise : all.values()) {
                    out.write(AttemptJson.of(exercise) + "\n");
                }
            });
            WholeFile.write(
                    path.resolve(SETTINGS),
                    out -> out.write(AttemptJson.of(settings).toPrettyString() + "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written: " + e.getMessage(), e);
        }
        return new PracticeFolder(path, settings, all);
    }

    /// The finished attempts in the order in which they ended, read as they are asked for. Close the stream.
    public Stream<Attempt> attempts() {
        return lines("attempts.jsonl").map(AttemptJson::attempt);
    }

    /// The attempts that came to nothing, those that were made again since among them. Close the stream.
    public Stream<Attempt.Failed> failures() {
        return lines("failures.jsonl").map(AttemptJson::failed);
    }

    private Stream<JsonLines.Line> lines(String name) {
        Path file = path.resolve(name);
        return Files.exists(file)
                ? JsonLines.stream(file, JsonLines.Unfinished.MAY_BE_CUT, line -> line)
                : Stream.empty();
    }
}
