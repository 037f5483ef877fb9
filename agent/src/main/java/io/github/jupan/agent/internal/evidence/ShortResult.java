package io.github.jupan.agent.internal.evidence;

import io.github.jupan.sandbox.Execution;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a run came to, where that is short: its value, or else the last line that it printed.
///
/// @param text a string without its quotes
/// @param essence the text without the program's own wording; empty where an answer need not have it: `True`, `None`,
///     `<function f>`, the user's own text, or nothing but wording
record ShortResult(String text, String essence) {

    private static final int LONGEST = 300;

    /// How a `timedelta` of whole days ends.
    private static final String NO_TIME = ", 0:00:00";

    private static final int SHORTEST_WORDING = 3;

    /// Answers say these in words of their own.
    private static final Set<String> NO_RESULTS = Set.of("true", "false", "none", "yes", "no");

    static @Nullable ShortResult of(Execution.Completed execution, HandedOn.Literals literals) {
        String value = execution.value();
        String text =
                value != null ? unquoted(value) : lastLine(execution.output().stdout());
        if (text.isBlank() || text.length() > LONGEST) {
            return null;
        }
        List<String> words = AnswerWording.words(text);
        boolean says = !words.isEmpty()
                && NO_RESULTS.containsAll(words)
                && Numbers.in(text).isEmpty();
        boolean none = says || literals.echo() || (value != null && value.startsWith("<"));
        return new ShortResult(text, none ? "" : essence(text, literals.texts()));
    }

    private static String lastLine(String printed) {
        String text = printed.stripTrailing();
        return text.substring(text.lastIndexOf('\n') + 1).strip();
    }

    /// The text of a `repr`; anything else stays.
    private static String unquoted(String value) {
        int last = value.length() - 1;
        if (last < 1 || "'\"".indexOf(value.charAt(0)) < 0 || value.charAt(last) != value.charAt(0)) {
            return value.strip();
        }
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < last; i++) {
            boolean escaped = value.charAt(i) == '\\' && i + 1 < last;
            text.append(escaped ? PythonLiteral.unescaped(value.charAt(++i)) : value.substring(i, i + 1));
        }
        return text.toString().strip();
    }

    private static String essence(String text, List<String> texts) {
        String essence = text.endsWith(NO_TIME) ? text.substring(0, text.length() - NO_TIME.length()) : text;
        List<String> wordings = texts.stream()
                .flatMap(each -> List.of(each.split("[{}%\n]")).stream())
                .map(String::strip)
                .filter(ShortResult::isWording)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String wording : wordings) {
            essence = essence.replace(wording, " ");
        }
        return essence.codePoints().anyMatch(Character::isLetterOrDigit) ? essence.strip() : "";
    }

    /// Whether a string says something: a single word may be what is computed with.
    private static boolean isWording(String text) {
        return text.length() >= SHORTEST_WORDING
                && text.length() <= LONGEST
                && text.codePoints().anyMatch(Character::isLetter)
                && text.chars().anyMatch(each -> each == ' ' || each == ':' || each == '=');
    }
}
