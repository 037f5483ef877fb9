package io.github.jupan.models.internal.offline;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A question made ready for patterns: quotes are placeholders, polite words before and behind are gone.
///
/// @param original the user's message, verbatim
/// @param text what the patterns see
/// @param ending the punctuation that was taken off the end
record Sentence(
        String original, String text, String ending, List<String> quoted, Language language, Patience patience) {

    private static final Pattern BEFORE = Phrase.pattern("(?:(?:hey|hi|hello|ok|okay|안녕|안녕하세요|저기|혹시|그럼|그러면|그리고|음)(?:"
            + " there)?(?:[,.!]|(?<=[가-힣]))|please|and|now|then|also|can (?:you|u|i)|could you|would you|will"
            + " you|can we|tell me|show me|show|give me|give|let me know|find(?:"
            + " out)?|calculate|compute|determine|work out|figure out|evaluate|solve|i(?:'d| would) like to know|i"
            + " (?:want|need) to know|i wonder|do you know|what(?:'s|’s| is| are| was| will be|s)?|quick"
            + " question|question|help me(?: to)?|print(?: out)?|write(?: out| down)?|output|return|get|say|use"
            + " (?:the )?(?:python )?code(?: to)?|using (?:python|code)|with (?:python|code)|in"
            + " python|¿|请问|请|코드로|코드를 (?:써서|사용해서|사용하여)|파이썬으로)[,:]?(?: |(?<=[¿请问]))");
    private static final Pattern AFTER =
            Phrase.pattern("(?: |(?<=[,.!?？。]))(?:please|thanks|thank you|thx|exactly|in total|altogether|total|for"
                    + " me|(?:use|using|with) (?:python |the )?code|(?:using|in|with) python|step by"
                    + " step|부탁해요?|부탁합니다|부탁드립니다|감사합니다|고마워요?|코드를? ?(?:사용해서|사용해|써서|써)(?:줘| 줘)?|코드로)[.!?~]*$");
    private static final Pattern END =
            Pattern.compile("(?:[\\s?？。,，:;~…]|(?<!\\.)\\.|(?<![\\d)\\s!！])[!！]+)+$|[?？][!！]+$");

    static Sentence of(String message) {
        Quotes quotes = Quotes.in(message);
        String unquoted = quotes.template().replaceAll("[\uE000-\uE0FF]", " ");
        String text = quotes.template().strip();
        String ending = "";
        String before;
        do {
            before = text;
            Matcher end = END.matcher(text);
            if (end.find()) {
                ending = end.group() + ending;
                text = text.substring(0, end.start());
            }
            Matcher polite = AFTER.matcher(text);
            if (polite.find()) {
                text = text.substring(0, polite.start());
                ending = "";
            }
            Matcher lead = BEFORE.matcher(text);
            if (lead.lookingAt() && lead.end() < text.length()) {
                text = text.substring(lead.end()).stripLeading();
            }
        } while (!text.equals(before));
        return new Sentence(message, text, ending.strip(), quotes.quoted(), Language.of(unquoted), new Patience(text));
    }

    /// Whether a piece of the sentence is what stands behind a colon, up to the end.
    boolean endsAfterColon(String piece) {
        int start = text.length() - piece.length();
        return !piece.isBlank()
                && text.endsWith(piece)
                && text.substring(0, start).stripTrailing().endsWith(":");
    }

    boolean isKorean() {
        return language == Language.KOREAN;
    }

    /// The whole sentence against a pattern.
    Optional<Matcher> match(Pattern pattern) {
        Matcher matcher = pattern.matcher(patience);
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }

    /// What a group of a match stands for, the quotes taken off if it is one quoted piece.
    Item item(String group) {
        String trimmed = group.strip();
        if (trimmed.length() == 1 && index(trimmed.charAt(0)) >= 0) {
            return new Item(quoted.get(index(trimmed.charAt(0))), true);
        }
        StringBuilder whole = new StringBuilder();
        trimmed.chars().forEach(c -> {
            int index = index((char) c);
            whole.append(index < 0 ? String.valueOf((char) c) : '"' + quoted.get(index) + '"');
        });
        return new Item(whole.toString(), false);
    }

    /// The sentence with its quoted pieces in place, for readers to whom quotes say nothing.
    String withoutQuotes() {
        StringBuilder whole = new StringBuilder();
        text.chars().forEach(c -> {
            int index = index((char) c);
            whole.append(index < 0 ? String.valueOf((char) c) : quoted.get(index));
        });
        return whole.toString();
    }

    private int index(char c) {
        int index = c - Quotes.FIRST;
        return index >= 0 && index < quoted.size() ? index : -1;
    }
}
