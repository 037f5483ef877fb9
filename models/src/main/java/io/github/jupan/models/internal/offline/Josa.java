package io.github.jupan.models.internal.offline;

/// Korean particles that depend on whether the word before them ends in a consonant when it is read aloud.
final class Josa {

    private static final String CLOSED = "lmnrLMNR013678";

    private Josa() {}

    static String subject(String word) {
        return closed(word) ? "이" : "가";
    }

    static String topic(String word) {
        return closed(word) ? "은" : "는";
    }

    private static boolean closed(String word) {
        char last = word.isEmpty() ? ' ' : word.charAt(word.length() - 1);
        if (last >= '가' && last <= '힣') {
            return (last - '가') % 28 != 0;
        }
        return last >= 'ㄱ' && last <= 'ㅎ' || CLOSED.indexOf(last) >= 0;
    }
}
