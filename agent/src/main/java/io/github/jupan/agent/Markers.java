package io.github.jupan.agent;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How models mark a block of code in their text, as data.
///
/// Besides these tags: a fence of three or more back-ticks or tildes, in one of the languages.
final class Markers {

    /// The end of the turn, where it closes as well as any closing tag.
    static final String END_OF_TURN = "";

    static final List<Tag> TAGS = List.of(
            new Tag("<code>", Holds.CODE, List.of("</code>")),
            new Tag("<execute>", Holds.CODE, List.of("</execute>")),
            new Tag("<use_code>", Holds.CODE, List.of("</use_code>")),
            new Tag("<|python_start|>", Holds.CODE, List.of("<|python_end|>")),
            new Tag("<|python_tag|>", Holds.CODE, List.of("<|eom_id|>", "<|eot_id|>", END_OF_TURN)),
            new Tag("<think>", Holds.THOUGHT, List.of("</think>")));

    /// The first word after a fence that runs, in lower case.
    static final Set<String> LANGUAGES = Set.of("python", "python3", "py", "tool_code");

    static final int FENCE_LENGTH = 3;

    /// What stands between two tags.
    enum Holds {
        CODE,
        THOUGHT
    }

    /// @param closings any of them closes
    record Tag(String opening, Holds holds, List<String> closings) {
        Tag {
            closings = List.copyOf(closings);
        }
    }

    private Markers() {}

    static boolean beginsTag(String text) {
        return TAGS.stream().anyMatch(tag -> tag.opening().startsWith(text));
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
