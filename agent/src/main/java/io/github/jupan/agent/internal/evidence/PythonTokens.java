package io.github.jupan.agent.internal.evidence;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Cuts Python code into its statements, and these into tokens. Comments are left out. What is no Python comes out as
/// some tokens all the same.
final class PythonTokens {

    sealed interface Token {}

    record Name(String name) implements Token {}

    /// @param value null for one that is not written in decimal digits
    record Numeral(@Nullable BigDecimal value) implements Token {}

    /// @param texts its text, decoded; of an f-string the pieces between its fields
    /// @param fields the code in the fields
    record Text(List<String> texts, List<String> fields) implements Token {}

    record Sign(String sign) implements Token {}

    private static final List<String> LONG_SIGNS = List.of(
            "**=", "//=", ">>=", "<<=", "**", "//", ">>", "<<", "<=", ">=", "==", "!=", "->", ":=", "+=", "-=", "*=",
            "/=", "%=", "&=", "|=", "^=", "@=");

    private final String code;
    private final List<List<Token>> statements = new ArrayList<>();
    private List<Token> statement = new ArrayList<>();
    private int depth;
    private int at;

    private PythonTokens(String code) {
        this.code = code;
    }

    static List<List<Token>> statements(String code) {
        PythonTokens tokens = new PythonTokens(code);
        tokens.read();
        return tokens.statements;
    }

    private void read() {
        while (at < code.length()) {
            char c = code.charAt(at);
            if (c == '#') {
                int end = code.indexOf('\n', at);
                at = end < 0 ? code.length() : end;
            } else if ((c == '\n' && depth == 0) || c == ';') {
                endStatement();
                at++;
            } else if (c == '\\' || Character.isWhitespace(c)) {
                at++;
            } else if (c == '"' || c == '\'') {
                text("");
            } else if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
                number();
            } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
                word();
            } else {
                sign();
            }
        }
        endStatement();
    }

    private void endStatement() {
        if (!statement.isEmpty()) {
            statements.add(statement);
            statement = new ArrayList<>();
        }
    }

    private boolean isDigit(int place) {
        return place < code.length() && code.charAt(place) >= '0' && code.charAt(place) <= '9';
    }

    private void number() {
        int start = at;
        while (at < code.length()) {
            char c = code.charAt(at);
            boolean exponentSign = (c == '+' || c == '-')
                    && Character.toLowerCase(code.charAt(at - 1)) == 'e'
                    && !code.startsWith("0x", start);
            if (!Character.isLetterOrDigit(c) && c != '.' && c != '_' && !(at > start && exponentSign)) {
                break;
            }
            at++;
        }
        statement.add(new Numeral(value(code.substring(start, at).replace("_", ""))));
    }

    private static @Nullable BigDecimal value(String written) {
        if (written.length() > DigitGroups.MOST_DIGITS) {
            return null;
        }
        try {
            if (written.length() > 2 && written.charAt(0) == '0' && "xXoObB".indexOf(written.charAt(1)) >= 0) {
                int radix = "xX".indexOf(written.charAt(1)) >= 0 ? 16 : "oO".indexOf(written.charAt(1)) >= 0 ? 8 : 2;
                return new BigDecimal(Long.parseLong(written, 2, written.length(), radix));
            }
            return new BigDecimal(written);
        } catch (NumberFormatException noDecimal) {
            return null;
        }
    }

    private void word() {
        int start = at;
        while (at < code.length() && Character.isUnicodeIdentifierPart(code.charAt(at))) {
            at++;
        }
        String word = code.substring(start, at);
        boolean quote = at < code.length() && (code.charAt(at) == '"' || code.charAt(at) == '\'');
        if (quote && word.length() <= 2 && word.chars().allMatch(each -> "rRbBfFuUtT".indexOf(each) >= 0)) {
            text(word.toLowerCase(Locale.ROOT));
        } else {
            statement.add(new Name(word));
        }
    }

    private void sign() {
        char c = code.charAt(at);
        depth = Math.max(0, depth + ("([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0));
        for (String sign : LONG_SIGNS) {
            if (code.startsWith(sign, at)) {
                statement.add(new Sign(sign));
                at += sign.length();
                return;
            }
        }
        statement.add(new Sign(String.valueOf(c)));
        at++;
    }

    private void text(String prefix) {
        String quote = code.startsWith(code.substring(at, at + 1).repeat(3), at)
                ? code.substring(at, at + 3)
                : code.substring(at, at + 1);
        boolean raw = prefix.indexOf('r') >= 0;
        boolean hasFields = prefix.indexOf('f') >= 0 || prefix.indexOf('t') >= 0;
        List<String> texts = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        at += quote.length();
        while (at < code.length() && !code.startsWith(quote, at)) {
            char c = code.charAt(at);
            if (c == '\n' && quote.length() == 1) {
                break;
            }
            if (c == '\\' && at + 1 < code.length()) {
                at = raw ? at : at + 1;
                text.append(raw ? "\\" : PythonText.unescaped(code.charAt(at)));
                at++;
            } else if (hasFields && (c == '{' || c == '}') && code.startsWith(String.valueOf(c), at + 1)) {
                text.append(c);
                at += 2;
            } else if (hasFields && c == '{') {
                texts.add(text.toString());
                text.setLength(0);
                fields.add(field(quote));
            } else {
                text.append(c);
                at++;
            }
        }
        at = Math.min(code.length(), code.startsWith(quote, at) ? at + quote.length() : at);
        texts.add(text.toString());
        statement.add(new Text(List.copyOf(texts), List.copyOf(fields)));
    }

    /// The code of a field, without its conversion and format, and goes behind it.
    private String field(String quote) {
        int start = ++at;
        int open = 0;
        int end = -1;
        char inner = 0;
        while (at < code.length()) {
            char c = code.charAt(at);
            if (inner != 0) {
                inner = c == inner ? 0 : inner;
            } else if ((c == '"' || c == '\'') && (open > 0 || c != quote.charAt(0))) {
                inner = c;
            } else if (code.startsWith(quote, at) || (c == '\n' && quote.length() == 1)) {
                break;
            } else if ("([{".indexOf(c) >= 0) {
                open++;
            } else if (c == '}' && open == 0) {
                break;
            } else if (")]}".indexOf(c) >= 0) {
                open--;
            } else if (open == 0 && end < 0 && (c == ':' || (c == '!' && !code.startsWith("!=", at)))) {
                end = at;
            }
            at++;
        }
        String field = code.substring(start, end < 0 ? at : end);
        at = code.startsWith("}", at) ? at + 1 : at;
        return field.endsWith("=") && !field.endsWith("==") ? field.substring(0, field.length() - 1) : field;
    }
}
