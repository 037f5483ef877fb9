package io.github.jupan.cli.render;

import io.github.jupan.cli.terminal.Style;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/// Colours Python while it is being written. Pieces may end anywhere: the same text in other pieces gets the same
/// colours. A word or number is shown once it is complete, everything else at once.
final class PythonHighlighter {

    private static final Set<String> KEYWORDS = words("""
        False None True and as assert async await break class continue def del elif else except finally
        for from global if import in is lambda match nonlocal not or pass raise return try while with
        yield
        """);
    private static final Set<String> BUILTINS = words("""
        abs all any bin bool chr dict divmod enumerate filter float format frozenset hex int isinstance
        iter len list map max min next oct ord pow print range repr reversed round set sorted str sum
        tuple type zip message messages documents
        """);
    private static final Pattern STRING_PREFIX = Pattern.compile("(?i)[rbuft]|[bft]r|r[bft]");

    private enum State {
        CODE,
        WORD,
        NUMBER,
        COMMENT,
        QUOTE_1,
        QUOTE_2,
        STRING,
        LONG_STRING
    }

    private final BiConsumer<Style, String> sink;
    private final StringBuilder held = new StringBuilder();
    private final StringBuilder ready = new StringBuilder();
    private Style readyStyle = Style.PLAIN;
    private State state = State.CODE;
    private char quote;
    private int closing;
    private boolean escaped;
    private char before = '\n';

    PythonHighlighter(BiConsumer<Style, String> sink) {
        this.sink = sink;
    }

    void write(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            step(piece.charAt(i));
        }
        deliver();
    }

    /// Ends the block: what was held back is shown.
    void end() {
        endToken('\n');
        state = State.CODE;
        deliver();
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    private void step(char c) {
        switch (state) {
            case CODE -> code(c);
            case WORD -> word(c);
            case NUMBER -> number(c);
            case COMMENT -> comment(c);
            case QUOTE_1 -> firstQuote(c);
            case QUOTE_2 -> secondQuote(c);
            case STRING -> string(c);
            case LONG_STRING -> longString(c);
        }
    }

    private void code(char c) {
        if (c >= '0' && c <= '9') {
            held.append(c);
            state = State.NUMBER;
        } else if (Character.isUnicodeIdentifierStart(c) || c == '_' || Character.isSurrogate(c)) {
            held.append(c);
            state = State.WORD;
        } else if (c == '\'' || c == '"') {
            openQuote(c);
        } else if (c == '#') {
            emit(Style.COMMENT, c);
            state = State.COMMENT;
        } else {
            emit(Style.PLAIN, c);
            before = Character.isWhitespace(c) && c != '\n' ? before : c;
        }
    }

    private void word(char c) {
        if (Character.isUnicodeIdentifierPart(c) || Character.isSurrogate(c)) {
            held.append(c);
        } else {
            endToken(c);
            code(c);
        }
    }

    private void number(char c) {
        boolean exponentSign = (c == '+' || c == '-')
                && Character.toLowerCase(held.charAt(held.length() - 1)) == 'e'
                && !held.toString().startsWith("0x");
        if (Character.isLetterOrDigit(c) || c == '_' || c == '.' || exponentSign) {
            held.append(c);
        } else {
            endToken(c);
            code(c);
        }
    }

    private void endToken(char next) {
        if (held.isEmpty()) {
            return;
        }
        String token = held.toString();
        held.setLength(0);
        emit(state == State.NUMBER ? Style.NUMBER : wordStyle(token, next), token);
        before = 'a';
        state = State.CODE;
    }

    private Style wordStyle(String word, char next) {
        if ((next == '\'' || next == '"') && STRING_PREFIX.matcher(word).matches()) {
            return Style.STRING;
        }
        if (before == '.') {
            return Style.PLAIN;
        }
        return KEYWORDS.contains(word) ? Style.KEYWORD : BUILTINS.contains(word) ? Style.BUILTIN : Style.PLAIN;
    }

    private void comment(char c) {
        if (c == '\n') {
            state = State.CODE;
            code(c);
        } else {
            emit(Style.COMMENT, c);
        }
    }

    private void openQuote(char c) {
        quote = c;
        escaped = false;
        closing = 0;
        before = 'a';
        emit(Style.STRING, c);
        state = State.QUOTE_1;
    }

    private void firstQuote(char c) {
        if (c == quote) {
            emit(Style.STRING, c);
            state = State.QUOTE_2;
        } else {
            state = State.STRING;
            string(c);
        }
    }

    private void secondQuote(char c) {
        if (c == quote) {
            emit(Style.STRING, c);
            state = State.LONG_STRING;
        } else {
            state = State.CODE;
            code(c);
        }
    }

    private void string(char c) {
        if (c == '\n' && !escaped) {
            state = State.CODE;
            code(c);
            return;
        }
        emit(Style.STRING, c);
        if (!escaped && c == quote) {
            state = State.CODE;
        }
        escaped = !escaped && c == '\\';
    }

    private void longString(char c) {
        emit(Style.STRING, c);
        closing = !escaped && c == quote ? closing + 1 : 0;
        escaped = !escaped && c == '\\';
        if (closing == 3) {
            state = State.CODE;
        }
    }

    private void emit(Style style, char c) {
        emit(style, String.valueOf(c));
    }

    private void emit(Style style, String text) {
        if (style != readyStyle) {
            deliver();
            readyStyle = style;
        }
        ready.append(text);
    }

    private void deliver() {
        if (!ready.isEmpty()) {
            sink.accept(readyStyle, ready.toString());
            ready.setLength(0);
        }
    }
}
