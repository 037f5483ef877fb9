package io.github.jupan.models.internal.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a person can read of a body that was not meant for programs.
final class Words {

    private static final int LONGEST = 300;
    private static final Pattern TITLE = Pattern.compile("<title>([^<]{1,300})", Pattern.CASE_INSENSITIVE);

    private Words() {}

    /// On one line; of a web page its title.
    static String of(String body) {
        String text = body.strip();
        if (text.startsWith("<")) {
            Matcher title = TITLE.matcher(text);
            text = title.find() ? "a web page, \"" + title.group(1).strip() + "\"" : "a web page";
        }
        String line = text.substring(0, Math.min(text.length(), 2 * LONGEST)).replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
