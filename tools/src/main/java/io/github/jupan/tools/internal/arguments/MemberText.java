package io.github.jupan.tools.internal.arguments;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The last way to a program in arguments whose quotes are beyond repair, as in `{"code": "print("a", "}")"}` or
/// `{"code": print(1)}`: what stands between the first member's name and the end.
public final class MemberText {

    /// What may follow the program's member, from its comma to the end.
    private static final Pattern OTHER_MEMBER =
            Pattern.compile("\\s*[\"']\\w{1,40}[\"']\\s*:\\s*(?:[\\w.+-]++|\"[^\"]*+\"|'[^']*+')\\s*}?\\s*");

    private static final int LONGEST_NAME = 40;
    private static final int MOST_OTHER_MEMBERS = 8;

    private MemberText() {}

    /// Whether the text begins as an object does whose first member has one of these names.
    public static boolean isNamed(String text, Set<String> names) {
        int colon = text.indexOf(':');
        if (!text.startsWith("{") || colon < 0 || colon > LONGEST_NAME) {
            return false;
        }
        String name = text.substring(1, colon).strip().replaceAll("^[\"'“‘`]|[\"'”’`]$", "");
        return names.contains(name.toLowerCase(Locale.ROOT));
    }

    /// What the first member holds; empty where it holds nothing.
    public static Optional<String> of(String text) {
        String rest = rest(text);
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        return LenientString.opens(rest.charAt(0))
                ? quoted(text)
                        .or(() -> Optional.of(LenientString.decoded(withoutBrace(rest.substring(1)), rest.charAt(0))))
                : Optional.of(withoutBrace(rest));
    }

    /// What stands between the member's first quote and the text's last one, where nothing but braces follows.
    public static Optional<String> quoted(String text) {
        String rest = rest(text);
        if (rest.isEmpty() || !LenientString.opens(rest.charAt(0))) {
            return Optional.empty();
        }
        int end = rest.length();
        while (end > 1 && (rest.charAt(end - 1) == '}' || LenientString.isBlank(rest.charAt(end - 1)))) {
            end--;
        }
        return end > 1 && LenientString.opens(rest.charAt(end - 1))
                ? Optional.of(LenientString.decoded(rest.substring(1, end - 1), rest.charAt(0)))
                : Optional.empty();
    }

    private static String rest(String text) {
        return withoutOtherMembers(text.substring(text.indexOf(':') + 1).strip());
    }

    private static String withoutOtherMembers(String text) {
        String rest = text;
        for (int i = 0; i < MOST_OTHER_MEMBERS; i++) {
            int comma = rest.lastIndexOf(',');
            if (comma < 0
                    || !OTHER_MEMBER
                            .matcher(rest)
                            .region(comma + 1, rest.length())
                            .matches()) {
                return rest;
            }
            rest = rest.substring(0, comma).stripTrailing();
        }
        return rest;
    }

    private static String withoutBrace(String text) {
        long tooMany = text.chars().filter(c -> c == '}').count()
                - text.chars().filter(c -> c == '{').count();
        return text.endsWith("}") && tooMany > 0
                ? text.substring(0, text.length() - 1).stripTrailing()
                : text;
    }
}
