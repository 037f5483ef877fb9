package io.github.jupan.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts Python code into its statements, and these into tokens: in one pass, with brackets, continued lines,
/// prefixes of strings and the fields of f-strings. Comments are left out. What is no Python comes out as some
/// tokens all the same.
public final class PythonTokens {

    /// A piece of code with a meaning of its own.
    public sealed interface Token {}

    public record Name(String name) implements Token {}

    /// @param written as it stands in the code, such as `48_159`
    public record Numeral(String written) implements Token {}

    /// A string or bytes.
    ///
    /// @param texts its text, decoded; of an f-string the pieces before, between and behind its fields, so that
    ///     there is one more of them than of fields
    /// @param fields the code in the fields, without conversions and formats; fields in a format come behind theirs
    public record Text(List<String> texts, List<List<Token>> fields) implements Token {}

    public record Sign(String sign) implements Token {}

    /// What stands in a field of a field, and so on, is read as text: nobody writes that.
    private static final int DEEPEST_FIELD = 20;

    private static final List<String> LONG_SIGNS = List.of(
            "**=", "//=", ">>=", "<<=", "**", "//", ">>", "<<", "<=", ">=", "==", "!=", "->", ":=", "+=", "-=", "*=",
            "/=", "%=", "&=", "|=", "^=", "@=");

    private final String code;
    private int at;
    private int fieldDepth;

    private PythonTokens(String code) {
        this.code = code;
    }

    /// The statements of a program; what stands behind a colon on its line belongs to what stands before it.
    public static List<List<Token>> statements(String code) {
        PythonTokens tokens = new PythonTokens(code);
        List<List<Token>> statements = new ArrayList<>();
        while (tokens.at < code.length()) {
            List<Token> statement = tokens.statement();
            if (!statement.isEmpty()) {
                statements.add(statement);
            }
        }
        return statements;
    }

    private List<Token> statement() {
        List<Token> statement = new ArrayList<>();
        int depth = 0;
        while (at < code.length()) {
            char c = code.charAt(at);
            if (depth == 0 && (c == '\n' || c == '\r' || c == ';')) {
                at++;
                break;
            }
            depth = Math.max(0, depth + bracket(c));
            token(c, statement);
        }
        return statement;
    }

    private static int bracket(char c) {
        return switch (c) {
            case '(', '[', '{' -> 1;
            case ')', ']', '}' -> -1;
            default -> 0;
        };
    }

