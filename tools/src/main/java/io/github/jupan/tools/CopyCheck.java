package io.github.jupan.tools;

import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.tools.internal.copy.CopiedPhrase;
import io.github.jupan.tools.internal.copy.OneSlip;
import io.github.jupan.tools.internal.copy.PythonLiterals;
import io.github.jupan.tools.internal.copy.SlipIndex;
import io.github.jupan.tools.internal.copy.TextWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Finds literals in code that are almost, but not quite, a piece of the conversation: one letter changed, left out,
/// doubled, or two swapped. A model that copies a word to count its letters must copy it exactly.
///
/// Words of four letters and more are looked for, in phrases also shorter ones, and whole numbers of four digits and
/// more; words and numbers up to a hundred characters. A literal that stands in the conversation is fine, whatever
/// its case and the form of its quotes, unless it is a long word without its first or last letter (`trawberry`); so
/// is one that differs from it by an ending (`eggs`, `egg`).
///
/// Each text is read once, when it comes. The latest four million characters of a conversation are known, of a
/// text of more than two million its beginning and its end. A look at a program costs a second at most: what is
/// left of it then counts as right. One for each conversation; one thread at a time.
public final class CopyCheck {

    private static final int SHORTEST = 4;
    private static final int LONGEST = 100;

    /// From this length on, a word of the conversation's without its first or last letter is no other word.
    private static final int LONG_WORD = 5;

    private static final int MOST_WORDS = 12;
    private static final List<String> ENDINGS = List.of("s", "es", "ed", "d", "ing", "ly");

    private static final long MOST_CHARS = 4_000_000;
    private static final int LONGEST_TEXT = 2_000_000;

    /// How much one look at a program looks at, in characters and in words: a second's work.
    private static final long MOST_WORK = 500_000_000;

    private final List<String> texts = new ArrayList<>();
    private final List<String> folded = new ArrayList<>();
    private SlipIndex words = new SlipIndex();
    private SlipIndex numbers = new SlipIndex();
    private int left;
    private long chars;
    private boolean whole = true;

    /// Takes in what the conversation has more than before, or all of it where something else changed.
    ///
    /// @param conversation what the user wrote, and texts short enough to be copied from
    /// @param cancellation ends this early; the next time goes on from the beginning
    public void take(List<String> conversation, Cancellation cancellation) {
        boolean more = whole
                && conversation.size() >= left + texts.size()
                && conversation.subList(left, left + texts.size()).equals(texts);
        long wanted = chars;
        for (int i = left + texts.size(); more && i < conversation.size(); i++) {
            wanted += size(conversation.get(i));
        }
        if (!more || wanted > MOST_CHARS) {
            forget();
            left = firstKept(conversation);
        }
        whole = false;
        for (String text : conversation.subList(left + texts.size(), conversation.size())) {
            texts.add(text);
            chars += size(text);
            read(kept(text), cancellation);
        }
        whole = !cancellation.isRequested();
    }

    private void forget() {
        texts.clear();
        folded.clear();
        words = new SlipIndex();
        numbers = new SlipIndex();
        chars = 0;
    }

    /// From which text on all are kept. Where some are left out, room is made for those that come.
    private static int firstKept(List<String> conversation) {
        long all = conversation.stream().mapToLong(CopyCheck::size).sum();
        long room = all <= MOST_CHARS ? MOST_CHARS : MOST_CHARS * 3 / 4;
        int first = conversation.size();
        while (first > 0 && size(conversation.get(first - 1)) <= room) {
            room -= size(conversation.get(--first));
        }
        return first;
    }

    private static int size(String text) {
        return Math.min(text.length(), LONGEST_TEXT);
    }

    private static String kept(String text) {
        int half = LONGEST_TEXT / 2;
        return text.length() <= LONGEST_TEXT
                ? text
                : text.substring(0, half) + "\n" + text.substring(text.length() - half);
    }

    private void read(String text, Cancellation cancellation) {
        String plain = fold(text);
        folded.add(plain);
        TextWords.scan(plain, words::add, cancellation::isRequested);
        TextWords.scanNumbers(plain, numbers::add, cancellation::isRequested);
    }

    /// What looks like a slip in the code, each pair once, in the code's order: strings, then numbers.
    ///
    /// @param given names of documents and functions that were given to the model: one that is written as it was
    /// given, or a word of it, is no copy of the conversation
    /// @param cancellation ends this early
    public List<CopyWarning> check(String code, Collection<String> given, Cancellation cancellation) {
        return List.copyOf(new Check(given, cancellation).of(PythonLiterals.of(code)));
    }

    /// One look at a program.
    private final class Check {
        private final Cancellation cancellation;
        private final Set<String> given = new HashSet<>();
        private final Set<CopyWarning> warnings = new LinkedHashSet<>();
        private long work;

