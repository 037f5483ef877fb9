package io.github.jupan.practice.internal.generate;

import io.github.jupan.practice.exercises.ExerciseLanguage;
import io.github.jupan.practice.internal.SplitMix;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// The words that exercises are made of. Their order is part of what a seed means: new ones go to the end of a new
/// list.
final class WordList {

    private static final List<String> ENGLISH = read("en");
    private static final List<String> KOREAN = read("ko");

    private WordList() {}

    static List<String> of(ExerciseLanguage language) {
        return switch (language) {
            case EN -> ENGLISH;
            case KO -> KOREAN;
        };
    }

    static String one(ExerciseLanguage language, SplitMix random) {
        List<String> words = of(language);
        return words.get(random.below(words.size()));
    }

    /// So many different ones.
    static List<String> some(ExerciseLanguage language, int count, SplitMix random) {
        List<String> left = new ArrayList<>(of(language));
        List<String> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(left.remove(random.below(left.size())));
        }
        return some;
    }

    private static List<String> read(String language) {
        String name = "words-" + language.toLowerCase(Locale.ROOT) + ".txt";
        try (InputStream in = Objects.requireNonNull(WordList.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
