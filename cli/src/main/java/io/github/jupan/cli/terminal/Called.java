package io.github.jupan.cli.terminal;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the user called this program, so that a command in a hint can be typed as it stands: `jupan`, `./jupan` in a
/// checkout, `bin/jupan` in an archive. The launcher says so.
public final class Called {

    /// The system property that the launcher sets, to what was typed where that is not found on the PATH.
    static final String PROPERTY = "jupan.called";

    static final Set<String> COMMANDS = Set.of(
            "ask",
            "run",
            "mcp",
            "replay",
            "serve",
            "worker",
            "models",
            "packages",
            "sessions",
            "practice",
            "exercises",
            "rank",
            "reward",
            "tokens",
            "acp",
            "doctor",
            "completion",
            "man");

    /// A command line of this program's in a sentence: a command, an option or a question stands behind its name.
    private static final Pattern COMMAND_LINE =
            Pattern.compile("(?<![\\w./-])jupan(?= (?:\"|-|(?:" + String.join("|", COMMANDS) + ")\\b))");

    private Called() {}

    /// What to type.
    public static String name() {
        return name(System.getProperty(PROPERTY, ""));
    }

    static String name(String typed) {
        if (typed.isEmpty()) {
            return "jupan";
        }
        return typed.matches("[\\p{L}\\p{N}_./~+@%:-]+") ? typed : "'" + typed.replace("'", "'\\''") + "'";
    }

    /// A hint of this program's own, in which each command line of it begins with what the user types.
    public static String in(String hint) {
        return in(hint, name());
    }

    static String in(String hint, String name) {
        return COMMAND_LINE.matcher(hint).replaceAll(Matcher.quoteReplacement(name));
    }
}
