package io.github.jupan.agent.internal.turn;

/// Notices that a model writes the same again and again, as small ones do until their token limit: a phrase or some
/// lines, 20 times in a row. A short phrase is let go on for longer: models copy rows of signs, and count aloud.
final class Repetition {

    private static final int TIMES = 20;
    private static final int LONGEST_PHRASE = 600;
    private static final int SHORT_PHRASE = 12;
    private static final int SHORT_PHRASES_CHARS = 1_500;
    private static final int LOOK_EVERY = 256;

    private final StringBuilder tail = new StringBuilder();
    private int sinceLook;
    private boolean found;

    /// Takes in what the model wrote; the same in any pieces.
    ///
    /// @return whether it repeats itself
    boolean feed(String piece) {
        for (int i = 0; i < piece.length() && !found; i++) {
            tail.append(piece.charAt(i));
            if (++sinceLook == LOOK_EVERY) {
                sinceLook = 0;
                found = repeats();
                if (tail.length() > 2 * TIMES * LONGEST_PHRASE) {
                    tail.delete(0, tail.length() - TIMES * LONGEST_PHRASE);
                }
            }
        }
        return found;
    }

    /// The shortest period of each end of the text is its length less its longest border, the failure function of
    /// Knuth, Morris and Pratt, here from the end of the text to its beginning.
    private boolean repeats() {
        int length = Math.min(tail.length(), TIMES * LONGEST_PHRASE);
        int[] border = new int[length];
        int mute = 0;
        for (int i = 1; i < length; i++) {
            int k = border[i - 1];
            while (k > 0 && fromEnd(i) != fromEnd(k)) {
                k = border[k - 1];
            }
            border[i] = fromEnd(i) == fromEnd(k) ? k + 1 : k;
            int period = i + 1 - border[i];
            int enough = period < SHORT_PHRASE ? Math.max(SHORT_PHRASES_CHARS, TIMES * period) : TIMES * period;
            if (i + 1 >= enough && border[i] > 0 && period != mute) {
                if (saysSomething(period)) {
                    return true;
                }
                mute = period;
            }
        }
        return false;
    }

    private char fromEnd(int i) {
        return tail.charAt(tail.length() - 1 - i);
    }

    /// A row of one sign, or of no letters and digits, is a drawing or a row to be counted.
    private boolean saysSomething(int period) {
        boolean different = false;
        boolean word = false;
        for (int i = 0; i < period; i++) {
            different |= fromEnd(i) != fromEnd(0);
            word |= Character.isLetterOrDigit(fromEnd(i));
        }
        return different && word;
    }
}
