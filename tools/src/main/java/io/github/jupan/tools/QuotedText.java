package io.github.jupan.tools;

import io.github.jupan.tools.internal.copy.PythonLiterals;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text that a question puts between quotation marks, and where it is there.
///
/// @param from its first code point in the question, counted from 0
/// @param to the code point behind it
public record QuotedText(String text, int from, int to) {

    private static final int SHORTEST = 4;
    private static final int LONGEST_QUESTION = 20_000;

    /// An apostrophe within a word opens and closes nothing; a Korean particle may stand right behind.
    private static final Pattern QUOTED =
            Pattern.compile("(?<![\\p{L}\\p{N}])(?:'([^'\n]++)'|\"([^\"\n]++)\"|`([^`\n]++)`"
                    + "|\u2018([^\u2018\u2019\n]++)\u2019|\u201C([^\u201C\u201D\n]++)\u201D)(?![\\p{IsLatin}\\p{N}])");

    private static final Pattern READS_MESSAGE = Pattern.compile("\\b(?:messages?|documents)\\b");

    /// The longest text that the question quotes, where the program neither has it nor reads the message. A short one,
    /// and one with digits, which may be written in another way, is not asked for; nor is one of a long question,
    /// which quotes many.
    ///
    /// @param program Python
    public static Optional<QuotedText> missing(String question, String program) {
        if (question.length() > LONGEST_QUESTION
                || READS_MESSAGE.matcher(program).find()) {
            return Optional.empty();
        }
        Optional<QuotedText> longest = Optional.empty();
        Matcher matcher = QUOTED.matcher(question);
        while (matcher.find()) {
            int group = 1;
            while (matcher.group(group) == null) {
                group++;
            }
            String text = matcher.group(group);
            if (text.codePoints().noneMatch(Character::isDigit)
                    && text.length()
                            >= longest.map(found -> found.text().length() + 1).orElse(SHORTEST)) {
                int from = question.codePointCount(0, matcher.start(group));
                longest = Optional.of(new QuotedText(text, from, from + text.codePointCount(0, text.length())));
            }
        }
        return longest.filter(quoted -> !has(program, quoted.text()));
    }

    private static boolean has(String program, String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        String literals = String.join("", PythonLiterals.of(program).strings());
        return literals.toLowerCase(Locale.ROOT).contains(wanted)
                || program.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
