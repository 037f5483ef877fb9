package io.github.jupan.practice.internal.generate;

import static io.github.jupan.practice.internal.generate.Maker.say;

import io.github.jupan.practice.exercises.ExerciseLanguage;
import io.github.jupan.practice.internal.SplitMix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What stands in a word, letter by letter.
final class Letters {

    private static final List<String> MARKS = List.of("#", ".", "*", "-", "o", "I", "ㅇ", "가");

    /// Each is one letter to a reader, and several code points.
    private static final List<String> JOINED = List.of(
            "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "\ud83c\uddf0\ud83c\uddf7",
            "e\u0301",
            "\ud83d\udc4d\ud83c\udffd",
            "\ud83c\udff3\ufe0f\u200d\ud83c\udf08",
            "\u1100\u1161\u11a8",
            "n\u0303",
            "\ud83d\udc69\u200d\ud83d\ude80",
            "\ud83c\udde9\ud83c\uddea",
            "u\u0308");

    private Letters() {}

    static Made made(ExerciseLanguage language, SplitMix random) {
        return switch (random.below(language == ExerciseLanguage.KO ? 7 : 6)) {
            case 0, 1 -> count(language, random);
            case 2 -> everyNth(language, random);
            case 3 -> backwards(language, random);
            case 4 -> row(language, random);
            case 5 -> seen(language, random);
            default -> consonant(random);
        };
    }

    private static Made count(ExerciseLanguage language, SplitMix random) {
        String word = WordList.one(language, random) + (random.below(3) == 0 ? WordList.one(language, random) : "");
        List<String> letters = Graphemes.of(word);
        String letter = letters.get(random.below(letters.size()));
        List<String> places = IntStream.range(0, letters.size())
                .filter(i -> letters.get(i).equals(letter))
                .mapToObj(i -> String.valueOf(i + 1))
                .toList();
        return new Made(
                "count",
                say(
                        language,
                        "How many times does the letter \"%2$s\" occur in \"%1$s\"?",
                        "\"%s\"에 글자 \"%s\"은(는) 몇 번 나오나요?",
                        word,
                        letter),
                String.valueOf(places.size()),
                say(
                        language,
                        "%s: \"%s\" stands at %s. That makes %d.",
                        "%s: \"%s\"은(는) %s번째에 있습니다. 모두 %d번입니다.",
                        numbered(letters),
                        letter,
                        String.join(", ", places),
                        places.size()));
    }

    private static Made everyNth(ExerciseLanguage language, SplitMix random) {
        List<String> letters = new ArrayList<>();
        String word = WordList.one(language, random);
        while (Graphemes.of(word).size() < 9) {
            word += WordList.one(language, random);
        }
        letters.addAll(Graphemes.of(word));
        int step = random.between(2, 4);
        String picked = IntStream.range(0, letters.size())
                .filter(i -> i % step == step - 1)
                .mapToObj(letters::get)
                .collect(Collectors.joining());
        return new Made(
                "nth",
                say(
                        language,
                        "Write letters number %2$d, %3$d, %4$d and so on of \"%1$s\", without anything between them.",
                        "\"%s\"에서 %d번째, %d번째, %d번째 … 글자를 사이에 아무것도 없이 이어서 쓰세요.",
                        word,
                        step,
                        2 * step,
                        3 * step),
                picked,
                numbered(letters) + ": " + picked);
    }

    private static Made backwards(ExerciseLanguage language, SplitMix random) {
        String word = WordList.one(language, random);
        List<String> letters = new ArrayList<>(Graphemes.of(word));
        String spelled = String.join("-", letters);
        Collections.reverse(letters);
        String turned = String.join("", letters);
        return new Made(
                "backwards",
                say(language, "Write \"%s\" backwards.", "\"%s\"을(를) 거꾸로 쓰세요.", word),
                turned,
                spelled + " → " + String.join("-", letters) + ": " + turned);
    }

    private static Made row(ExerciseLanguage language, SplitMix random) {
        String mark = MARKS.get(random.below(MARKS.size()));
        int count = random.between(15, 120);
        return new Made(
                "row",
                say(
                        language,
                        "How many times does \"%2$s\" stand in this row? %1$s",
                        "이 줄에 \"%2$s\"이(가) 몇 개 있나요? %1$s",
                        mark.repeat(count),
                        mark),
                String.valueOf(count),
                say(
                        language,
                        "Counted in tens: %d tens and %d: %d.",
                        "열 개씩 세면 %d묶음과 %d개: %d개.",
                        count / 10,
                        count % 10,
                        count));
    }

    /// Letters that are more than a code point each.
    private static Made seen(ExerciseLanguage language, SplitMix random) {
        List<String> letters = new ArrayList<>(Graphemes.of(WordList.one(language, random)));
        int joined = random.between(2, 6);
        for (int i = 0; i < joined; i++) {
            // At the beginning or the end: in the middle a mark could join the letter before it.
            letters.add(random.below(2) == 0 ? 0 : letters.size(), JOINED.get(random.below(JOINED.size())));
        }
        String text = String.join("", letters);
        List<String> clusters = Graphemes.of(text);
        return new Made(
                "seen",
                say(language, "How many characters does a reader see in \"%s\"?", "\"%s\"에는 눈에 보이는 글자가 몇 개 있나요?", text),
                String.valueOf(clusters.size()),
                numbered(clusters) + ": " + clusters.size());
    }

    private static Made consonant(SplitMix random) {
        String word = WordList.one(ExerciseLanguage.KO, random) + WordList.one(ExerciseLanguage.KO, random);
        List<String> syllables = Graphemes.of(word);
        String consonant = Graphemes.initial(syllables.get(random.below(syllables.size())));
        List<String> found = new ArrayList<>();
        for (String syllable : syllables) {
            if (Graphemes.initial(syllable).equals(consonant)) {
                found.add(syllable + "의 첫소리");
            }
            if (Graphemes.last(syllable).equals(consonant)) {
                found.add(syllable + "의 받침");
            }
        }
        return new Made(
                "consonant",
                "\"%s\"의 글자를 첫소리, 가운뎃소리, 받침으로 나누면 \"%s\"은(는) 몇 번 나오나요? 겹받침과 쌍자음은 다른 글자로 칩니다."
                        .formatted(word, consonant),
                String.valueOf(found.size()),
                String.join(", ", found) + ": " + found.size() + "번");
    }

    private static String numbered(List<String> letters) {
        return IntStream.range(0, letters.size())
                .mapToObj(i -> (i + 1) + ":" + letters.get(i))
                .collect(Collectors.joining(" "));
    }
}
