package io.github.jupan.practice.internal.generate;

import static io.github.jupan.practice.internal.generate.Maker.say;

import io.github.jupan.practice.exercises.ExerciseLanguage;
import io.github.jupan.practice.internal.SplitMix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Rows of words.
final class Words {

    private Words() {}

    static Made made(ExerciseLanguage language, SplitMix random) {
        return switch (random.below(4)) {
            case 0 -> sorted(language, random);
            case 1 -> count(language, random);
            case 2 -> longest(language, random);
            default -> letters(language, random);
        };
    }

    private static Made sorted(ExerciseLanguage language, SplitMix random) {
        List<String> words = WordList.some(language, random.between(5, 10), random);
        String sorted = String.join(" ", words.stream().sorted().toList());
        return new Made(
                "sorted",
                say(
                        language,
                        "Sort these words alphabetically and write them in one line with single spaces between them:"
                                + " %s",
                        "다음 낱말을 가나다순으로 한 줄에 빈칸 하나씩 띄어 쓰세요: %s",
                        String.join(" ", words)),
                sorted,
                sorted);
    }

    private static Made count(ExerciseLanguage language, SplitMix random) {
        List<String> words = WordList.some(language, 4, random);
        List<String> row = new ArrayList<>();
        int length = random.between(20, 60);
        for (int i = 0; i < length; i++) {
            row.add(words.get(random.below(words.size())));
        }
        String word = words.getFirst();
        long times = row.stream().filter(word::equals).count();
        return new Made(
                "count",
                say(
                        language,
                        "How many times does the word \"%s\" occur here? %s",
                        "여기에 낱말 \"%s\"은(는) 몇 번 나오나요? %s",
                        word,
                        String.join(" ", row)),
                String.valueOf(times),
                say(language, "Going through the row word by word: %d.", "한 낱말씩 세면 %d번입니다.", times));
    }

    private static Made longest(ExerciseLanguage language, SplitMix random) {
        List<String> words = WordList.some(language, random.between(6, 12), random);
        int most = words.stream().mapToInt(Words::length).max().orElseThrow();
        List<String> longest =
                words.stream().filter(word -> length(word) == most).toList();
        return new Made(
                "longest",
                say(
                        language,
                        "How many letters has the longest of these words? %s",
                        "다음 중 가장 긴 낱말은 몇 글자인가요? %s",
                        String.join(" ", words)),
                String.valueOf(most),
                longest.getFirst() + ": " + most);
    }

    private static Made letters(ExerciseLanguage language, SplitMix random) {
        List<String> words = WordList.some(language, random.between(5, 10), random);
        int all = words.stream().mapToInt(Words::length).sum();
        List<String> lengths = words.stream()
                .sorted(Comparator.comparingInt(words::indexOf))
                .map(word -> String.valueOf(length(word)))
                .toList();
        return new Made(
                "letters",
                say(
                        language,
                        "How many letters do these words have together? %s",
                        "다음 낱말의 글자 수를 모두 더하면 몇인가요? %s",
                        String.join(" ", words)),
                String.valueOf(all),
                String.join(" + ", lengths) + " = " + all);
    }

    private static int length(String word) {
        return Graphemes.of(word).size();
    }
}
