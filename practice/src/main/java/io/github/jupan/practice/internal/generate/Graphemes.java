package io.github.jupan.practice.internal.generate;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Letters as a reader sees them: what Unicode calls extended grapheme clusters (UAX 29).
final class Graphemes {

    private static final Pattern ONE = Pattern.compile("\\X");

    private static final String INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
    private static final String FINALS = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
    private static final int FIRST = 0xac00;
    private static final int VOWELS = 21;
    private static final int TAILS = 28;

    private Graphemes() {}

    static List<String> of(String text) {
        return ONE.matcher(text).results().map(MatchResult::group).toList();
    }

    /// The consonant that a syllable begins with.
    static String initial(String syllable) {
        return String.valueOf(INITIALS.charAt((syllable.charAt(0) - FIRST) / (VOWELS * TAILS)));
    }

    /// The consonant under a syllable; empty where there is none.
    static String last(String syllable) {
        int tail = (syllable.charAt(0) - FIRST) % TAILS;
        return tail == 0 ? "" : String.valueOf(FINALS.charAt(tail - 1));
    }
}
