package io.github.jupan.models.internal.completions;

import java.util.Random;
import java.util.random.RandomGenerator;

/// Identifiers for calls that come without one. Nine letters and digits is what Mistral takes, and all others do.
final class CallId {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 9;

    private CallId() {}

    static String next() {
        return of(RandomGenerator.getDefault());
    }

    /// Always the same for a place in the transcript.
    static String at(int message, int call) {
        return of(new Random(31L * message + call));
    }

    private static String of(RandomGenerator random) {
        StringBuilder id = new StringBuilder();
        while (id.length() < LENGTH) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
