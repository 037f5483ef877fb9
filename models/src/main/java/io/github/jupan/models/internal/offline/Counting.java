package io.github.jupan.models.internal.offline;

import io.github.jupan.models.internal.offline.Plan.Case;
import io.github.jupan.models.internal.offline.Plan.CountKind;
import io.github.jupan.models.internal.offline.Plan.CountText;
import io.github.jupan.models.internal.offline.Plan.Kind;
import io.github.jupan.models.internal.offline.Plan.Unit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what is to be counted, once a grammar has found the pieces of the sentence.
///
/// A bare word of several letters is only counted when the sentence shows that text is meant (quotes, "the word …",
/// a document): nobody who asks how many people are in Seoul wants to know how often "people" occurs in "Seoul".
final class Counting {

    /// @param unit the words before or behind the needle, such as "the letter", or empty
    /// @param cue whether the sentence speaks of occurrences ("how many times does … appear")
    record Pieces(
            @Nullable String hay, Places.Announced announced, String needle, String plural, String unit, Cue cue) {}

    enum Cue {
        OCCURRENCES,
        AMOUNT
    }

    private Counting() {}

    static Optional<Plan> plan(Sentence sentence, Context context, Pieces pieces) {
        Source source = new Places(sentence, context).find(pieces.hay(), pieces.announced());
        Item needle = sentence.item(pieces.needle());
        String bare = pieces.needle() + pieces.plural();
        if (!needle.quoted()) {
            Kind kind = pieces.unit().isBlank() ? Needle.kind(bare) : null;
            if (kind != null) {
                return Optional.of(new CountKind(source, source instanceof Source.Digits ? Kind.DIGITS : kind));
            }
            String named = Needle.named(bare);
            if (named != null) {
                return Optional.of(new CountText(source, named, Unit.TEXT, Case.AS_WRITTEN));
            }
            needle = unquoted(needle, pieces);
        }
        if (needle.text().isEmpty() || !meant(needle, pieces, source)) {
            return Optional.empty();
        }
        Unit unit = unit(needle, pieces, source);
        String wanted = inCase(sentence, needle.text());
        return Optional.of(new CountText(source, wanted, unit, letterCase(sentence, needle.text(), source)));
    }

    /// Takes the plural's s off ("r's", "rs"), unless the word was announced as such or has several letters of its
    /// own.
    private static Item unquoted(Item needle, Pieces pieces) {
        boolean apostrophe = pieces.plural().length() > 1;
        boolean plural = apostrophe ? !isWord(pieces.unit()) : needle.isOneCharacter() && pieces.cue() == Cue.AMOUNT;
        return plural ? needle : new Item(needle.text() + pieces.plural(), false);
    }

    private static boolean meant(Item needle, Pieces pieces, Source source) {
        if (!needle.quoted() && mayBeKoreanWord(needle, pieces, source)) {
            return false;
        }
        boolean several = pieces.unit().endsWith("s") && !needle.isOneCharacter();
        if (needle.quoted() || (!pieces.unit().isBlank() && !several)) {
            return true;
        }
        if (needle.isOneCharacter()) {
            return true;
        }
        if (!needle.isOneWord()) {
            return false;
        }
        if (source instanceof Source.Literal literal) {
            boolean inside = literal.text()
                    .toLowerCase(Locale.ROOT)
                    .contains(needle.text().toLowerCase(Locale.ROOT));
            return inside || pieces.announced() != Places.Announced.NO;
        }
        return pieces.cue() == Cue.OCCURRENCES;
    }

    /// 서울에 구가 몇 개: a syllable that is not in the text is a word of its own, and not a question on letters.
    private static boolean mayBeKoreanWord(Item needle, Pieces pieces, Source source) {
        char syllable = needle.text().charAt(0);
        return syllable >= '가'
                && syllable <= '힣'
                && pieces.announced() == Places.Announced.NO
                && source instanceof Source.Literal literal
                && !literal.text().contains(needle.text());
    }

    private static Unit unit(Item needle, Pieces pieces, Source source) {
        String text = needle.text();
        if (source instanceof Source.Digits
                || !text.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || "'’- ".indexOf(c) >= 0)) {
            return Unit.TEXT;
        }
        boolean hangul = Language.has(text, Character.UnicodeScript.HANGUL);
        if (needle.isOneCharacter() && text.charAt(0) >= 'ㄱ' && text.charAt(0) <= 'ㅣ') {
            return Unit.JAMO;
        }
        if (hangul || Language.has(text, Character.UnicodeScript.HAN)) {
            return Unit.TEXT;
        }
        if (isWord(pieces.unit())) {
            return Unit.WORD;
        }
        if (!pieces.unit().isBlank() || needle.isOneCharacter()) {
            return Unit.TEXT;
        }
        boolean oneWord = source instanceof Source.Literal literal && literal.isOneWord();
        return oneWord ? Unit.TEXT : Unit.PERHAPS_WORD;
    }

    private static boolean isWord(String unit) {
        return unit.toLowerCase(Locale.ROOT).matches("(?s).*(?:word|name|term|단어|낱말|이름).*");
    }

    /// "How many capital e's" asks for E.
    private static String inCase(Sentence sentence, String needle) {
        String said = sentence.text().toLowerCase(Locale.ROOT);
        if (needle.codePointCount(0, needle.length()) != 1) {
            return needle;
        }
        return said.matches("(?s).*(?:capital|upper-? ?case|대문자).*")
                ? needle.toUpperCase(Locale.ROOT)
                : said.matches("(?s).*(?:lower-? ?case|소문자).*") ? needle.toLowerCase(Locale.ROOT) : needle;
    }

    private static Case letterCase(Sentence sentence, String needle, Source source) {
        String said = sentence.text().toLowerCase(Locale.ROOT);
        if (said.matches("(?s).*(?:capital|upper-? ?case|lower-? ?case|case.sensitive|대문자|소문자|대소문자를? ?구분).*")) {
            return Case.AS_WRITTEN;
        }
        boolean cased = !needle.toLowerCase(Locale.ROOT).equals(needle.toUpperCase(Locale.ROOT));
        boolean small = source instanceof Source.Literal literal
                && literal.text().equals(literal.text().toLowerCase(Locale.ROOT))
                && needle.equals(needle.toLowerCase(Locale.ROOT));
        return cased && !small ? Case.IGNORED : Case.AS_WRITTEN;
    }
}
