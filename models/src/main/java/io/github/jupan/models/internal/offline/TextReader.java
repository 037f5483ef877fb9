package io.github.jupan.models.internal.offline;

import static io.github.jupan.models.internal.offline.Phrase.group;

import io.github.jupan.models.internal.offline.Places.Announced;
import io.github.jupan.models.internal.offline.Plan.Doubt;
import io.github.jupan.models.internal.offline.Plan.Part;
import io.github.jupan.models.internal.offline.Plan.Way;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// English questions on a text's letters: the n-th, backwards, sorted, upper case, palindromes.
final class TextReader implements Reader {

    private static final String ORD = "(?<n>" + NumberWords.ordinalPattern() + "|last|final)";
    private static final String PART = "(?<part>letters?|characters?|chars?|words?|symbols?|alphabets?)";
    private static final String CUE = "(?: ?(?<cue>" + CountReader.ENGLISH.cue() + "))?";
    private static final String HAY = CUE + "(?:^|(?<=[\\s:])| |: ?)(?<hay>\\S.*?)";
    private static final String OF = " (?:of|in|from|within|inside|for)";
    private static final String MAKE =
            "(?:(?:convert|change|turn|make|put|transform|set|write|rewrite|print|spell|say) )?";

    /// What a pattern's match means.
    private record Shape(Pattern pattern, Function<Asked, Plan> meaning) {}

    /// A match together with what is needed to read it.
    record Asked(Sentence sentence, Context context, Matcher match) {

        Source source() {
            return source(Announced.NO);
        }

        Source source(Announced otherwise) {
            String hay = group(match, "hay");
            Announced cue = match.namedGroups().containsKey("cue") ? Announced.by(group(match, "cue")) : Announced.NO;
            boolean colon = sentence.endsAfterColon(hay);
            return new Places(sentence, context)
                    .find(hay, colon ? Announced.YES : cue == Announced.NO ? otherwise : cue);
        }

        Part part() {
            String said = group(match, "part").toLowerCase(Locale.ROOT);
            return said.startsWith("word") || said.matches("단어|낱말|어절") ? Part.WORD : Part.LETTER;
        }

        OptionalInt number() {
            String said = group(match, "n");
            return said.matches("(?i)last|final") ? OptionalInt.of(-1) : NumberWords.position(said);
        }
    }

