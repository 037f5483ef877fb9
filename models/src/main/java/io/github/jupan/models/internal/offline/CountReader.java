package io.github.jupan.models.internal.offline;

import static io.github.jupan.models.internal.offline.Phrase.group;

import io.github.jupan.models.internal.offline.Counting.Cue;
import io.github.jupan.models.internal.offline.Counting.Pieces;
import io.github.jupan.models.internal.offline.Places.Announced;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// "How many …" in a language with prepositions: one grammar, a [Lexicon] for each language.
final class CountReader implements Reader {

    /// The words of a language, as pieces of patterns.
    ///
    /// @param trigger what starts such a question
    /// @param times words that speak of occurrences, between trigger and needle
    /// @param article what may stand before the needle
    /// @param unit nouns for the needle ("letter"), without their plural's ending
    /// @param linking words between the needle and the text
    /// @param in prepositions before the text
    /// @param cue nouns that announce the text ("the word")
    /// @param have verbs with the text as their subject
    record Lexicon(
            Language language,
            String trigger,
            String times,
            String article,
            String unit,
            String linking,
            String in,
            String cue,
            String ask,
            String have) {}

    private static final String NOT_LINKING = "(?!(?:are|is|in|does|do|there|appear|occur|has|have|can|that)(?!\\w))";

    static final Lexicon ENGLISH = new Lexicon(
            Language.ENGLISH,
            "(?:the )?(?:total |exact |overall"
                    + " )*(?:number|count|frequency|amount|tally|occurrences?|occurences?|instances?|appearances?|how"
                    + " many) of|how m[ae]n+y|how often(?: does| do| is| did)?|how ?ma?n?[ae]?n?y|(?:count|tally)(?:"
                    + " up)?(?: how many| (?:all )?(?:the )?(?:total"
                    + " )?(?:number|occurrences|occurences|instances|appearances|frequency) of)?",
            "(?:different )?(?:times|occurrences|occurences|instances|appearances)(?: of| that)?(?:"
                    + " (?:does|do|did|is|are|has|have|can|could)(?: (?:we|you|i|one)"
                    + " (?:see|find|get|have|count|spot))?)?",
            "all|each|of|the|(?:upper-?case|lower-?case|capital|small)(?! (?:letter|character|one))|a(?="
                    + " (?:letter|word|character)(?!s))",
            "(?:(?:single|lower-?case|upper-?case|lower case|upper case|capital|small)"
                + " )*(?:letter|character|char|word|substring|sub-string|string|sequence|phrase|name|digit|number|symbol|term|emoji|alphabet)",
            "are|is|there|do|does|did|we|you|i|it|occurs?|appears?|appearing|occurring|found|present|contained|used|mentioned|written|repeated|show"
                + " up|shows up|comes?"
                + " up|exists?|can|be|see|find|have|has|that|which|get|gets|contains?|inside|long|total|appeared|occurred|were|was",
            "in|within|inside(?: of)?|from|of|throughout|across",
            "(?:(?:the|this|that|following|english|korean|given|whole|entire|single|quoted)"
                + " )*(?:word|words|name|phrase|sentence|string|text|term|title|expression|number|value|quote|message)s?[:?]?|(?:the"
                + " )?following:?|(?:this|these):|:",
            "does|do|did|has|have|is in|are in|can be found in",
            "have|has|contain|contains|include|includes|got|hold|have in it");

    static final List<Lexicon> OTHERS = List.of(
            new Lexicon(
                    Language.SPANISH,
                    "cu[aá]nt[ao]s|cuenta|contar|n[uú]mero de|cantidad de",
                    "veces (?:aparecen?|sale|est[aá]|hay)",
                    "las?|los?|el|letras?(?= )",
                    "letra",
                    "hay|aparecen?|est[aá]n?|tiene|contiene",
                    "en",
                    "(?:la )?palabra",
                    "tiene|contiene|hay en",
                    "tiene|contiene|aparece"),
            new Lexicon(
                    Language.FRENCH,
                    "combien(?: y a-t-il)?(?: de| d'|(?= fois))|compte[rz]?|nombre de",
                    "fois",
                    "les?|la|de",
                    "lettre",
                    "appara[iî]t|appara[iî]ssent|y a-t-il|il y a|sont|est",
                    "dans|en",
                    "(?:le )?mot",
                    "contient|a",
                    "contient|a"),
            new Lexicon(
                    Language.GERMAN,
                    "wie ?viele?|wie oft|zähle?|anzahl(?: der| von)?",
                    "(?:kommt|kommen|erscheint|steht|ist)",
                    "die|der|das|den",
                    "buchstabe",
                    "sind|ist|gibt es|es|kommen|kommt|vor",
                    "in|im",
                    "(?:dem )?wort",
                    "hat|enthält|sind in",
                    "hat|enthält|vor"));

