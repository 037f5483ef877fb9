package io.github.jupan.practice.internal;

import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.PracticeException;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.Score;
import io.github.jupan.practice.Scorer;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A user's own scorer: a file of Python whose last expression, or else its function `score(answer, target)`, is a
/// truth value or a number from 0 to 1. It runs in the sandbox, anew for each answer, in one interpreter.
final class PythonScorer implements Scorer {

    private final String name;
    private final String program;
    private final Supplier<Sandbox> sandbox;
    private @Nullable Interpreter interpreter;

    private PythonScorer(String name, String program, Supplier<Sandbox> sandbox) {
        this.name = name;
        this.program = program;
        this.sandbox = sandbox;
    }

    static PythonScorer of(String name, String file, Supplier<Sandbox> sandbox) {
        try {
            return new PythonScorer(name, Files.readString(Path.of(file)), sandbox);
        } catch (IOException | InvalidPathException missing) {
            throw new PracticeException("the scorer's file " + file + " cannot be read: check its name", missing);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized Score score(Exercise exercise, Rollout rollout) {
        Interpreter python = interpreter;
        if (python == null) {
            python = sandbox.get().open(Limits.DEFAULT);
            interpreter = python;
        }
        python.bind("answer", new Binding.Text(rollout.answer()));
        python.bind("target", new Binding.Text(exercise.target()));
        python.bind("question", new Binding.Text(exercise.question()));
        String value = run(python, program, exercise);
        double reward = reward(value == null ? run(python, "score(answer, target)", exercise) : value, exercise);
        String read = FinalAnswer.places(rollout.answer()).stream()
                .findFirst()
                .map(place -> place.in(rollout.answer()).strip())
                .orElse("");
        return new Score(reward, read, "");
    }

    private @Nullable String run(Interpreter python, String code, Exercise exercise) {
        return switch (python.run(code, (channel, text) -> {}, new Cancellation())) {
            case Execution.Completed completed -> completed.value();
            case Execution.Raised raised ->
                throw wrong(
                        exercise,
                        "raised " + raised.error().type() + ": "
                                + raised.error().message());
            case Execution.LimitHit limit -> throw wrong(exercise, "was stopped: " + limit.detail());
            case Execution.Cancelled _ -> throw wrong(exercise, "was stopped");
        };
    }

    private double reward(@Nullable String value, Exercise exercise) {
        try {
            double reward = switch (String.valueOf(value)) {
                case "True" -> 1;
                case "False" -> 0;
                default -> Double.parseDouble(String.valueOf(value));
            };
            if (reward >= 0 && reward <= 1) {
                return reward;
            }
        } catch (NumberFormatException other) {
            // Said below.
        }
        throw wrong(exercise, "gave " + value + ": a truth value or a number from 0 to 1 is wanted");
    }

    private PracticeException wrong(Exercise exercise, String what) {
        return new PracticeException("the scorer " + name + ", on " + exercise.id() + ", " + what);
    }
}
