package io.github.jupan.bench.prompts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A question whose answer is known.
///
/// @param right a number, a list of numbers, a word, or letters in a row
record GeneratedQuestion(Kind kind, String text, String right) {

    private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*+(?:\\.\\d++)?+");
    private static final Pattern WORD = Pattern.compile("\\p{IsAlphabetic}++");

    /// The same for the same seed: so many, the kinds taking turns.
    static List<GeneratedQuestion> some(List<Kind> kinds, int count, long seed) {
        Random random = new Random(seed);
        List<GeneratedQuestion> questions = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            questions.add(kinds.get(number % kinds.size()).next(random, number / kinds.size()));
        }
        return List.copyOf(questions);
    }

    /// Whether the right answer stands in this one: as a whole number, whichever its commas, or a list of them, or
    /// as whole words whose letters are those.
    boolean isAnsweredBy(String answer) {
        if (right.contains(", ")) {
            return answer.contains(right);
        }
        return Character.isDigit(right.charAt(0)) ? hasNumber(answer) : hasLetters(answer);
    }

    private boolean hasNumber(String answer) {
        Matcher number = NUMBER.matcher(answer);
        while (number.find()) {
            if (new BigDecimal(number.group().replace(",", "")).compareTo(new BigDecimal(right)) == 0) {
                return true;
            }
        }
        return false;
    }

    private boolean hasLetters(String answer) {
        List<String> words = WORD.matcher(answer.toLowerCase(Locale.ROOT))
                .results()
                .map(found -> found.group())
                .toList();
        String wanted = right.toLowerCase(Locale.ROOT);
        for (int begin = 0; begin < words.size(); begin++) {
            String joined = "";
            for (int end = begin; end < words.size() && joined.length() < wanted.length(); end++) {
                joined += words.get(end);
            }
            if (joined.equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}