    private record Shape(Pattern pattern, Lexicon lexicon) {}

    private final List<Shape> shapes = new ArrayList<>();

    CountReader() {
        add(ENGLISH);
        OTHERS.forEach(this::add);
    }

    private void add(Lexicon words) {
        String trigger = "(?<trigger>" + words.trigger() + ")";
        String times = "(?: (?<times>" + words.times() + "))?";
        String article = "(?: (?:" + words.article() + "))*";
        String kind = article + " (?<kind>" + Needle.kinds() + ")";
        String needle = article + "(?: (?<unit>(?:" + words.unit() + ")n?s?) " + NOT_LINKING + ")?(?:(?<=\\s)| )"
                + "(?<needle>" + Phrase.QUOTED + "|\\S+?(?: \\S+?){0,5}?)(?<plural>'s|’s|s)?(?: (?<behind>(?:"
                + words.unit() + ")s?))?";
        String linking = "(?:,? (?:" + words.linking() + "))*";
        String in = " (?:" + words.in() + ")";
        String hay = "(?: ?(?<cue>" + words.cue() + "))?(?: |(?<=:))(?<hay>\\S.*?)";
        String vor = words.language() == Language.GERMAN ? "(?: vor)?" : "(?: there)?";
        for (String wanted : List.of(kind, times + needle)) {
            shape(trigger + wanted + linking + in + hay + vor, words);
            shape(trigger + wanted + " (?:" + words.ask() + ")" + hay + " (?:" + words.have() + ")", words);
            shape(
                    "(?: ?(?<cue>" + words.cue() + ") )?(?<hay>\\S.*?) (?:" + words.have() + ") " + trigger + wanted
                            + linking,
                    words);
            shape(
                    "(?:" + words.in() + ")" + hay
                            + ",? ?(?:how|count|the|number|there|are|is)??(?<=[\\s,\uE000-\uE0FF])" + trigger + wanted
                            + linking,
                    words);
            shape(trigger + wanted + " (?:" + words.have() + ")" + hay, words);
            shape("(?: ?(?<cue>" + words.cue() + ") )?(?<hay>[^:]*?)[:;,-] ?" + trigger + wanted + linking, words);
            shape(trigger + wanted + " long is" + hay, words);
            shape(trigger + wanted + linking + " ?: ?(?<cue>)(?<hay>.+)", words);
            shape(trigger + wanted + linking + "(?<cue>)(?<hay>)", words);
        }
    }

    private void shape(String readable, Lexicon words) {
        shapes.add(new Shape(Phrase.pattern(readable), words));
    }

    @Override
    public Optional<Plan> read(Sentence sentence, Context context) {
        for (Shape shape : shapes) {
            if (shape.lexicon().language() == sentence.language()) {
                Optional<Plan> plan = sentence.match(shape.pattern()).flatMap(m -> plan(sentence, context, m));
                if (plan.isPresent()) {
                    return plan;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Plan> plan(Sentence sentence, Context context, Matcher match) {
        String hay = group(match, "hay");
        Announced announced = Announced.by(group(match, "cue"));
        boolean colon = sentence.endsAfterColon(hay);
        announced = colon ? Announced.YES : announced;
        boolean ofKind = match.namedGroups().containsKey("kind");
        if (ofKind) {
            return Counting.plan(
                    sentence, context, new Pieces(hay, announced, match.group("kind"), "", "", Cue.AMOUNT));
        }
        String trigger = match.group("trigger").toLowerCase(Locale.ROOT);
        boolean occurrences = !group(match, "times").isEmpty()
                || trigger.matches("(?s).*(?:often|frequency|occur|instance|appear|wie oft).*");
        String unit = group(match, "unit") + group(match, "behind");
        Cue cue = occurrences ? Cue.OCCURRENCES : Cue.AMOUNT;
        return Counting.plan(
                sentence,
                context,
                new Pieces(hay, announced, match.group("needle"), group(match, "plural"), unit, cue));
    }
}
