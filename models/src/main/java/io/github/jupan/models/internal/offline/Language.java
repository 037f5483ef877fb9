package io.github.jupan.models.internal.offline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The language of a question. English and Korean are understood for every kind of question, the others for counting.
enum Language {
    ENGLISH,
    KOREAN,
    SPANISH,
    FRENCH,
    GERMAN,
    CHINESE,
    JAPANESE;

    private static final Pattern ENGLISH_WORD = Pattern.compile(
            "(?i)(?<![\\p{L}])(?:how|many|what|which|who|is|are|the|of|in|count|number|does|do|reverse|sort|letter|every|"
                + "word|and|between|from|to)(?![\\p{L}])");
    private static final Pattern SPANISH_WORD = Pattern.compile("(?iu)¿|cu[aá]nt[ao]s|\\bcuent[ae]\\b|\\bveces\\b");
    private static final Pattern FRENCH_WORD = Pattern.compile("(?iu)\\bcombien\\b|\\bcompte[rz]?\\b");
    private static final Pattern GERMAN_WORD =
            Pattern.compile("(?iu)\\bwie ?viele?\\b|\\bwie oft\\b|\\bzähle?\\b|\\banzahl\\b");

    /// @param unquoted the question without what stands in quotes, which may be in any language
    static Language of(String unquoted) {
        if (SPANISH_WORD.matcher(unquoted).find()) {
            return SPANISH;
        }
        if (FRENCH_WORD.matcher(unquoted).find()) {
            return FRENCH;
        }
        if (GERMAN_WORD.matcher(unquoted).find()) {
            return GERMAN;
        }
        Matcher words = ENGLISH_WORD.matcher(unquoted);
        if (words.results().limit(2).count() == 2) {
            return ENGLISH;
        }
        if (has(unquoted, Character.UnicodeScript.HANGUL)) {
            return KOREAN;
        }
        if (has(unquoted, Character.UnicodeScript.HIRAGANA) || has(unquoted, Character.UnicodeScript.KATAKANA)) {
            return JAPANESE;
        }
        return has(unquoted, Character.UnicodeScript.HAN) ? CHINESE : ENGLISH;
    }

    static boolean has(String text, Character.UnicodeScript script) {
        return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == script);
    }
}
