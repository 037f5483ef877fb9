package io.github.jupan.models.internal.offline;

/// Korean particles that depend on whether the word before them ends in a consonant when it is read aloud.
final class Particles {

    private static final String CLOSED = "lmnrLMNR013678";

    private Particles() {}

    /// @param pair what follows a consonant and what a vowel, such as 이/가
    static String choose(String word, String pair) {
        String[] both = pair.split("/");
        String plain = word.replaceAll("[\"'”’)]+$", "");
        char last = plain.isEmpty() ? ' ' : plain.charAt(plain.length() - 1);
        boolean latin = Character.UnicodeScript.of(last) == Character.UnicodeScript.LATIN;
        if (latin && plain.length() > 1) {
            return both[0] + "(" + both[1] + ")"; // how it is read aloud cannot be told from its last letter
        }
        boolean syllable = last >= '가' && last <= '힣';
        boolean consonant = last >= 'ㄱ' && last <= 'ㅎ';
        boolean closed = syllable ? (last - '가') % 28 != 0 : consonant || CLOSED.indexOf(last) >= 0;
        return closed ? both[0] : both[1];
    }
}
