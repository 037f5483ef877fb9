package io.github.jupan.models.internal.offline;

import io.github.jupan.models.internal.offline.Plan.Part;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Readings that fit the sentence and still may not be what was asked.
final class Doubtful {

    private static final Pattern LANGUAGE =
            Phrase.pattern("english|korean|french|german|spanish|chinese|japanese|latin|greek|italian|russian|arabic"
                    + "|alphabet|hangul|영어|한국어|한글|국어|일본어|중국어|독일어|프랑스어|불어|스페인어|라틴어|알파벳");

    private Doubtful() {}

    /// Whether a bare word is more likely the name of something ("words in Hamlet") than the text itself.
    static boolean names(Plan plan, Source source) {
        if (!(source instanceof Source.Literal literal) || !literal.bare()) {
            return false;
        }
        String text = literal.text();
        return switch (plan) {
            case Plan.CountKind p ->
                switch (p.kind()) {
                    case WORDS, DISTINCT_WORDS, LINES, SENTENCES, PARAGRAPHS -> true;
                    case CHARACTERS -> Character.isUpperCase(text.codePointAt(0)) || isLanguage(text);
                    case LETTERS, VOWELS, CONSONANTS, DISTINCT_LETTERS, CAPITALS, SMALL_LETTERS -> isLanguage(text);
                    case DIGITS, SPACES -> false;
                };
            case Plan.CountText p ->
                p.unit() == Plan.Unit.WORD
                        || (p.wanted().codePointCount(0, p.wanted().length()) > 1
                                && !text.toLowerCase(Locale.ROOT)
                                        .contains(p.wanted().toLowerCase(Locale.ROOT)));
            case Plan.Pick p -> p.part() == Part.WORD;
            case Plan.EveryNth p -> p.part() == Part.WORD;
            case Plan.Take p -> p.part() == Part.WORD;
            case Plan.MostCommon p -> p.part() == Part.WORD || isLanguage(text);
            case Plan.LongestWord p -> true;
            default -> false;
        };
    }

    /// Whether something was put in quotes that the plan does not look at.
    static boolean leavesQuotes(Plan plan, Source source, List<String> quoted) {
        boolean whole = source instanceof Source.Message || source instanceof Source.Rest;
        return !whole && !quoted.stream().allMatch(quote -> uses(plan, source, quote));
    }

    private static boolean uses(Plan plan, Source source, String quote) {
        @Nullable
        String wanted = switch (plan) {
            case Plan.CountText p -> p.wanted();
            case Plan.Contains p -> p.wanted();
            default -> null;
        };
        return quote.equalsIgnoreCase(wanted)
                || (source instanceof Source.Literal literal && literal.text().contains(quote))
                || (source instanceof Source.Document document
                        && document.name().contains(quote))
                || source instanceof Source.Digits;
    }

    private static boolean isLanguage(String text) {
        return LANGUAGE.matcher(text).matches();
    }
}
