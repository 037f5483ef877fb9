package io.github.jupan.cli.practice;

import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.exercises.ExerciseKind;
import io.github.jupan.practice.exercises.ExerciseLanguage;
import io.github.jupan.practice.exercises.GeneratedExercises;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Exercises that no training data can hold.
@Command(
        name = "exercises",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = {
            "Makes exercises whose answers are computed, for jupan practice.",
            "",
            "A JSON line each on standard output: id, question, answer, a worked solution, and what kind it is. A seed"
                    + " gives the same ones for ever, and a smaller count the first of a larger one.",
            ""
        },
        footer = {"", "jupan exercises letters --count 500 --seed 7 --language en,ko > letters.jsonl"})
public final class ExercisesCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "KIND", description = "letters, sums, dates or words.")
    private ExerciseKind kind = ExerciseKind.LETTERS;

    @Option(names = "--count", paramLabel = "N", description = "How many. Default: 100.")
    private int count = 100;

    @Option(names = "--seed", paramLabel = "N", description = "Which ones. Default: 0.")
    private long seed;

    @Option(names = "--language", paramLabel = "LIST", split = ",", description = "en, ko or both. Default: en.")
    private List<ExerciseLanguage> languages = List.of(ExerciseLanguage.EN);

    public ExercisesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (count < 1) {
            throw new UsageException("--count must be at least 1, not " + count);
        }
        for (Exercise exercise : GeneratedExercises.of(kind, count, seed, languages)) {
            surroundings.out().print(GeneratedExercises.line(exercise) + "\n");
        }
        return ExitCode.DONE.number();
    }
}
