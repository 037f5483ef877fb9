package io.github.jupan.tools.internal.mcp;

import io.github.jupan.tools.McpServerException;
import java.util.ArrayList;
import java.util.List;

/// The words of a command line: white space parts them, quotes of either kind keep them together.
public final class CommandWords {

    private CommandWords() {}

    /// @throws McpServerException when a quote is not closed
    public static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"' || c == '\'') {
                int end = line.indexOf(c, at + 1);
                if (end < 0) {
                    throw new McpServerException("a quote is not closed in " + line, null);
                }
                word.append(line, at + 1, end);
                at = end;
                begun = true;
            } else if (!Character.isWhitespace(c)) {
                word.append(c);
                begun = true;
            } else if (begun) {
                words.add(word.toString());
                word.setLength(0);
                begun = false;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
