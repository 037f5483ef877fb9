package io.github.jupan.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Finds the literals in Python code: strings, decoded, and numbers as they are written. Comments are skipped, and so
/// are strings that stand alone as a statement (docstrings). Of an f-string the text between the fields counts.
final class PythonLiterals {

    record Literals(List<String> strings, List<String> numbers) {}

    private final String code;
    private final List<String> strings = new ArrayList<>();
    private final List<String> numbers = new ArrayList<>();
    private int at;

    private PythonLiterals(String code) {
        this.code = code;
    }

    static Literals of(String code) {
        PythonLiterals reader = new PythonLiterals(code);
        reader.read();
        return new Literals(List.copyOf(reader.strings), List.copyOf(reader.numbers));
    }

    private void read() {
        boolean statementStarts = true;
        while (at < code.length()) {
            char c = code.charAt(at);
            if (c == '#') {
                skipComment();
            } else if (c == '"' || c == '\'') {
                string("", statementStarts);
                statementStarts = false;
            } else if (Character.isDigit(c)) {
                number();
                statementStarts = false;
            } else if (Character.isLetter(c) || c == '_') {
                int start = at;
                skipWord();
                String word = code.substring(start, at).toLowerCase(Locale.ROOT);
                boolean prefix = word.length() <= 2 && word.chars().allMatch(each -> "rbfut".indexOf(each) >= 0);
                if (prefix && at < code.length() && (code.charAt(at) == '"' || code.charAt(at) == '\'')) {
                    string(word, statementStarts);
                }
                statementStarts = false;
            } else {
                statementStarts = c == '\n' || c == ';' || (statementStarts && Character.isWhitespace(c));
                at++;
            }
        }
    }

    private void skipComment() {
        while (at < code.length() && code.charAt(at) != '\n') {
            at++;
        }
    }

    private void skipWord() {
        while (at < code.length() && (Character.isLetterOrDigit(code.charAt(at)) || code.charAt(at) == '_')) {
            at++;
        }
    }

    private void number() {
        int start = at;
        skipWord();
        String digits = code.substring(start, at).replace("_", "");
        boolean decimal = at < code.length() && code.charAt(at) == '.';
        boolean fraction = start > 0 && code.charAt(start - 1) == '.';
        if (!decimal && !fraction && digits.chars().allMatch(Character::isDigit)) {
            numbers.add(digits);
        }
    }

    private void string(String prefix, boolean statementStarts) {
        char quote = code.charAt(at);
        boolean three = code.startsWith(String.valueOf(quote).repeat(3), at);
        at += three ? 3 : 1;
        StringBuilder text = new StringBuilder();
        List<String> parts = new ArrayList<>();
        boolean raw = prefix.indexOf('r') >= 0;
        boolean fields = prefix.indexOf('f') >= 0 || prefix.indexOf('t') >= 0;
        while (at < code.length() && !closes(quote, three)) {
            char c = code.charAt(at);
            if (c == '\\' && at + 1 < code.length()) {
                escape(text, raw);
            } else if (fields && (c == '{' || c == '}') && at + 1 < code.length() && code.charAt(at + 1) == c) {
                text.append(c);
                at += 2;
            } else if (fields && c == '{') {
                parts.add(text.toString());
                text.setLength(0);
                skipField(quote, three);
            } else {
                text.append(c);
                at++;
            }
        }
        boolean ended = at >= code.length() || code.charAt(at) == '\n';
        at += ended ? 0 : three ? 3 : 1;
        parts.add(text.toString());
        if (!(statementStarts && statementEnds())) {
            parts.stream().filter(part -> !part.isBlank()).forEach(strings::add);
        }
    }

    private boolean closes(char quote, boolean three) {
        return three
                ? code.startsWith(String.valueOf(quote).repeat(3), at)
                : code.charAt(at) == quote || code.charAt(at) == '\n';
    }

    private void skipField(char quote, boolean three) {
        int depth = 0;
        while (at < code.length() && !closes(quote, three)) {
            char c = code.charAt(at++);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return;
            }
        }
    }

    private boolean statementEnds() {
        int next = at;
        while (next < code.length() && (code.charAt(next) == ' ' || code.charAt(next) == '\t')) {
            next++;
        }
        return next < code.length() && (code.charAt(next) == '\n' || code.charAt(next) == '\r');
    }

    private void escape(StringBuilder text, boolean raw) {
        char c = code.charAt(at + 1);
        if (raw) {
            text.append('\\').append(c);
            at += 2;
            return;
        }
        int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        if (digits > 0 && at + 2 + digits <= code.length()) {
            try {
                int codePoint = Integer.parseInt(code, at + 2, at + 2 + digits, 16);
                if (Character.isValidCodePoint(codePoint)) {
                    text.appendCodePoint(codePoint);
                    at += 2 + digits;
                    return;
                }
            } catch (NumberFormatException noEscape) {
                text.append('\\');
                at++;
                return;
            }
        }
        switch (c) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case '\n' -> {}
            default -> text.append(c);
        }
        at += 2;
    }
}
