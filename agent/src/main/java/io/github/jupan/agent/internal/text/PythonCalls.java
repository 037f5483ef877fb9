package io.github.jupan.agent.internal.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.internal.text.TextCall.Closing;
import io.github.jupan.agent.internal.text.TextCall.Form;
import io.github.jupan.agent.internal.text.ToolNames.Meaning;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Reads calls as Python writes them, with keywords and literals: `python(code="…"), weather(city='Paris', days=3)`.
/// Templates put a program between quotes without escaping it; such a text is one call, and its quotes are the first
/// and the last.
final class PythonCalls {

    private static final int MOST_DEPTH = 50;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String text;
    private int at;

    private PythonCalls(String text) {
        this.text = text;
    }

    /// The calls; none where the text is something else.
    ///
    /// @param known whether a name that is no tool's makes it something else
    static List<TextCall> in(String text, ToolNames tools, boolean known) {
        List<TextCall> calls;
        try {
            calls = new PythonCalls(text).calls();
        } catch (NoLiteral broken) {
            calls = unescaped(text);
        }
        boolean allKnown = calls.stream().allMatch(call -> tools.of(call.name()) != Meaning.NO_TOOL);
        return known && !allKnown ? List.of() : calls;
    }

    private static List<TextCall> unescaped(String text) {
        int open = text.indexOf('(');
        int equals = text.indexOf('=', open);
        int first = equals + 1;
        int last = text.lastIndexOf(')') - 1;
        while (last > 0 && Character.isWhitespace(text.charAt(last))) {
            last--;
        }
        boolean quoted = open > 0
                && equals > open
                && first < last
                && "'\"".indexOf(text.charAt(first)) >= 0
                && text.charAt(first) == text.charAt(last)
                && isName(text.substring(0, open))
                && isName(text.substring(open + 1, equals).strip());
        if (!quoted) {
            return List.of();
        }
        ObjectNode arguments = JSON.objectNode();
        arguments.put(text.substring(open + 1, equals).strip(), text.substring(first + 1, last));
        return List.of(new TextCall(
                toolName(text.substring(0, open)), arguments.toString(), Form.ARGUMENTS, Closing.AS_MEANT));
    }

    private List<TextCall> calls() throws NoLiteral {
        List<TextCall> calls = new ArrayList<>();
        do {
            String name = name();
            int begin = at;
            expect('(');
            ObjectNode arguments = JSON.objectNode();
            while (!accept(')')) {
                String key = name();
                expect('=');
                arguments.set(key, value(0));
                if (!accept(',') && !lookingAt(')')) {
                    throw new NoLiteral();
                }
            }
            calls.add(call(name, arguments, text.substring(begin, at)));
        } while (accept(','));
        blanks();
        if (at < text.length()) {
            throw new NoLiteral();
        }
        return calls;
    }

    /// In a program in quotes, escapes may be the program's own.
    private static TextCall call(String name, ObjectNode arguments, String written) {
        List<TextCall> asWritten = written.indexOf('\\') < 0 ? List.of() : unescaped(name + written);
        String otherwise = asWritten.isEmpty() ? "" : asWritten.getFirst().content();
        return new TextCall(toolName(name), arguments.toString(), Form.ARGUMENTS, Closing.AS_MEANT, otherwise);
    }

    private static String toolName(String name) {
        return name.endsWith(".call") ? name.substring(0, name.length() - ".call".length()) : name;
    }

    private JsonNode value(int depth) throws NoLiteral {
        blanks();
        if (at >= text.length() || depth > MOST_DEPTH) {
            throw new NoLiteral();
        }
        char c = text.charAt(at);
        if (c == '[' || c == '(') {
            at++;
            var list = JSON.arrayNode();
            char close = c == '[' ? ']' : ')';
            while (!accept(close)) {
                list.add(value(depth + 1));
                if (!accept(',') && !lookingAt(close)) {
                    throw new NoLiteral();
                }
            }
            return list;
        }
        if (c == '{') {
            at++;
            ObjectNode object = JSON.objectNode();
            while (!accept('}')) {
                JsonNode key = value(depth + 1);
                expect(':');
                object.set(key.asText(), value(depth + 1));
                if (!accept(',') && !lookingAt('}')) {
                    throw new NoLiteral();
                }
            }
            return object;
        }
        return c == '"' || c == '\'' ? JSON.textNode(strings()) : word();
    }

    /// Strings side by side are one.
    private String strings() throws NoLiteral {
        StringBuilder all = new StringBuilder();
        do {
            string(all);
            blanks();
        } while (at < text.length() && "'\"".indexOf(text.charAt(at)) >= 0);
        return all.toString();
    }

    private void string(StringBuilder into) throws NoLiteral {
        char quote = text.charAt(at);
        String three = String.valueOf(quote).repeat(3);
        boolean isLong = text.startsWith(three, at);
        String close = isLong ? three : String.valueOf(quote);
        at += close.length();
        while (!text.startsWith(close, at)) {
            if (at >= text.length() || (!isLong && text.charAt(at) == '\n')) {
                throw new NoLiteral();
            }
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                escape(into);
            } else {
                into.append(c);
            }
        }
        at += close.length();
    }

    private void escape(StringBuilder into) throws NoLiteral {
        char c = text.charAt(at++);
        switch (c) {
            case 'n' -> into.append('\n');
            case 't' -> into.append('\t');
            case 'r' -> into.append('\r');
            case '\n' -> {}
            case '\\', '\'', '"' -> into.append(c);
            case 'x' -> codePoint(2, into);
            case 'u' -> codePoint(4, into);
            case 'U' -> codePoint(8, into);
            default -> into.append('\\').append(c);
        }
    }

    private void codePoint(int digits, StringBuilder into) throws NoLiteral {
        try {
            into.appendCodePoint(Integer.parseInt(text, at, Math.min(text.length(), at + digits), 16));
            at += digits;
        } catch (IllegalArgumentException e) {
            throw new NoLiteral();
        }
    }

    private JsonNode word() throws NoLiteral {
        int begin = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-._".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        String word = text.substring(begin, at);
        return switch (word) {
            case "True", "true" -> JSON.booleanNode(true);
            case "False", "false" -> JSON.booleanNode(false);
            case "None", "null" -> JSON.nullNode();
            default -> {
                try {
                    yield JSON.numberNode(new BigDecimal(word.replace("_", "")));
                } catch (NumberFormatException e) {
                    throw new NoLiteral();
                }
            }
        };
    }

    private String name() throws NoLiteral {
        blanks();
        int begin = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        if (begin == at) {
            throw new NoLiteral();
        }
        return text.substring(begin, at);
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(PythonCalls::isNamePart);
    }

    private static boolean isNamePart(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-';
    }

    private void expect(char c) throws NoLiteral {
        if (!accept(c)) {
            throw new NoLiteral();
        }
    }

    private boolean accept(char c) {
        boolean there = lookingAt(c);
        at += there ? 1 : 0;
        return there;
    }

    private boolean lookingAt(char c) {
        blanks();
        return at < text.length() && text.charAt(at) == c;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /// The text is no call with literals.
    private static final class NoLiteral extends Exception {
        private static final long serialVersionUID = 1;

        private NoLiteral() {
            super(null, null, false, false);
        }
    }
}
