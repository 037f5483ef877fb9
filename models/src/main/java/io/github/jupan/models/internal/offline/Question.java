package io.github.jupan.models.internal.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A question made ready for the rules: what stands in quotes is one placeholder, what follows a colon another.
///
/// @param original the user's message, verbatim
/// @param templates what the rules see: with that placeholder, and without
/// @param rest what follows the mark: a colon, or a colon and a line break
/// @param documents the attached documents' names, as Python strings
record Question(
        String original,
        List<String> templates,
        List<String> quotes,
        String rest,
        String mark,
        List<String> documents) {

    private static final int LONGEST = 20_000;
    private static final int LONGEST_TEMPLATE = 400;
    private static final char REST = '\uF001';
    private static final Pattern COLON = Pattern.compile("(?s)([^:]*\\S)\\s*:\\s*(\\S.*)");
    private static final Pattern END = Pattern.compile("(?:\\s*[.?？。~…]|(?<=[\\p{L}\uE000-\uE0FF?？])!+)++$");

    Question {
        templates = List.copyOf(templates);
        quotes = List.copyOf(quotes);
        documents = List.copyOf(documents);
    }

    static Question of(String message, List<String> documents) {
        String original = message.strip();
        boolean odd = original.codePoints().anyMatch(c -> Character.getType(c) == Character.PRIVATE_USE);
        if (isTooLong(original) || odd) {
            return new Question(message, List.of(), List.of(), "", "", documents);
        }
        Quotes quotes = Quotes.in(original);
        Matcher colon = COLON.matcher(quotes.template());
        String template = quotes.template();
        String rest = "";
        if (colon.matches() && !colon.group(2).matches("[\uE000-\uE0FF][.?]?|\\d\\d(?:\\D.*)?")) {
            rest = original.substring(original.indexOf(':') + 1).strip();
            boolean first = quotes.quoted().stream().noneMatch(quoted -> quoted.contains(":"));
            template = first ? colon.group(1) + ":" + REST : "";
        }
        return new Question(original, List.of(template, quotes.template()), quotes.quoted(), rest, ":", documents);
    }

    static boolean isTooLong(String message) {
        return message.length() > LONGEST;
    }

    /// The question as it stands, and with one polite word after the other taken off.
    List<String> wordings(Language language) {
        return templates.stream()
                .distinct()
                .filter(template -> template.length() <= LONGEST_TEMPLATE)
                .flatMap(template -> wordings(template, language).stream())
                .distinct()
                .filter(wording -> !wording.isEmpty())
                .toList();
    }

    private static List<String> wordings(String template, Language language) {
        List<String> wordings = new ArrayList<>();
        String text = END.matcher(template).replaceAll("").strip();
        wordings.add(text);
        String before;
        do {
            before = text;
            text = without(language.politeEnd, text);
            text = END.matcher(text).replaceAll("").strip();
            wordings.add(text);
            text = without(language.polite, text);
            wordings.add(text);
        } while (!text.equals(before));
        return wordings;
    }

    private static String without(Pattern polite, String text) {
        Matcher found = polite.matcher(text);
        return found.find() && found.end() - found.start() < text.length()
                ? text.substring(0, found.start()) + text.substring(found.end())
                : text;
    }

    boolean isQuoted(String text) {
        return text.length() == 1
                && text.charAt(0) - Quotes.FIRST >= 0
                && text.charAt(0) - Quotes.FIRST < quotes.size();
    }

    /// What stood in the quotes of a placeholder; an `s` behind it is a plural's.
    String quoted(String placeholder) {
        return quotes.get(placeholder.charAt(0) - Quotes.FIRST);
    }

    /// A piece of the template with what it stands for.
    String resolved(String piece) {
        return isQuoted(piece) ? quoted(piece) : piece.equals(String.valueOf(REST)) ? rest : piece;
    }

    /// "This sentence" is the message, if that is one sentence and no document is meant.
    boolean isOneSentence() {
        return documents.isEmpty() && !original.matches("(?s).*[.!?:\n].*\\S.*");
    }

    @Nullable
    Value onlyDocument() {
        return documents.size() == 1 ? document(documents.getFirst(), documents.getFirst()) : null;
    }

    @Nullable
    Value document(String name) {
        return documents.stream()
                .filter(document -> unquoted(document).equals(name))
                .findFirst()
                .map(document -> document(document, document))
                .orElse(null);
    }

    private static Value document(String name, String said) {
        return new Value("documents[" + name + "]", unquoted(said));
    }

    private static String unquoted(String name) {
        return name.substring(1, name.length() - 1);
    }
}
