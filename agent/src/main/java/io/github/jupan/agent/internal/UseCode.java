package io.github.jupan.agent.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds a user's wish that code be used, in English and Korean.
final class UseCode {

    private static final Pattern WISH = Pattern.compile(
            "(?<!(?:\\bnot|\\bnever|\\bwithout|n['’]t) {1,3})\\buse\\s+code\\b"
                    + "|코드를\\s*(?:사용|써|쓰|이용)(?!하?지\\s)(?!하?지\\s*(?:마|말))|코드로",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private UseCode() {}

    /// Each wish begins with one of three letters; to try everywhere else would cost a long question a minute.
    static boolean isWished(String question) {
        Matcher wish = WISH.matcher(question).useTransparentBounds(true);
        for (int at = 0; at < question.length(); at++) {
            char c = question.charAt(at);
            if ((c == 'u' || c == 'U' || c == '코')
                    && wish.region(at, question.length()).lookingAt()) {
                return true;
            }
        }
        return false;
    }
}
