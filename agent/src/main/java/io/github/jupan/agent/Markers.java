package io.github.jupan.agent;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// How models mark a block of code in their text, as data.
///
/// Besides these tags: a fence of three or more back-ticks or tildes at the start of a line, in one of the languages.
final class Markers {

    /// The closing tag of each opening one. They open anywhere in a line.
    static final Map<String, String> TAGS = Map.of(
            "<code>", "</code>",
            "<execute>", "</execute>",
            "<use_code>", "</use_code>",
            "<|python_start|>", "<|python_end|>");

    /// The first word after a fence that runs, in lower case.
    static final Set<String> LANGUAGES = Set.of("python", "python3", "py");

    static final int FENCE_LENGTH = 3;

    private Markers() {}

    static boolean beginsTag(CharSequence text) {
        return TAGS.keySet().stream().anyMatch(tag -> tag.startsWith(text.toString()));
    }

    /// Whether a fence's language may yet turn out to be one that runs.
    ///
    /// @param word the beginning of the first word after the fence
    static boolean beginsLanguage(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return LANGUAGES.stream().anyMatch(language -> language.startsWith(lower));
    }

    static boolean isLanguage(String word) {
        return LANGUAGES.contains(word.toLowerCase(Locale.ROOT));
    }
}
