package io.github.jupan.tools.internal.arguments;

/// A string in JSON as models write it.
///
/// @param value what it stands for
/// @param end the index behind it
public record LenientString(String value, int end) {

    /// Whether a string can be followed by this character.
    public interface Following {
        boolean test(char next);
    }

    public static boolean opens(char c) {
        return "\"'`“”„‘’".indexOf(c) >= 0;
    }

    public static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\ufeff' || c == '\u200b';
    }

    /// Reads the string that opens at `start`. A quote ends it where the text ends or what comes next can follow.
    ///
    /// @param openBraces how many objects the string stands in
    public static LenientString read(String text, int start, int openBraces, Following following) {
        char quote = text.charAt(start);
        String three = String.valueOf(quote).repeat(3);
        if (quote != '`' && text.startsWith(three, start)) {
            return inThreeQuotes(text, start + 3, three);
        }
        int lastQuote = -1;
        int quotes = 0;
        for (int at = start + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (closes(quote, c)) {
                int next = at + 1;
                while (next < text.length() && isBlank(text.charAt(next))) {
                    next++;
                }
                if (next >= text.length() || following.test(text.charAt(next))) {
                    return new LenientString(decoded(text.substring(start + 1, at), quote), at + 1);
                }
                lastQuote = at;
                quotes++;
                at = next - 1;
            }
        }
        // Quotes of the program come in pairs: an odd one is the string's own, with something strange behind it.
        int end = quotes % 2 == 1 ? lastQuote : text.length();
        String raw = text.substring(start + 1, end);
        return quotes % 2 == 1
                ? new LenientString(decoded(raw, quote), end + 1)
                : new LenientString(decoded(withoutBraces(raw, openBraces), quote), end);
    }

    private static boolean closes(char quote, char c) {
        return switch (quote) {
            case '“', '”', '„' -> c == '”' || c == '“' || c == '"';
            case '‘', '’' -> c == '’' || c == '\'';
            default -> c == quote;
        };
    }

    private static LenientString inThreeQuotes(String text, int start, String three) {
        int end = start;
        while (end < text.length() && !text.startsWith(three, end)) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end, text.length());
        String raw = text.substring(start, end);
        // Whoever writes real line breaks writes the program as it is.
        String value = raw.indexOf('\n') >= 0 ? raw : decoded(raw, three.charAt(0));
        return new LenientString(value, Math.min(end + three.length(), text.length()));
    }

    /// The text of a string that was never closed, without the brackets that close what it stands in.
    private static String withoutBraces(String raw, int openBraces) {
        long tooMany = Math.min(
                openBraces,
                raw.chars().filter(c -> c == '}').count()
                        - raw.chars().filter(c -> c == '{').count());
        String text = raw.stripTrailing();
        for (long i = 0; i < tooMany && text.endsWith("}"); i++) {
            text = text.substring(0, text.length() - 1).stripTrailing();
        }
        return tooMany > 0 ? text : raw;
    }

    /// Decodes JSON's escapes. Any other is the program's own and keeps its backslash, as in `\d`; and whoever writes
    /// `\d` means by `\b` what a regular expression does. `\'` is one of the program's own where the text has such
    /// quotes without a backslash too.
    public static String decoded(String raw, char quote) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        boolean bareApostrophe = false;
        boolean ownEscapes = false;
        for (int at = 0; at < raw.length(); at++) {
            char c = raw.charAt(at);
            bareApostrophe |= c == '\'';
            if (c == '\\' && at + 1 < raw.length()) {
                ownEscapes |= "\"\\/bfnrtu'`\r\n".indexOf(raw.charAt(++at)) < 0;
            }
        }
        boolean ownApostrophes = bareApostrophe && quote != '\'' && quote != '‘';
        StringBuilder text = new StringBuilder(raw.length());
        for (int at = 0; at < raw.length(); at++) {
            char c = raw.charAt(at);
            if (c != '\\' || at + 1 == raw.length()) {
                text.append(c);
                continue;
            }
            char escaped = raw.charAt(++at);
            switch (escaped) {
                case '"', '\\', '/' -> text.append(escaped);
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'b' -> text.append(ownEscapes ? "\\b" : "\b");
                case 'f' -> text.append(ownEscapes ? "\\f" : "\f");
                case '\'' -> text.append(ownApostrophes ? "\\'" : "'");
                case '`' -> text.append(quote == '`' ? "`" : "\\`");
                case 'u' -> {
                    int unit = unit(raw, at + 1);
                    text.append(unit < 0 ? "\\u" : String.valueOf((char) unit));
                    at += unit < 0 ? 0 : 4;
                }
                default -> text.append('\\').append(escaped);
            }
        }
        return text.toString();
    }

    /// The four hexadecimal digits at an index; -1 where there are none.
    private static int unit(String raw, int from) {
        int unit = 0;
        for (int at = from; at < from + 4; at++) {
            int digit = at < raw.length() ? Character.digit(raw.charAt(at), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