    private final List<Shape> shapes = List.of(
            shape("(?:the )?" + ORD + "(?: |-)to(?: |-)last " + PART + OF + HAY, a -> pick(a, -1)),
            shape("(?:the )?" + ORD + " " + PART + " from the (?:end|back)" + OF + HAY, a -> pick(a, -1)),
            shape(
                    "(?:which (?:letter|character|word) is )?(?:the )?" + ORD + " " + PART + "(?: is)?" + OF + HAY,
                    a -> pick(a, 1)),
            shape(
                    "(?:the )?" + PART + " (?:number|no\\.?|at position|in position|at index|#) ?(?<n>\\d{1,9})" + OF
                            + HAY,
                    a -> pick(a, 1)),
            shape(
                    "(?:which |what )?" + PART
                            + " is (?:at position|in position|number|the) ?(?<n>\\d{1,9}(?:st|nd|rd|th)?)" + OF + HAY,
                    a -> pick(a, 1)),
            shape("(?:only )?(?:the )?(?:every|each) ?" + ORD + " " + PART + OF + HAY, TextReader::everyNth),
            shape(HAY + "[,:]? (?:every|each) " + ORD + " " + PART, TextReader::everyNth),
            shape(OF.strip() + " " + HAY + ",? (?:every|each) " + ORD + " " + PART, TextReader::everyNth),
            shape("(?:the )?first " + "(?<n>" + NumberWords.ordinalPattern() + ") " + PART + OF + HAY, a -> take(a, 1)),
            shape("(?:the )?last " + "(?<n>" + NumberWords.ordinalPattern() + ") " + PART + OF + HAY, a -> take(a, -1)),
            shape(
                    "reverse (?:the )?(?:(?:word order|order of (?:the )?words|words)(?: of| in)?)" + HAY,
                    a -> change(a, Way.REVERSE_WORDS)),
            shape(
                    "(?:reverse|invert|flip|mirror)(?: the)?(?: letters| characters| order of(?: the)? letters|"
                            + " spelling)?(?: of| in)?"
                            + HAY,
                    a -> change(a, Way.REVERSE)),
            shape("(?:the )?reverse of" + HAY, a -> change(a, Way.REVERSE)),
            shape(
                    "how (?:do|would) you (?:spell|write|say)" + HAY + " (?:backwards?|in reverse)",
                    a -> change(a, Way.REVERSE)),
            shape(
                    MAKE + "(?:the letters (?:of|in))?" + HAY
                            + "(?: spelled| spelt| written)? (?:backwards?|in reverse(?: order)?|reversed|back to"
                            + " front)",
                    a -> change(a, Way.REVERSE)),
            shape(
                    "(?:how long is|(?:the )?length of)" + HAY,
                    a -> new Plan.CountKind(a.source(), Plan.Kind.CHARACTERS)),
            shape(
                    "(?:(?:sort|alphabeti[sz]e|order|arrange|put|list)) (?:all )?(?:the )?(?:letters|characters)" + OF
                            + HAY
                            + "(?: (?:alphabetically|in alphabetical order|in order|by alphabet|into alphabetical"
                            + " order))?",
                    a -> change(a, Way.SORT_LETTERS)),
            shape(
                    "(?:sort|alphabeti[sz]e|order|arrange|put|list)"
                            + " (?:(?:the|these|this|following|all|words?|list|items?|names?)"
                            + " ?)*(?:alphabetically|(?:in|into|by) alphabetical order|in order|by alphabet) ?:"
                            + " ?(?<hay>.+)",
                    TextReader::sorted),
            shape(
                    "(?:sort|alphabeti[sz]e|order|arrange|put|list) ?:?(?: |(?<=:))(?:the |these |this |following"
                            + " |list of |all |of )*(?:(?:words?|list|items?|names?)(?: of| in)?)?:?"
                            + HAY.replace(CUE, "")
                            + "(?: in)? (?:reverse alphabetical(?:ly)?(?: order)?|descending order|z to a|reverse"
                            + " order)",
                    a -> new Plan.Change(a.source(Announced.LIST), Way.SORT_ITEMS_DOWN)),
            shape(
                    "(?:sort|alphabeti[sz]e|order|arrange|put|list) ?:?(?: |(?<=:))(?:the |these |this |following"
                            + " |list of |all |of )*(?:(?:words?|list|items?|names?)(?: of| in)?)?(?:alphabetically|in"
                            + " alphabetical order)?:?"
                            + HAY.replace(CUE, "")
                            + "(?: (?:alphabetically|in alphabetical order|into alphabetical order|in ascending"
                            + " order|a to z|in order|by alphabet))?",
                    TextReader::sorted),
            shape(
                    MAKE + HAY
                            + "(?: (?:in|to|into|as|all))? ?(?:all )?(?:upper-? ?case|capitals|capital letters|all"
                            + " caps|caps)",
                    a -> change(a, Way.UPPER)),
            shape("(?:upper-?case|capitali[sz]e all(?: the)? letters (?:of|in))" + HAY, a -> change(a, Way.UPPER)),
            shape(
                    MAKE + HAY + "(?: (?:in|to|into|as|all))? ?(?:all )?(?:lower-? ?case|small letters)",
                    a -> change(a, Way.LOWER)),
            shape("(?:lower-?case)" + HAY, a -> change(a, Way.LOWER)),
            shape(
                    "(?:capitali[sz]e|title-?case)(?: each word(?: in| of)| the words (?:in|of))?" + HAY,
                    a -> change(a, Way.TITLE)),
            shape(
                    "(?:list |which are |which |remove )?(?:all )?(?:the"
                            + " )?(?:distinct|unique|different|duplicate|repeated) (?:letters|characters)(?: are)?(?:"
                            + " used)?"
                            + OF + HAY,
                    a -> change(a, Way.DISTINCT)),
            shape(
                    "which (?:letters|characters) (?:occur|appear|are(?: used)?)" + OF + HAY,
                    a -> change(a, Way.DISTINCT)),
            shape("is " + HAY + "(?:,)? an? palindrome", a -> new Plan.Palindrome(a.source())),
            shape(
                    "(?:check|test|see|determine)? ?(?:if|whether) " + HAY + " is an? palindrome",
                    a -> new Plan.Palindrome(a.source())),
            shape(
                    "(?:does|do) " + HAY + " (?:read|spell) the same backwards?(?: and forwards?)?",
                    a -> new Plan.Palindrome(a.source())),
            shape("spell(?: out)? " + HAY + "(?: out)?(?: letter by letter)?", a -> change(a, Way.SPELL)),
            shape(
                    "how (?:do you|to|is) (?:spell )?" + HAY + "(?: spelled| spelt)? ?letter by letter",
                    a -> change(a, Way.SPELL)),
            shape("(?:the )?most (?:common|frequent|used) " + PART + OF + HAY, TextReader::mostCommon),
            shape(
                    "(?:which |what )" + PART
                            + " (?:is|occurs|appears)(?: the)? most (?:often|common|frequent|frequently)" + OF + HAY,
                    TextReader::mostCommon),
            shape("(?:the )?most (?:common|frequent|used) " + PART + "(?<hay>)(?<cue>)", TextReader::mostCommon),
            shape(
                    "(?:which is |which word is )?(?:the )?longest word(?: is)?" + OF + HAY,
                    a -> new Plan.LongestWord(a.source(), Plan.Extreme.MOST)),
            shape(
                    "(?:which is )?(?:the )?longest word(?<hay>)(?<cue>)",
                    a -> new Plan.LongestWord(a.source(), Plan.Extreme.MOST)),
            shape(
                    "(?:which is |which word is )?(?:the )?shortest word(?: is)?" + OF + HAY,
                    a -> new Plan.LongestWord(a.source(), Plan.Extreme.LEAST)),
            shape(
                    "(?:does|do) " + HAY
                            + " (?:contain|have|include) (?:an? |the |any )?(?:letters? |words? |character )?(?<needle>"
                            + Phrase.QUOTED + "|\\S)(?:'s|s)?(?: in it)?",
                    TextReader::contains),
            shape(
                    "is there (?:an? |the |any )?(?:letter |word |character )?(?<needle>" + Phrase.QUOTED
                            + "|\\S)(?:'s|s)?" + OF + HAY,
                    TextReader::contains));

