package io.github.jupan.practice.exercises;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.internal.JsonLines;
import io.github.jupan.practice.internal.SplitMix;
import io.github.jupan.practice.internal.generate.Made;
import io.github.jupan.practice.internal.generate.Maker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Exercises that no training data can hold, with answers that are computed. A seed gives the same ones for
/// ever, and a smaller count the first of a larger one.
public final class GeneratedExercises {

    private GeneratedExercises() {}

    /// @param languages taken in turn
    public static List<Exercise> of(ExerciseKind kind, int count, long seed, List<ExerciseLanguage> languages) {
        if (count < 1 || languages.isEmpty()) {
            throw new IllegalArgumentException("one exercise at least, in one language at least");
        }
        List<Exercise> exercises = new ArrayList<>();
        Set<String> questions = new HashSet<>();
        for (int number = 0; exercises.size() < count; number++) {
            ExerciseLanguage language = languages.get(number % languages.size());
            SplitMix random = new SplitMix(new SplitMix(seed + kind.number()).next() + number);
            Made made = Maker.made(kind, language, random);
            if (questions.add(made.question())) {
                exercises.add(exercise(kind, language, seed, exercises.size() + 1, made));
            }
        }
        return exercises;
    }

    private static Exercise exercise(ExerciseKind kind, ExerciseLanguage language, long seed, int number, Made made) {
        String word = kind.name().toLowerCase(Locale.ROOT);
        String tongue = language.name().toLowerCase(Locale.ROOT);
        return new Exercise(
                word + "-" + seed + "-" + tongue + "-" + number,
                made.question(),
                "",
                Map.of(),
                List.of(made.answer()),
                List.of(),
                made.solution(),
                new Exercise.Source("jupan exercises " + word, number),
                Map.of(
                        "kind", TextNode.valueOf(word + "/" + made.form()),
                        "language", TextNode.valueOf(tongue),
                        "seed", LongNode.valueOf(seed),
                        "number", IntNode.valueOf(number)));
    }

    /// The line of a file that [ExerciseFile] reads.
    public static String line(Exercise exercise) {
        var node = JsonLines.JSON
                .createObjectNode()
                .put("id", exercise.id())
                .put("question", exercise.question())
                .put("answer", exercise.target())
                .put("solution", exercise.solution());
        List.of("kind", "language", "seed")
                .forEach(name -> node.set(name, exercise.fields().get(name)));
        return node.toString();
    }
}
