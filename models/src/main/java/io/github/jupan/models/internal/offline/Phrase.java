package io.github.jupan.models.internal.offline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Patterns over sentences, written readably: a blank stands for any white space, ` ?` for optional white space.
final class Phrase {

    /// One quoted piece.
    static final String QUOTED = "[\uE000-\uE0FF]";

    private Phrase() {}

    static Pattern pattern(String readable) {
        String spaced = readable.replace(" ?", "\\s*").replace(" ", "\\s+");
        return Pattern.compile(
                spaced,
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS | Pattern.DOTALL);
    }

    /// A group's text, empty where the group took no part.
    static String group(Matcher matcher, String name) {
        String found = matcher.group(name);
        return found == null ? "" : found;
    }
}