    private static Shape shape(String readable, Function<Asked, Plan> meaning) {
        return new Shape(Phrase.pattern(readable), meaning);
    }

    @Override
    public Optional<Plan> read(Sentence sentence, Context context) {
        if (sentence.language() != Language.ENGLISH) {
            return Optional.empty();
        }
        for (Shape shape : shapes) {
            Optional<Matcher> match = sentence.match(shape.pattern());
            if (match.isPresent()) {
                return Optional.of(shape.meaning().apply(new Asked(sentence, context, match.get())));
            }
        }
        return Optional.empty();
    }

    static Plan pick(Asked asked, int direction) {
        OptionalInt n = asked.number();
        return n.isEmpty() || n.getAsInt() == 0
                ? new Plan.Unclear(Doubt.TOO_LARGE_POSITION)
                : new Plan.Pick(asked.source(), direction * n.getAsInt(), asked.part());
    }

    static Plan everyNth(Asked asked) {
        OptionalInt n = asked.number();
        return n.isEmpty() || n.getAsInt() < 1
                ? new Plan.Unclear(Doubt.TOO_LARGE_POSITION)
                : new Plan.EveryNth(asked.source(), n.getAsInt(), asked.part());
    }

    static Plan take(Asked asked, int direction) {
        OptionalInt n = asked.number();
        return n.isEmpty() || n.getAsInt() < 1
                ? new Plan.Unclear(Doubt.TOO_LARGE_POSITION)
                : new Plan.Take(asked.source(), direction * n.getAsInt(), asked.part());
    }

    static Plan change(Asked asked, Way way) {
        return new Plan.Change(asked.source(), way);
    }

    /// A single word that is to be "sorted" means its letters.
    private static Plan sorted(Asked asked) {
        Source source = asked.source(Announced.LIST);
        boolean letters = source instanceof Source.Literal literal
                && literal.isOneWord()
                && !literal.text().contains(",");
        return new Plan.Change(source, letters ? Way.SORT_LETTERS : Way.SORT_ITEMS);
    }

    static Plan mostCommon(Asked asked) {
        return new Plan.MostCommon(asked.source(), asked.part());
    }

    static Plan contains(Asked asked) {
        return new Plan.Contains(
                asked.source(),
                asked.sentence().item(asked.match().group("needle")).text());
    }
}
