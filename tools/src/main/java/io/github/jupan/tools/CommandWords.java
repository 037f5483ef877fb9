package io.github.jupan.tools;

import java.util.List;
import java.util.regex.Pattern;

/// The words of a command line: white space parts them, quotes of either kind keep them together.
final class CommandWords {

    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

    private CommandWords() {}

    /// @throws McpServerException when a quote is not closed
    static List<String> of(String line) {
        if (!WORD.matcher(line).replaceAll("").isBlank()) {
            throw new McpServerException("a quote is not closed in " + line, null);
        }
        return WORD.matcher(line)
                .results()
                .map(word -> QUOTED.matcher(word.group())
                        .replaceAll(quoted -> java.util.regex.Matcher.quoteReplacement(
                                quoted.group(1) == null ? quoted.group(2) : quoted.group(1))))
                .toList();
    }
}
