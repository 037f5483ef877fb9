package io.github.jupan.models.internal.offline;

import io.github.jupan.models.internal.offline.Plan.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Words that name what is to be counted: kinds of things ("vowels", 단어) and characters with names ("commas", 쉼표).
final class Needle {

    private static final Map<Kind, Pattern> KINDS = Map.ofEntries(
            kind(
                    Kind.DISTINCT_LETTERS,
                    "(?:distinct|different|unique) (?:letters|characters)|(?:서로 ?다른|고유한) ?(?:글자|문자|알파벳)(?: ?종류)?|글자"
                            + " ?종류"),
            kind(Kind.DISTINCT_WORDS, "(?:distinct|different|unique) words|(?:서로 ?다른|고유한) ?단어"),
            kind(Kind.CAPITALS, "(?:capital|upper-?case|upper case|big) (?:letters?|characters?)|capitals|대문자"),
            kind(Kind.SMALL_LETTERS, "(?:small|lower-?case|lower case) (?:letters?|characters?)|소문자"),
            kind(Kind.CHARACTERS, "characters?|chars?|symbols?|글자|문자|자"),
            kind(Kind.LETTERS, "letters?|alphabets?|알파벳|철자"),
            kind(Kind.WORDS, "words|단어|낱말|어절"),
            kind(Kind.LINES, "lines?|rows?|줄|행|라인"),
            kind(Kind.SENTENCES, "sentences?|문장"),
            kind(Kind.PARAGRAPHS, "paragraphs?|문단|단락"),
            kind(Kind.VOWELS, "vowels?|모음"),
            kind(Kind.CONSONANTS, "consonants?|자음"),
            kind(Kind.DIGITS, "digits?|숫자|자릿수|자리"),
            kind(Kind.SPACES, "(?:blank )?spaces?|blanks?|공백|띄어쓰기|스페이스|빈칸"));
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("comma", ","),
            Map.entry("쉼표", ","),
            Map.entry("콤마", ","),
            Map.entry("period", "."),
            Map.entry("full stop", "."),
            Map.entry("dot", "."),
            Map.entry("마침표", "."),
            Map.entry("hyphen", "-"),
            Map.entry("하이픈", "-"),
            Map.entry("exclamation mark", "!"),
            Map.entry("exclamation point", "!"),
            Map.entry("느낌표", "!"),
            Map.entry("question mark", "?"),
            Map.entry("물음표", "?"),
            Map.entry("colon", ":"),
            Map.entry("콜론", ":"),
            Map.entry("semicolon", ";"),
            Map.entry("apostrophe", "'"),
            Map.entry("zero", "0"),
            Map.entry("zeroe", "0"),
            Map.entry("tab", "\t"));

    private Needle() {}

    private static Map.Entry<Kind, Pattern> kind(Kind kind, String words) {
        return Map.entry(kind, Phrase.pattern(words));
    }

    /// A pattern's piece that matches the words for any kind.
    static String kinds() {
        return KINDS.values().stream().map(Pattern::pattern).collect(Collectors.joining("|"));
    }

    static @Nullable Kind kind(String words) {
        for (Kind kind : Kind.values()) {
            Pattern pattern = KINDS.get(kind);
            if (pattern != null && pattern.matcher(words.strip()).matches()) {
                return kind;
            }
        }
        return null;
    }

    /// The character behind a name such as "commas", or null.
    static @Nullable String named(String words) {
        String lower = words.strip().toLowerCase(Locale.ROOT);
        String named = NAMED.get(lower);
        return named == null && lower.endsWith("s") ? NAMED.get(lower.substring(0, lower.length() - 1)) : named;
    }
}
