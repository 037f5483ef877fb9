package io.github.jupan.agent.internal;

import java.util.regex.Pattern;

/// Finds a user's wish that code be used, in English and Korean.
final class UseCode {

    private static final Pattern WISH = Pattern.compile(
            "(?<!(?:\\bnot|\\bnever|\\bwithout|n['’]t) {1,3})\\buse\\s+code\\b"
                    + "|코드를\\s*(?:사용|써|쓰|이용)(?!하?지\\s)(?!하?지\\s*(?:마|말))|코드로",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private UseCode() {}

    static boolean isWished(String question) {
        return WISH.matcher(question).find();
    }
}
