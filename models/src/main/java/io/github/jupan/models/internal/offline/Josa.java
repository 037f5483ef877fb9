package io.github.jupan.models.internal.offline;

/// Korean particles that depend on whether the word before them ends in a consonant when it is read aloud.
final class Josa {

    private static final String CLOSED = "lmnrLMNR013678";

    private Josa() {}

    static String subject(String word) {
        return foreign(word) ? "이(가)" : closed(word) ? "이" : "가";
    }

    static String topic(String word) {
        return foreign(word) ? "은(는)" : closed(word) ? "은" : "는";
    }

    /// A word in Latin letters: how it is read aloud cannot be told from its last letter.
    private static boolean foreign(String word) {
        return word.length() > 1
                && Character.UnicodeScript.of(word.charAt(word.length() - 1)) == Character.UnicodeScript.LATIN;
    }

    private static boolean closed(String word) {
        char last = word.isEmpty() ? ' ' : word.charAt(word.length() - 1);
        if (last >= '가' && last <= '힣') {
            return (last - '가') % 28 != 0;
        }
        return (last >= 'ㄱ' && last <= 'ㅎ') || CLOSED.indexOf(last) >= 0;
    }
}
