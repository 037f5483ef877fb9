package io.github.jupan.practice.exercises;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.PracticeException;
import io.github.jupan.practice.internal.ExerciseReader;
import io.github.jupan.practice.internal.JsonLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Reads exercises as they come: a JSON object a line, or a `.json` file with a list of them, at the top or under
/// `examples`, `data` or `samples`.
///
/// - The question is a text, or chat messages, in `question`, `problem`, `prompt`, `input`, `query`, `instruction`,
///   `q`, `messages` or `conversations`.
/// - The answer is `answer`, `target`, `targets`, `expected`, `ground_truth`, verl's `reward_model.ground_truth`,
///   `final_answer`, `number`, `any`, `label`, `solution` or `output`, or else the assistant's message; of it, what
///   stands behind `####` or in the last `\boxed{}` where there is one.
/// - The worked solution is `solution`, or the text that the answer was taken from.
/// - `choices` or `options` is what can be chosen from; the answer is then a letter, an index or one of them.
///
/// A field of another name is named by [ExerciseFields].
public final class ExerciseFile {

    private ExerciseFile() {}

    /// @throws PracticeException when a file or a line of it cannot be used, with its name and number
    public static List<Exercise> read(List<Path> files, ExerciseFields fields) {
        Map<String, Exercise> all = new LinkedHashMap<>();
        for (Path file : files) {
            ExerciseReader reader = new ExerciseReader(fields);
            int before = all.size();
            for (JsonLines.Line line : lines(file)) {
                Exercise exercise = reader.read(line);
                if (all.putIfAbsent(exercise.id(), exercise) != null) {
                    throw line.wrong("there is an exercise with the id " + exercise.id() + " already, in "
                            + all.get(exercise.id()).source().file() + ", line "
                            + all.get(exercise.id()).source().line());
                }
            }
            if (all.size() == before) {
                throw new PracticeException(file + " holds no exercise");
            }
        }
        return List.copyOf(all.values());
    }

    private static List<JsonLines.Line> lines(Path file) {
        List<JsonLines.Line> lines = file.toString().endsWith(".json") ? items(file) : List.of();
        if (!lines.isEmpty()) {
            return lines;
        }
        try (Stream<JsonLines.Line> stream = JsonLines.stream(file, JsonLines.Unfinished.COUNTS, line -> line)) {
            return stream.toList();
        }
    }

    /// Of a file that is one list; none where it is something else, such as lines.
    private static List<JsonLines.Line> items(Path file) {
        JsonNode whole;
        try {
            whole = JsonLines.JSON.readTree(file.toFile());
        } catch (IOException other) {
            return List.of();
        }
        List<JsonLines.Line> items = new ArrayList<>();
        for (JsonNode list : List.of(whole, whole.path("examples"), whole.path("data"), whole.path("samples"))) {
            if (list.isArray() && items.isEmpty()) {
                for (JsonNode item : list) {
                    int number = items.size() + 1;
                    if (!(item instanceof ObjectNode object)) {
                        throw new PracticeException(file + ", item " + number + ": expected a JSON object");
                    }
                    items.add(new JsonLines.Line(file, number, object));
                }
            }
        }
        return items;
    }
}
