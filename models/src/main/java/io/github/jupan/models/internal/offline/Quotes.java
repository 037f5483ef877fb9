package io.github.jupan.models.internal.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Finds what stands in quotes, of whatever kind, and puts one placeholder character in its place, so that a pattern
/// over the rest of the sentence can never stumble over it. An apostrophe is not a quote.
record Quotes(String template, List<String> quoted) {

    static final char FIRST = '\uE000';
    private static final int MOST = 256;
    private static final Map<Character, Character> PAIRS = Map.ofEntries(
            Map.entry('"', '"'),
            Map.entry('\'', '\''),
            Map.entry('`', '`'),
            Map.entry('“', '”'),
            Map.entry('‘', '’'),
            Map.entry('„', '“'),
            Map.entry('«', '»'),
            Map.entry('「', '」'),
            Map.entry('『', '』'),
            Map.entry('《', '》'),
            Map.entry('＂', '＂'),
            Map.entry('”', '”'),
            Map.entry('’', '’'));

    static Quotes in(String text) {
        StringBuilder template = new StringBuilder();
        List<String> quoted = new ArrayList<>();
        int at = 0;
        int after = -1;
        while (at < text.length()) {
            boolean pluralOfQuote = at == after && text.startsWith("s", at + 1) && !letterAt(text, at + 2);
            int end = quoted.size() < MOST && !pluralOfQuote ? closing(text, at) : -1;
            if (end < 0) {
                template.append(text.charAt(at++));
            } else {
                template.append((char) (FIRST + quoted.size()));
                quoted.add(text.substring(at + 1, end));
                at = end + 1;
                after = at;
            }
        }
        return new Quotes(template.toString(), List.copyOf(quoted));
    }

    /// The index of the quote that closes the one at `open`, or -1 if nothing is quoted there.
    private static int closing(String text, int open) {
        Character close = PAIRS.get(text.charAt(open));
        if (close == null) {
            return -1;
        }
        boolean apostrophe = close == '\'' || close == '’';
        if (apostrophe && open > 0 && isLatin(text.charAt(open - 1))) {
            return -1;
        }
        int end = open;
        while ((end = text.indexOf(close, end + 1)) >= 0) {
            boolean empty = end == open + 1;
            if (!empty && (!apostrophe || closes(text, open, end))) {
                return end;
            }
        }
        return close == '“' ? text.indexOf('”', open + 2) : -1;
    }

    /// An apostrophe closes unless a word goes on behind it; the `s` of a plural ('r's) is not a word.
    private static boolean closes(String text, int open, int end) {
        if (!letterAt(text, end + 1)) {
            return true;
        }
        boolean plural = text.charAt(end + 1) == 's' && !letterAt(text, end + 2);
        if (!plural) {
            return false;
        }
        int next = text.indexOf(text.charAt(end), end + 1);
        boolean nextOpens = next < 0 || text.charAt(next - 1) == ' ';
        return nextOpens || text.codePointCount(open + 1, end) == 1;
    }

    private static boolean letterAt(String text, int index) {
        return index < text.length() && isLatin(text.charAt(index));
    }

    private static boolean isLatin(char c) {
        return Character.isLetterOrDigit(c) && Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
    }
}
