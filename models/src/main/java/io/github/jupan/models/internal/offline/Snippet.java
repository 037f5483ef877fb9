package io.github.jupan.models.internal.offline;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A program in the making: imports, the text under its name, then lines.
final class Snippet {

    private static final Pattern LETTER = Pattern.compile("\\X");

    private final Source source;
    private final List<String> imports = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final String name;
    private final boolean normalised;
    private final boolean clustered;

    /// Starts with the source bound to a variable, composed (NFC) where a letter may have been stored in parts.
    Snippet(Source source) {
        this.source = source;
        boolean word = source instanceof Source.Literal literal && literal.isOneWord();
        this.name = word ? "word" : source instanceof Source.Digits ? "digits" : "text";
        this.normalised = source instanceof Source.Literal literal
                && !Normalizer.isNormalized(literal.text(), Normalizer.Form.NFC);
        this.clustered = source instanceof Source.Literal literal
                && literal.text().codePoints().anyMatch(c -> c > 127)
                && isClustered(Normalizer.normalize(literal.text(), Normalizer.Form.NFC));
        String value = value(source);
        if (source instanceof Source.Digits digits && digits.expression().contains("factorial")) {
            with("from math import factorial");
        }
        if (normalised) {
            with("from unicodedata import normalize");
            value = "normalize(\"NFC\", " + value + ")";
        }
        lines.add(name + " = " + value);
    }

    /// Whether a letter is written in several code points that no composition makes one.
    private static boolean isClustered(String text) {
        return LETTER.matcher(text).results().count() != text.codePointCount(0, text.length());
    }

    private static String value(Source source) {
        return switch (source) {
            case Source.Literal s -> Python.literal(s.text());
            case Source.Message s -> "message";
            case Source.Rest s -> "message.split(" + Python.literal(s.mark()) + ", 1)[1].strip()";
            case Source.Document s -> "documents[" + s.name() + "]";
            case Source.Digits s -> "str(" + s.expression() + ")";
            case Source.Missing s -> throw new IllegalArgumentException("no text to work on");
        };
    }

    Source source() {
        return source;
    }

    String name() {
        return name;
    }

    /// What `len`, an index or a slice takes apart into the letters that people see.
    String letters() {
        return clustered ? "letters(" + name + ")" : name;
    }

    /// A piece of [#letters()] as text.
    String joined(String piece) {
        return clustered ? "\"\".join(" + piece + ")" : piece;
    }

    boolean normalised() {
        return normalised;
    }

    Snippet with(String statement) {
        if (!imports.contains(statement)) {
            imports.add(statement);
        }
        return this;
    }

    Snippet line(String line) {
        if (!line.isBlank()) {
            lines.add(line.stripTrailing());
        }
        return this;
    }

    String print(String arguments) {
        lines.add("print(" + arguments + ")");
        String head = imports.isEmpty() ? "" : String.join("\n", imports) + "\n\n";
        return head + String.join("\n", lines);
    }
}