        private Check(Collection<String> given, Cancellation cancellation) {
            this.cancellation = cancellation;
            for (String name : given) {
                String plain = fold(name).strip();
                this.given.add(plain);
                TextWords.scan(plain, this.given::add, cancellation::isRequested);
                TextWords.scanNumbers(plain, this.given::add, cancellation::isRequested);
            }
        }

        private Set<CopyWarning> of(PythonLiterals literals) {
            new LinkedHashSet<>(literals.strings()).forEach(this::string);
            new LinkedHashSet<>(literals.numbers()).forEach(this::number);
            return warnings;
        }

        private boolean isOver() {
            return work > MOST_WORK || cancellation.isRequested();
        }

        private void string(String literal) {
            String text = fold(literal).strip();
            if (text.length() < SHORTEST - 1 || given.contains(text) || isOver()) {
                return;
            }
            if (stands(text)) {
                withoutItsEdge(text).ifPresent(original -> warnings.add(new CopyWarning(literal.strip(), original)));
                return;
            }
            List<String> parts = TextWords.in(text);
            if (parts.size() > 1) {
                Optional<CopyWarning> slip = phrase(literal, text, parts.size());
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
                boolean looked = part.length() >= SHORTEST - 1 && part.length() <= LONGEST && !isNumber(part);
                if (looked && !words.contains(part) && !given.contains(part) && !isOver() && !stands(part)) {
                    nearest(part)
                            .ifPresent(original -> warnings.add(
                                    new CopyWarning(parts.size() <= MOST_WORDS ? literal.strip() : part, original)));
                }
            }
        }

        private boolean stands(String text) {
            for (String said : folded) {
                work += said.length();
                if (said.contains(text)) {
                    return true;
                }
            }
            return false;
        }

        private Optional<CopyWarning> phrase(String literal, String text, int size) {
            for (String said : folded) {
                work += CopiedPhrase.work(said, text);
                Optional<CopyWarning> slip = isOver()
                        ? Optional.empty()
                        : CopiedPhrase.in(said, text)
                                .filter(found -> !given.contains(found.to())
                                        && !isInflection(found.from(), found.to())
                                        && !isOtherWord(found.from(), found.to()))
                                .map(found -> size <= MOST_WORDS && found.from().length() < SHORTEST
                                        ? new CopyWarning(literal.strip(), found.phrase())
                                        : new CopyWarning(
                                                size <= MOST_WORDS ? literal.strip() : found.to(), found.from()));
                if (slip.isPresent()) {
                    return slip;
                }
            }
            return Optional.empty();
        }

        /// Whether a short word was more likely chosen than miswritten: `in` for `on`, `he` where there is a `he`, too.
        private boolean isOtherWord(String from, String to) {
            return from.length() < SHORTEST
                    && (words.contains(to) || OneSlip.between(from, to).isChange());
        }

        /// The word of which this one lacks the first or the last letter. Korean particles are no slips: only Latin
        /// script.
        private Optional<String> withoutItsEdge(String word) {
            boolean latin =
                    word.codePoints().allMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN);
            if (word.length() < LONG_WORD || word.length() > LONGEST || !latin || words.contains(word)) {
                return Optional.empty();
            }
            return nearest(word).filter(original -> original.contains(word));
        }

        private void number(String number) {
            if (number.length() >= SHORTEST
                    && number.length() <= LONGEST
                    && !isOver()
                    && !numbers.contains(number)
                    && !given.contains(number)
                    && !isRound(number)) {
                candidates(numbers, number).stream()
                        .filter(each -> !isRound(each))
                        .findFirst()
                        .ifPresent(original -> warnings.add(new CopyWarning(number, original)));
            }
        }

        private Optional<String> nearest(String word) {
            return candidates(words, word).stream()
                    .filter(each -> !isNumber(each))
                    .findFirst()
                    .filter(each -> !isInflected(word));
        }

        /// The words, or numbers, of the conversation that one slip makes of this one.
        private List<String> candidates(SlipIndex index, String word) {
            List<String> found = new ArrayList<>();
            work += index.nearest(word, found::add);
            return found;
        }
    }

    /// Whether the conversation has the word with another ending.
    private boolean isInflected(String word) {
        return ENDINGS.stream().anyMatch(ending -> {
            String shorter = word.endsWith(ending) ? word.substring(0, word.length() - ending.length()) : "";
            String longer = word + ending;
            return (shorter.length() >= SHORTEST - 1 && words.contains(shorter) && addsEnding(shorter, word))
                    || (words.contains(longer) && addsEnding(word, longer));
        });
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

    private static boolean isNumber(String word) {
        return word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// Whether at most two digits say something: 1000, 25000. Such numbers come from units and rates.
    private static boolean isRound(String number) {
        return number.length() <= 2 || number.chars().skip(2).allMatch(digit -> digit == '0');
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
