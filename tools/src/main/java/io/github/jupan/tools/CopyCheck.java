package io.github.jupan.tools;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds literals in code that are almost, but not quite, a piece of the conversation: one letter changed, left out,
/// doubled, or two swapped. A model that copies a word to count its letters must copy it exactly.
///
/// Words of four letters and more are looked for, in phrases also shorter ones, and whole numbers of four digits and
/// more; words and numbers up to a hundred characters. A literal that stands in the conversation is fine, whatever
/// its case and the form of its quotes, unless it is a long word without its first or last letter (`trawberry`); so
/// is one that differs from it by an ending (`eggs`, `egg`). The conversation is indexed once, by what is left of
/// each word when one letter is taken out, so that the time grows with its length alone.
public final class CopyCheck {

    private static final int SHORTEST = 4;
    private static final int LONGEST = 100;

    /// From this length on, a word of the conversation's without its first or last letter is no other word.
    private static final int LONG_WORD = 5;

    private static final int MOST_WORDS = 12;
    private static final Pattern WORD = Pattern.compile(
            "[\\p{IsLatin}\\p{IsInherited}\\p{N}]+|\\p{IsHangul}+|[\\p{L}\\p{M}&&[^\\p{IsLatin}\\p{IsHangul}]]+");
    private static final Pattern LATIN = Pattern.compile("\\p{IsLatin}+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:,[0-9]{3})*");
    private static final List<String> ENDINGS = List.of("s", "es", "ed", "d", "ing", "ly");

    private final String folded;
    private final Set<String> words = new LinkedHashSet<>();
    private final Set<String> numbers = new LinkedHashSet<>();
    private final Map<String, List<String>> byDeletion = new HashMap<>();

    private CopyCheck(String conversation) {
        folded = fold(conversation);
        Matcher word = WORD.matcher(folded);
        while (word.find()) {
            words.add(word.group());
        }
        Matcher number = NUMBER.matcher(conversation);
        while (number.find()) {
            numbers.add(number.group().replace(",", ""));
        }
        Set<String> indexed = new HashSet<>(words);
        indexed.addAll(numbers);
        indexed.stream()
                .filter(each -> each.length() >= SHORTEST - 1 && each.length() <= LONGEST)
                .forEach(this::index);
    }

    /// @param conversation what the user wrote, and texts short enough to be copied from
    public static CopyCheck of(Collection<String> conversation) {
        return new CopyCheck(String.join("\n", conversation));
    }

    private void index(String word) {
        byDeletion.computeIfAbsent(word, key -> new ArrayList<>()).add(word);
        for (String shorter : deletions(word)) {
            byDeletion.computeIfAbsent(shorter, key -> new ArrayList<>()).add(word);
        }
    }

    private static Set<String> deletions(String word) {
        Set<String> shorter = new LinkedHashSet<>();
        for (int i = 0; i < word.length(); i++) {
            shorter.add(word.substring(0, i) + word.substring(i + 1));
        }
        return shorter;
    }

    /// What looks like a slip in the code, each pair once, in the code's order.
    public List<CopyWarning> check(String code) {
        Set<CopyWarning> warnings = new LinkedHashSet<>();
        var literals = PythonLiterals.of(code);
        for (String literal : literals.strings()) {
            checkString(literal, warnings);
        }
        for (String number : literals.numbers()) {
            checkNumber(number, warnings);
        }
        return List.copyOf(warnings);
    }

