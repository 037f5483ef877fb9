package io.github.jupan.sandbox;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The root of every exception that says the world outside the program failed.
///
/// What a normal end looks like is a value ([Execution], `Outcome`), never an exception; a caller's own mistake is an
/// [IllegalArgumentException] or [IllegalStateException].
public class JupanException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// A person reads it; what is longer quotes something.
    private static final int LINE_CHARS = 1_000;

    private static final int READ_CHARS = 8_000;

    private static final Pattern FRAMES = Pattern.compile("(?: at [\\w.$/<>]++\\([^()]*+\\))++");

    public JupanException(String message) {
        super(message);
    }

    public JupanException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// A message as people are shown it: one line of at most 1,000 characters, without what Java says of where it was.
    public static String line(@Nullable String message) {
        String text = String.valueOf(message);
        String line = text.substring(0, Math.min(text.length(), READ_CHARS))
                .strip()
                .lines()
                .map(String::strip)
                .collect(Collectors.joining(" "));
        String words = FRAMES.matcher(line).replaceAll("");
        return words.length() <= LINE_CHARS ? words : words.substring(0, LINE_CHARS - 1) + "…";
    }
}
