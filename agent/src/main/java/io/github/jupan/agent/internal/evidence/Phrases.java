package io.github.jupan.agent.internal.evidence;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Wording in a program's strings that has numbers in it, such as `There are 7 r's`: where it stands in what the
/// program printed, its numbers were not computed.
final class Phrases {

    private static final int MOST_PLACES = 16;

    /// As much of a phrase as tells it from others, on either side of its number.
    private static final int CONTEXT = 40;

    private record Place(String phrase, int offset) {}

    private final Map<BigDecimal, List<Place>> places = new TreeMap<>();

    private Phrases() {}

    static Phrases of(List<String> texts) {
        Phrases phrases = new Phrases();
        texts.forEach(phrases::add);
        return phrases;
    }

    /// Takes a text in pieces: at a line's end, and where `format` or `%` puts something in, something else may
    /// stand.
    private void add(String text) {
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || "{}%\n".indexOf(text.charAt(i)) >= 0) {
                piece(text.substring(from, i));
                from = i + 1;
            }
        }
    }

    private void piece(String phrase) {
        for (Numbers.Found found : Numbers.in(phrase)) {
            boolean alone = found.end() - found.start() == phrase.strip().length();
            List<Place> same = places.computeIfAbsent(found.values().getFirst(), value -> new ArrayList<>());
            if (!alone && same.size() < MOST_PLACES) {
                int from = Math.max(0, found.start() - CONTEXT);
                int to = Math.min(phrase.length(), found.end() + CONTEXT);
                same.add(new Place(phrase.substring(from, to), found.start() - from));
            }
        }
    }

    /// Whether a number stands in such a phrase.
    boolean stands(BigDecimal number, String text, int start) {
        List<Place> same = places.get(number);
        if (same == null) {
            return false;
        }
        for (Place place : same) {
            if (text.startsWith(place.phrase(), start - place.offset())) {
                return true;
            }
        }
        return false;
    }
}
