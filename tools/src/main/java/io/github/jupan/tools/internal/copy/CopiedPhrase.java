package io.github.jupan.tools.internal.copy;

import java.util.Optional;

/// Finds the place of the conversation that a phrase was copied from with one slip, be it in a word so short that
/// alone it would say nothing: `te original`, `hip-hp`.
///
/// One slip touches at most two thirds of a phrase, so one third stands in the conversation as it is; the rest is
/// compared at each such place. Latin letters alone: in Korean, a letter at a word's end is a particle and no slip.
public final class CopiedPhrase {

    private static final int SHORTEST = 6;
    private static final int LONGEST = 1_000;
    private static final int PARTS = 3;

    /// A third that stands in more places than this is no way to find anything.
    private static final int MOST_PLACES = 500;

    /// @param phrase the original, and `from` the word in it that became `to`
    public record Slip(String phrase, String from, String to) {}

    private CopiedPhrase() {}

    /// How many characters a search looks at, at most.
    public static long work(String conversation, String phrase) {
        long everywhere = phrase.length() > LONGEST ? 0 : conversation.length() + (long) MOST_PLACES * phrase.length();
        return PARTS * everywhere;
    }

    /// Both texts folded alike; the phrase does not stand in the conversation.
    public static Optional<Slip> in(String conversation, String phrase) {
        if (phrase.length() < SHORTEST || phrase.length() > LONGEST) {
            return Optional.empty();
        }
        for (int part = 0; part < PARTS; part++) {
            int begin = phrase.length() * part / PARTS;
            String third = phrase.substring(begin, phrase.length() * (part + 1) / PARTS);
            int place = conversation.indexOf(third);
            for (int places = 0; place >= 0 && places < MOST_PLACES; places++) {
                Optional<Slip> slip = at(conversation, place - begin, phrase);
                if (slip.isPresent()) {
                    return slip;
                }
                place = conversation.indexOf(third, place + 1);
            }
        }
        return Optional.empty();
    }

    private static Optional<Slip> at(String conversation, int place, String phrase) {
        for (int start = place - 1; start <= place + 1; start++) {
            for (int length = phrase.length() - 1; length <= phrase.length() + 1; length++) {
                int end = start + length;
                if (start >= 0
                        && end <= conversation.length()
                        && isEdge(conversation, start)
                        && isEdge(conversation, end)) {
                    Optional<Slip> slip = slip(conversation.substring(start, end), phrase);
                    if (slip.isPresent()) {
                        return slip;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isEdge(String text, int at) {
        return at == 0
                || at == text.length()
                || !Character.isLetterOrDigit(text.charAt(at - 1))
                || !Character.isLetterOrDigit(text.charAt(at));
    }

    private static Optional<Slip> slip(String original, String copy) {
        OneSlip between = OneSlip.between(original, copy);
        if (!between.isOne() || !between.isOfLatinLetters()) {
            return Optional.empty();
        }
        String from = word(original, between.start(), original.length() - between.end());
        String to = word(copy, between.start(), copy.length() - between.end());
        return from.isEmpty() || to.isEmpty() ? Optional.empty() : Optional.of(new Slip(original, from, to));
    }

    /// The word around a place.
    private static String word(String text, int from, int to) {
        int start = from;
        while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        int end = to;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }
}