    private void token(char c, List<Token> into) {
        if (c == '#') {
            while (at < code.length() && code.charAt(at) != '\n' && code.charAt(at) != '\r') {
                at++;
            }
        } else if (c == '\\') {
            at++;
            lineBreak();
        } else if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '"' || c == '\'') {
            into.add(text(""));
        } else if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
            into.add(number());
        } else if (Character.isUnicodeIdentifierStart(code.codePointAt(at)) || c == '_') {
            word(into);
        } else {
            into.add(sign());
        }
    }

    /// Goes behind a line break that begins here.
    private void lineBreak() {
        if (code.startsWith("\r\n", at)) {
            at += 2;
        } else if (at < code.length() && (code.charAt(at) == '\n' || code.charAt(at) == '\r')) {
            at++;
        }
    }

    private boolean isDigit(int place) {
        return place < code.length() && code.charAt(place) >= '0' && code.charAt(place) <= '9';
    }

    private Numeral number() {
        int start = at;
        while (at < code.length()) {
            char c = code.charAt(at);
            boolean exponentSign = (c == '+' || c == '-')
                    && at > start
                    && Character.toLowerCase(code.charAt(at - 1)) == 'e'
                    && !code.startsWith("0x", start);
            if (!Character.isLetterOrDigit(c) && c != '.' && c != '_' && !exponentSign) {
                break;
            }
            at++;
        }
        return new Numeral(code.substring(start, at));
    }

    private void word(List<Token> into) {
        int start = at;
        while (at < code.length() && Character.isUnicodeIdentifierPart(code.codePointAt(at))) {
            at += Character.charCount(code.codePointAt(at));
        }
        String word = code.substring(start, at);
        boolean quote = at < code.length() && (code.charAt(at) == '"' || code.charAt(at) == '\'');
        if (quote && word.length() <= 2 && word.chars().allMatch(each -> "rRbBfFuUtT".indexOf(each) >= 0)) {
            into.add(text(word.toLowerCase(Locale.ROOT)));
        } else {
            into.add(new Name(word));
        }
    }

    private Sign sign() {
        for (String sign : LONG_SIGNS) {
            if (code.startsWith(sign, at)) {
                at += sign.length();
                return new Sign(sign);
            }
        }
        int end = at + Character.charCount(code.codePointAt(at));
        Sign sign = new Sign(code.substring(at, end));
        at = end;
        return sign;
    }

    private Text text(String prefix) {
        char mark = code.charAt(at);
        int marks = code.startsWith(String.valueOf(mark).repeat(3), at) ? 3 : 1;
        boolean raw = prefix.indexOf('r') >= 0;
        boolean bytes = prefix.indexOf('b') >= 0;
        boolean hasFields = (prefix.indexOf('f') >= 0 || prefix.indexOf('t') >= 0) && fieldDepth < DEEPEST_FIELD;
        List<String> texts = new ArrayList<>();
        List<List<Token>> fields = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        at += marks;
        while (at < code.length() && !closes(mark, marks)) {
            char c = code.charAt(at);
            if ((c == '\n' || c == '\r') && marks == 1) {
                break;
            }
            if (c == '\\' && at + 1 < code.length()) {
                if (raw) {
                    text.append(c).append(code.charAt(at + 1));
                    at += 2;
                } else {
                    escape(text, bytes);
                }
            } else if (hasFields && (c == '{' || c == '}') && at + 1 < code.length() && code.charAt(at + 1) == c) {
                text.append(c);
                at += 2;
            } else if (hasFields && c == '{') {
                texts.add(text.toString());
                text.setLength(0);
                field(mark, marks, fields);
                while (texts.size() < fields.size()) {
                    texts.add("");
                }
            } else {
                text.append(c);
                at++;
            }
        }
        at += at < code.length() && closes(mark, marks) ? marks : 0;
        texts.add(text.toString());
        return new Text(List.copyOf(texts), List.copyOf(fields));
    }

    private boolean closes(char mark, int marks) {
        for (int i = 0; i < marks; i++) {
            if (at + i >= code.length() || code.charAt(at + i) != mark) {
                return false;
            }
        }
        return true;
    }

    /// Reads a field and goes behind it. Its strings may have the quotes of the string that it stands in.
    private void field(char mark, int marks, List<List<Token>> fields) {
        List<Token> expression = new ArrayList<>();
        fields.add(expression);
        fieldDepth++;
        at++;
        int depth = 0;
        while (at < code.length()) {
            char c = code.charAt(at);
            boolean unequal = code.startsWith("!=", at);
            if (depth == 0 && (c == '}' || c == ':' || (c == '!' && !unequal))) {
                break;
            }
            depth = Math.max(0, depth + bracket(c));
            token(c, expression);
        }
        // `{x=}` shows the expression too.
        if (!expression.isEmpty() && expression.getLast().equals(new Sign("="))) {
            expression.removeLast();
        }
        format(mark, marks, fields);
        fieldDepth--;
    }

    private void format(char mark, int marks, List<List<Token>> fields) {
        while (at < code.length() && code.charAt(at) != '}' && !closes(mark, marks)) {
            if (code.charAt(at) == '{' && fieldDepth < DEEPEST_FIELD) {
                field(mark, marks, fields);
            } else {
                at++;
            }
        }
        at += at < code.length() && code.charAt(at) == '}' ? 1 : 0;
    }

    /// Decodes what a backslash begins, as Python does; names of characters (`\N{BULLET}`) stay as they are.
    private void escape(StringBuilder text, boolean bytes) {
        char c = code.charAt(at + 1);
        int digits = c == 'x' ? 2 : bytes ? 0 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        int codePoint = digits > 0 ? number(at + 2, digits, 16) : -1;
        if (codePoint >= 0) {
            text.appendCodePoint(codePoint);
            at += 2 + digits;
            return;
        }
        if (c >= '0' && c <= '7') {
            int end = at + 1;
            while (end < code.length() && end < at + 4 && code.charAt(end) >= '0' && code.charAt(end) <= '7') {
                end++;
            }
            text.append((char) number(at + 1, end - at - 1, 8));
            at = end;
            return;
        }
        at++;
        switch (c) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'a' -> text.append('\u0007');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'v' -> text.append('\u000b');
            case '\\', '\'', '"' -> text.append(c);
            case '\n', '\r' -> {
                lineBreak();
                return;
            }
            default -> text.append('\\').append(c);
        }
        at++;
    }

    /// The code point that digits stand for; -1 where they are not all there.
    private int number(int from, int digits, int radix) {
        if (from + digits > code.length()) {
            return -1;
        }
        long number = 0;
        for (int place = from; place < from + digits; place++) {
            int digit = code.charAt(place) < 0x80 ? Character.digit(code.charAt(place), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number <= Character.MAX_CODE_POINT ? (int) number : -1;
    }
}