    private void checkString(String literal, Set<CopyWarning> warnings) {
        String text = fold(literal).strip();
        if (text.length() < SHORTEST - 1) {
            return;
        }
        if (folded.contains(text)) {
            withoutItsEdge(text).ifPresent(original -> warnings.add(new CopyWarning(literal.strip(), original)));
            return;
        }
        List<String> parts = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            parts.add(matcher.group());
        }
        if (parts.size() > 1) {
            Optional<CopyWarning> slip = checkPhrase(literal, text, parts.size());
            if (slip.isPresent()) {
                warnings.add(slip.get());
                return;
            }
        }
        // Of several words most must be the conversation's: else the text is the program's own, such as a label.
        long copied = parts.stream().filter(words::contains).count();
        if (parts.isEmpty() || (parts.size() > 1 && copied * 2 < parts.size())) {
            return;
        }
        for (String part : parts) {
            if (part.length() >= SHORTEST - 1
                    && part.length() <= LONGEST
                    && !folded.contains(part)
                    && !isNumber(part)) {
                nearest(part)
                        .ifPresent(original -> warnings.add(
                                new CopyWarning(parts.size() <= MOST_WORDS ? literal.strip() : part, original)));
            }
        }
    }

    private Optional<CopyWarning> checkPhrase(String literal, String text, int size) {
        return CopiedPhrase.in(folded, text)
                .filter(slip -> !isInflection(slip.from(), slip.to()) && !isOtherWord(slip.from(), slip.to()))
                .map(slip -> size <= MOST_WORDS && slip.from().length() < SHORTEST
                        ? new CopyWarning(literal.strip(), slip.phrase())
                        : new CopyWarning(size <= MOST_WORDS ? literal.strip() : slip.to(), slip.from()));
    }

    /// Whether a short word was more likely chosen than miswritten: `in` for `on`, `he` where there is a `he`, too.
    private boolean isOtherWord(String from, String to) {
        return from.length() < SHORTEST
                && (words.contains(to) || OneSlip.between(from, to).isChange());
    }

    /// The word of which this one lacks the first or the last letter. Korean particles are no slips: only Latin
    /// script.
    private Optional<String> withoutItsEdge(String word) {
        if (word.length() < LONG_WORD
                || words.contains(word)
                || !LATIN.matcher(word).matches()) {
            return Optional.empty();
        }
        return nearest(word).filter(original -> original.contains(word));
    }

    private void checkNumber(String number, Set<CopyWarning> warnings) {
        if (number.length() >= SHORTEST
                && number.length() <= LONGEST
                && !numbers.contains(number)
                && !isRound(number)) {
            candidates(number).stream()
                    .filter(each -> isNumber(each) && each.length() >= SHORTEST && !isRound(each))
                    .findFirst()
                    .ifPresent(original -> warnings.add(new CopyWarning(number, original)));
        }
    }

    private Optional<String> nearest(String word) {
        Optional<String> original = candidates(word).stream()
                .filter(each -> !isNumber(each) && each.length() >= SHORTEST)
                .findFirst();
        return original.filter(
                each -> words.stream().noneMatch(other -> other.length() >= SHORTEST - 1 && isInflection(other, word)));
    }

    private static boolean isInflection(String a, String b) {
        return addsEnding(a, b) || addsEnding(b, a);
    }

    /// A doubled last letter is a slip, not an ending.
    private static boolean addsEnding(String stem, String whole) {
        return whole.startsWith(stem)
                && !(stem.endsWith("e") && whole.startsWith("e", stem.length()))
                && ENDINGS.contains(whole.substring(stem.length()))
                && !(whole.length() == stem.length() + 1
                        && whole.charAt(stem.length()) == stem.charAt(stem.length() - 1));
    }

    /// The words of the conversation that one slip makes of this one.
    private List<String> candidates(String word) {
        Set<String> found = new LinkedHashSet<>(byDeletion.getOrDefault(word, List.of()));
        for (String shorter : deletions(word)) {
            for (String original : byDeletion.getOrDefault(shorter, List.of())) {
                if (OneSlip.between(original, word).isOne()) {
                    found.add(original);
                }
            }
        }
        found.remove(word);
        return List.copyOf(found);
    }

    private static boolean isNumber(String word) {
        return word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// Whether at most two digits say something: 1000, 25000. Such numbers come from units and rates.
    private static boolean isRound(String number) {
        return number.replaceAll("0+$", "").length() <= 2;
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('\u2019', '\'')
                .replace('\u2018', '\'')
                .replace('\u201C', '"')
                .replace('\u201D', '"')
                .replace('\u00A0', ' ');
    }
}
