package io.github.jupan.tools;

import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Asks an interpreter whether texts are programs, without running them. It sets no variable and prints nothing; it
/// counts as a run where the interpreter numbers its runs.
///
/// The interpreter does nothing else in that time, as with [Interpreter#run]. On a machine too busy for it, the
/// check ends at the interpreter's own limits, which may cost its variables as a run's end there does.
public final class CompileCheck {

    /// What the interpreter makes of a text.
    public enum Verdict {
        /// Compiles, and does something: calls, assigns, calculates.
        PROGRAM,
        /// Compiles, but merely says something, as most short texts do that are no programs: a word, a literal, names
        /// with operators between them (`ls -la`), what could be a date or a fraction (`1/2`), `key: value`.
        NAMES_AND_LITERALS,
        /// Does not compile.
        NOT_PYTHON,
        /// The interpreter could not say: it was stopped, or the text is too long for it.
        UNKNOWN;

        /// Whether it would run as it stands.
        public boolean compiles() {
            return this == PROGRAM || this == NAMES_AND_LITERALS;
        }
    }

    /// Beyond this each text is asked for alone, so that a snippet's longest length holds for one text only.
    private static final int MOST_CHARS_TOGETHER = 16_000;

    private static final String SOURCE = literal(source());

    private CompileCheck() {}

    /// What one text is.
    public static Verdict of(String text, Interpreter interpreter) {
        return of(List.of(text), interpreter).getFirst();
    }

    /// What each of the texts is, in order.
    public static List<Verdict> of(List<String> texts, Interpreter interpreter) {
        if (texts.stream().mapToInt(String::length).sum() <= MOST_CHARS_TOGETHER) {
            return ask(texts, interpreter);
        }
        return texts.stream()
                .map(text -> ask(List.of(text), interpreter).getFirst())
                .toList();
    }

    private static List<Verdict> ask(List<String> texts, Interpreter interpreter) {
        List<String> literals = texts.stream().map(CompileCheck::literal).toList();
        // One expression, whose names nobody sees: the user's own may be called as these are.
        String code = "(lambda space: (__import__('builtins').exec(" + SOURCE + ", space), space['verdicts'](["
                + String.join(", ", literals) + "]))[1])({})";
        Execution execution = interpreter.run(code, (channel, text) -> {}, new Cancellation());
        String letters = execution instanceof Execution.Completed completed && completed.value() != null
                ? completed.value().replace("'", "")
                : "";
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            verdicts.add(verdict(i < letters.length() ? letters.charAt(i) : '?'));
        }
        return verdicts;
    }

    private static Verdict verdict(char letter) {
        return switch (letter) {
            case 'P' -> Verdict.PROGRAM;
            case 'S' -> Verdict.NAMES_AND_LITERALS;
            case 'N' -> Verdict.NOT_PYTHON;
            default -> Verdict.UNKNOWN;
        };
    }

    /// A literal of Python's, on one line.
    private static String literal(String text) {
        StringBuilder literal = new StringBuilder(text.length() + 16).append('"');
        text.codePoints().forEach(c -> {
            if (c == '\n') {
                literal.append("\\n");
            } else if (c == '"' || c == '\\') {
                literal.append('\\').append((char) c);
            } else if (c < ' '
                    || (c >= 0x7f && c < 0xa0)
                    || (c >= 0xd800 && c < 0xe000)
                    || c == 0x2028
                    || c == 0x2029) {
                literal.append("\\u%04x".formatted(c));
            } else {
                literal.appendCodePoint(c);
            }
        });
        return literal.append('"').toString();
    }

    private static String source() {
        try (InputStream in = Objects.requireNonNull(CompileCheck.class.getResourceAsStream("compile_check.py"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
