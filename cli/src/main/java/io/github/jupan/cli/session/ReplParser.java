package io.github.jupan.cli.session;

import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;

/// Tells when an input is complete: not after a backslash, and not while a fence of three backticks is open.
final class ReplParser implements Parser {

    private static final String FENCE = "```";

    private final DefaultParser words =
            new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]);

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && isOpen(line)) {
            throw new EOFError(-1, cursor, "the input goes on");
        }
        return words.parse(line, cursor, context);
    }

    static boolean isOpen(String input) {
        long fences = input.lines()
                .filter(line -> line.stripLeading().startsWith(FENCE))
                .count();
        return fences % 2 == 1 || endsWithBackslash(input);
    }

    /// The input without the backslashes that only continued it.
    static String joined(String input) {
        return input.replace("\\\n", "\n");
    }

    private static boolean endsWithBackslash(String input) {
        int backslashes = 0;
        while (backslashes < input.length() && input.charAt(input.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
