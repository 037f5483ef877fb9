package io.github.jupan.practice.internal.generate;

import io.github.jupan.practice.exercises.ExerciseKind;
import io.github.jupan.practice.exercises.ExerciseLanguage;
import io.github.jupan.practice.internal.SplitMix;

/// Makes an exercise of what a random generator gives.
public final class Maker {

    private Maker() {}

    public static Made made(ExerciseKind kind, ExerciseLanguage language, SplitMix random) {
        return switch (kind) {
            case LETTERS -> Letters.made(language, random);
            case SUMS -> Sums.made(language, random);
            case DATES -> Dates.made(language, random);
            case WORDS -> Words.made(language, random);
        };
    }

    /// The wording in a language.
    static String say(ExerciseLanguage language, String english, String korean, Object... values) {
        return (language == ExerciseLanguage.KO ? korean : english).formatted(values);
    }
}
