package io.github.jupan.agent.internal.evidence;

/// Text as Python writes it with quotes.
final class PythonText {

    private PythonText() {}

    /// What a letter behind a backslash stands for. What needs more than one letter does not matter here.
    static String unescaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case '\n' -> "";
            default -> String.valueOf(c);
        };
    }
}
