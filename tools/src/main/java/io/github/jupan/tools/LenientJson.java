package io.github.jupan.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.tools.internal.arguments.LenientString;
import java.math.BigInteger;

/// Reads JSON as models write it, in one pass. To be asked once a strict parser has failed.
///
/// Beside JSON: real line breaks in strings; strings in single, typographic, back or three quotes; quotes that were
/// not escaped, where what follows shows that the string goes on; escapes that only Python knows, which stay as they
/// are; keys without quotes; Python's `None`, `True` and `False`; comments; commas too many; and at the end of the
/// text, missing quotes and brackets.
public final class LenientJson {

    private static final int MOST_DEPTH = 200;
    private static final int MOST_WORD_CHARS = 100;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// What a text begins with.
    public sealed interface Reading {

        /// @param end the index behind the value; what comes there was not looked at
        record Value(JsonNode value, int end) implements Reading {}

        /// @param at where the text stops making sense
        record Failed(int at) implements Reading {}
    }

    private static final class NoValue extends Exception {
        private static final long serialVersionUID = 1;

        NoValue() {
            super(null, null, false, false);
        }
    }

    private final String text;
    private int at;
    private int braces;
    private int brackets;

    private LenientJson(String text, int from) {
        this.text = text;
        at = from;
    }

    /// Reads the value that begins at `from`, or behind white space and comments there.
    public static Reading read(String text, int from) {
        LenientJson reader = new LenientJson(text, from);
        try {
            JsonNode value = reader.value();
            return new Reading.Value(value, reader.at);
        } catch (NoValue e) {
            return new Reading.Failed(reader.at);
        }
    }

    private JsonNode value() throws NoValue {
        skipBlank();
        if (at >= text.length() || braces + brackets > MOST_DEPTH) {
            throw new NoValue();
        }
        char c = text.charAt(at);
        if (c == '{') {
            return object();
        }
        if (c == '[') {
            return array();
        }
        return LenientString.opens(c) ? NODES.textNode(string(false)) : word();
    }

    private ObjectNode object() throws NoValue {
        ObjectNode object = NODES.objectNode();
        at++;
        braces++;
        boolean more = true;
        while (more) {
            skipCommas();
            if (ends('}')) {
                break;
            }
            String key = LenientString.opens(text.charAt(at)) ? string(true) : bare();
            skipBlank();
            if (!skip(':') && !skip('=')) {
                throw new NoValue();
            }
            object.set(key, value());
            more = goesOn('}');
        }
        braces--;
        return object;
    }

    private ArrayNode array() throws NoValue {
        ArrayNode array = NODES.arrayNode();
        at++;
        brackets++;
        boolean more = true;
        while (more) {
            skipCommas();
            if (ends(']')) {
                break;
            }
            array.add(value());
            more = goesOn(']');
        }
        brackets--;
        return array;
    }

    /// Whether the object or array ends here: at its bracket, which is taken, at one that ends what is around it, or
    /// with the text.
    private boolean ends(char bracket) {
        if (at >= text.length() || skip(bracket)) {
            return true;
        }
        char c = text.charAt(at);
        return (c == '}' && braces > 0) || (c == ']' && brackets > 0);
    }

    /// Whether another member may follow a value. Anything that cannot be one stands behind a bracket that is
    /// missing.
    private boolean goesOn(char bracket) {
        skipBlank();
        if (ends(bracket)) {
            return false;
        }
        return text.charAt(at) == ',' || LenientString.opens(text.charAt(at));
    }

    private String string(boolean key) {
        boolean outermost = braces + brackets == 0;
        LenientString string = LenientString.read(
                text,
                at,
                braces,
                next -> outermost
                        || switch (next) {
                            case ',' -> true;
                            case '}' -> braces > 0;
                            case ']' -> brackets > 0;
                            case ':', '=' -> key;
                            default -> false;
                        });
        at = string.end();
        return string.value();
    }

    private String bare() throws NoValue {
        int start = at;
        while (at < text.length() && isBare(text.charAt(at))) {
            at++;
        }
        if (at == start || at - start > MOST_WORD_CHARS) {
            throw new NoValue();
        }
        return text.substring(start, at);
    }

    private static boolean isBare(char c) {
        return Character.isLetterOrDigit(c) || "_-+.$".indexOf(c) >= 0;
    }

    private JsonNode word() throws NoValue {
        int start = at;
        String word = bare();
        switch (word) {
            case "true", "True" -> {
                return NODES.booleanNode(true);
            }
            case "false", "False" -> {
                return NODES.booleanNode(false);
            }
            case "null", "None", "undefined" -> {
                return NODES.nullNode();
            }
            default -> {
                try {
                    return number(word);
                } catch (NumberFormatException e) {
                    at = start;
                    throw new NoValue();
                }
            }
        }
    }

    private static JsonNode number(String word) {
        if (word.chars().anyMatch(c -> ".eE".indexOf(c) >= 0)) {
            return NODES.numberNode(Double.parseDouble(word));
        }
        BigInteger number = new BigInteger(word);
        if (number.bitLength() >= Long.SIZE) {
            return NODES.numberNode(number);
        }
        return number.bitLength() < Integer.SIZE
                ? NODES.numberNode(number.intValue())
                : NODES.numberNode(number.longValue());
    }

    private boolean skip(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private void skipCommas() {
        do {
            skipBlank();
        } while (skip(','));
    }

    private void skipBlank() {
        while (at < text.length()) {
            if (LenientString.isBlank(text.charAt(at))) {
                at++;
            } else if (text.charAt(at) == '#' || text.startsWith("//", at)) {
                skipPast("\n");
            } else if (text.startsWith("/*", at)) {
                skipPast("*/");
            } else {
                return;
            }
        }
    }

    private void skipPast(String mark) {
        int found = text.indexOf(mark, at);
        at = found < 0 ? text.length() : found + mark.length();
    }
}
