package io.github.jupan.tools.internal.copy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Consumer;

/// Distinct words, found as they are and by words that differ from them by one slip.
///
/// A slip leaves nearly half of a word as it was, at its beginning or at its end: so each word is kept by its length
/// and both of these, which takes three numbers a word and place, however long the word is.
public final class SlipIndex {

    /// Shorter words are found as they are, but not by a slip: too much would be one.
    private static final int SHORTEST = 4;

    private static final int LONGEST = 100;

    /// The hash of what is not to be found.
    private static final int NONE = -1;

    /// Nobody can write a text whose words all have one hash.
    private static final int SEED = new SecureRandom().nextInt();

    private final Chains whole = new Chains();
    private final Chains beginnings = new Chains();
    private final Chains ends = new Chains();
    private String[] words = new String[16];

    public void add(String word) {
        if (contains(word)) {
            return;
        }
        int number = whole.add(hash(word));
        if (number == words.length) {
            words = Arrays.copyOf(words, 2 * number);
        }
        words[number] = word;
        boolean bySlip = word.length() >= SHORTEST && word.length() <= LONGEST;
        int kept = kept(word.length());
        beginnings.add(bySlip ? beginning(word, kept, word.length()) : NONE);
        ends.add(bySlip ? end(word, kept, word.length()) : NONE);
    }

    public boolean contains(String word) {
        int at = whole.first(hash(word));
        while (at >= 0 && !words[at].equals(word)) {
            at = whole.next(at);
        }
        return at >= 0;
    }

    /// Hands over the words that one slip makes of this one.
    ///
    /// @return how many words were looked at
    public int nearest(String word, Consumer<String> found) {
        int looked = 0;
        for (int length = Math.max(SHORTEST, word.length() - 1); length <= word.length() + 1; length++) {
            int kept = kept(length);
            if (kept > word.length()) {
                continue;
            }
            for (int at = beginnings.first(beginning(word, kept, length)); at >= 0; at = beginnings.next(at)) {
                hand(words[at], word, found);
                looked++;
            }
            for (int at = ends.first(end(word, kept, length)); at >= 0; at = ends.next(at)) {
                hand(words[at], word, found);
                looked++;
            }
        }
        return looked;
    }

    private static void hand(String original, String word, Consumer<String> found) {
        if (OneSlip.isOne(original, word) && !original.equals(word)) {
            found.accept(original);
        }
    }

    /// How much of a word of this length stays as it was at one of its sides, whatever the slip.
    private static int kept(int length) {
        return Math.max(1, (length - 1) / 2);
    }

    private static int hash(String word) {
        return hash(word, 0, word.length(), word.length());
    }

    private static int beginning(String word, int kept, int length) {
        return hash(word, 0, kept, length);
    }

    private static int end(String word, int kept, int length) {
        return hash(word, word.length() - kept, word.length(), length);
    }

    private static int hash(String word, int from, int to, int length) {
        int hash = SEED ^ length;
        for (int i = from; i < to; i++) {
            hash = (hash ^ word.charAt(i)) * 0x9E3779B1;
            hash ^= hash >>> 15;
        }
        return hash & Integer.MAX_VALUE;
    }

    /// Numbers, in the order of their hashes: those of one place are a chain.
    private static final class Chains {
        private int[] heads = new int[16];
        private int[] nexts = new int[16];
        private int[] hashes = new int[16];
        private int size;

        private Chains() {
            Arrays.fill(heads, -1);
        }

        /// @return the number that it has: 0, 1 and so on
        private int add(int hash) {
            if (size == nexts.length) {
                nexts = Arrays.copyOf(nexts, 2 * size);
                hashes = Arrays.copyOf(hashes, 2 * size);
                heads = new int[2 * size];
                Arrays.fill(heads, -1);
                for (int number = 0; number < size; number++) {
                    link(number);
                }
            }
            hashes[size] = hash;
            link(size);
            return size++;
        }

        private void link(int number) {
            if (hashes[number] == NONE) {
                return;
            }
            int place = place(hashes[number]);
            nexts[number] = heads[place];
            heads[place] = number;
        }

        private int place(int hash) {
            return hash & (heads.length - 1);
        }

        private int first(int hash) {
            return from(heads[place(hash)], hash);
        }

        private int next(int number) {
            return from(nexts[number], hashes[number]);
        }

        private int from(int number, int hash) {
            int at = number;
            while (at >= 0 && hashes[at] != hash) {
                at = nexts[at];
            }
            return at;
        }
    }
}
