package io.github.jupan.models.internal.offline;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns arithmetic in words into symbols: "12 plus seven times 3" into "12 + 7 * 3", "2의 100제곱" into "(2) ^ (100)".
final class ArithmeticWords {

    private record Rule(Pattern said, String meant) {
        static Rule of(String said, String meant) {
            return new Rule(Phrase.pattern(said), meant);
        }
    }

    private static final String N = "(-?\\d[\\d,]*(?:\\.\\d+)?|\\([^()]*\\))";
    private static final Pattern ENGLISH_NUMBER = Phrase.pattern("(?<![\\w])" + NumberWords.englishPattern());
    private static final Pattern KOREAN_NUMBER = Phrase.pattern(
            "(?<![가-힣])(?:(?:\\d+ ?)?(?:[영일이삼사오육칠팔구십백천]*[만억조] ?)+(?:\\d+ ?(?:천|백)?)?[영일이삼사오육칠팔구십백천]*|\\d+"
                    + " ?[천백](?![가-힣])|[영일이삼사오육칠팔구십백천]+)(?=$|\\s|더하기|빼기|곱하기|나누기|제곱|승|[을를은는이가의에과와]|퍼센트|로|으로)");

    private static final List<Rule> RULES = List.of(
            Rule.of("[×·⋅∙✕✖]|(?<=[\\d)]) ?x ?(?=[\\d(])", " * "),
            Rule.of("÷", " / "),
            Rule.of("[−–—]", "-"),
            Rule.of("(?<=\\d)_(?=\\d{3})", ""),
            Rule.of("(?<=\\d)²", " ^ 2"),
            Rule.of("(?<=\\d)³", " ^ 3"),
            Rule.of(" ?(?:％|퍼센트|프로(?= |$|의|은|는)|percent|per cent)", "%"),
            Rule.of(N + " ?% of ", "($1 / 100) * "),
            Rule.of("(\\d+) ?/ ?(\\d+) of (?=\\d)" + N, "$3 * $1 / $2"),
            Rule.of("half of ", "(1 / 2) * "),
            Rule.of("(?<=\\d|\\)) of (?=\\d)", " * "),
            Rule.of("the (?=sum|product|difference|quotient|remainder|square|factorial|result|value)", ""),
            Rule.of("remainder (?:when|of|if) " + N + " (?:is )?divided by " + N, "$1 % $2"),
            Rule.of(N + " (?:is )?divided by " + N + " remainder", "$1 % $2"),
            Rule.of("sum of " + N + " and " + N, "($1 + $2)"),
            Rule.of("product of " + N + " and " + N, "($1 * $2)"),
            Rule.of("difference (?:between|of) " + N + " and " + N, "|$1 - $2|"),
            Rule.of("quotient of " + N + " and " + N, "($1 / $2)"),
            Rule.of("(?:add|sum) " + N + " (?:and|to|plus|with) " + N, "($1 + $2)"),
            Rule.of("multiply " + N + " (?:and|by|with|times) " + N, "($1 * $2)"),
            Rule.of("divide " + N + " by " + N, "($1 / $2)"),
            Rule.of("subtract " + N + " from " + N, "($2 - $1)"),
            Rule.of("raise " + N + " to(?: the)?(?: power(?: of)?)? " + N, "($1 ^ $2)"),
            Rule.of("(?:square root|sqrt|root) ?(?:of )?", "√ "),
            Rule.of("square of " + N, "($1 ^ 2)"),
            Rule.of("cube of " + N, "($1 ^ 3)"),
            Rule.of("factorial of ", "F "),
            Rule.of("(?<=\\d) ?factorial", "!"),
            Rule.of("(?:raised )?to the (\\d+)(?:st|nd|rd|th)(?: power)?", " ^ $1"),
            Rule.of("(?:raised )?to the power(?: of)?|raised to", " ^ "),
            Rule.of("squared", " ^ 2"),
            Rule.of("cubed", " ^ 3"),
            Rule.of("(?:integer|floor) divided by", " // "),
            Rule.of("divided by|over", " / "),
            Rule.of("multiplied (?:by|with)|times", " * "),
            Rule.of("modulo|mod", " % "),
            Rule.of("plus|added to", " + "),
            Rule.of("minus|less", " - "),
            Rule.of("negative ", "-"),
            Rule.of(N + "(?:의|에) ?" + N + " ?(?:제곱|승)(?!근)", "($1) ^ ($2)"),
            Rule.of(N + "(?:의)? ?세제곱", "($1) ^ 3"),
            Rule.of(N + "의 ?제곱근|(?:루트|제곱근) ?" + N, "√ ($1$2)"),
            Rule.of(N + "(?:의)? ?제곱", "($1) ^ 2"),
            Rule.of(N + "(?:의)? ?(?:팩토리얼|계승)", "($1)!"),
            Rule.of(N + "(?:을|를) ?" + N + "(?:으로|로) ?나눈 ?나머지|" + N + " ?나누기 ?" + N + "의 ?나머지", "$1$3 % $2$4"),
            Rule.of(
                    N + "(?:을|를) ?" + N + "(?:으로|로) ?나누(?:면|었을 때)|" + N + "(?:을|를) ?" + N
                            + "(?:으로|로) ?나눈(?: ?(?:값|몫|것))?",
                    "$1$3 / $2$4"),
            Rule.of(
                    N + "(?:에|에다|에다가|과|와|하고|이랑|랑)? ?" + N + "(?:을|를) ?(?:더하면|더한(?: ?(?:값|것|수))?|합하면|합친 ?값|더해)",
                    "($1 + $2)"),
            Rule.of(N + "(?:에서)? ?" + N + "(?:을|를) ?(?:빼면|뺀(?: ?(?:값|것|수))?|빼)", "($1 - $2)"),
            Rule.of(N + "(?:에|과|와|하고|이랑|랑)? ?" + N + "(?:을|를) ?(?:곱하면|곱한(?: ?(?:값|것|수))?|곱해)", "($1 * $2)"),
            Rule.of(N + "(?:과|와|하고|이랑|랑) ?" + N + "의 ?합", "($1 + $2)"),
            Rule.of(N + "(?:과|와|하고|이랑|랑) ?" + N + "의 ?곱", "($1 * $2)"),
            Rule.of(N + "(?:과|와|하고|이랑|랑) ?" + N + "의 ?차이?", "|$1 - $2|"),
            Rule.of(N + "의 ?" + N + " ?%", "$1 * ($2 / 100)"),
            Rule.of("더하기|플러스", " + "),
            Rule.of("빼기|마이너스", " - "),
            Rule.of("곱하기", " * "),
            Rule.of("나누기", " / "));

    private static final Pattern DIFFERENCE = Pattern.compile("\\|(-?\\d+(?:\\.\\d+)?) - (-?\\d+(?:\\.\\d+)?)\\|");
    /// "The sum of 3 and 4 times 5" is 35 or 23.
    private static final Pattern OPEN_END = Phrase.pattern(
            ".*(?:sum|product|difference|quotient) (?:of|between) " + N + " and " + N + " ?[^\\s)\\d?=.,].*");

    private ArithmeticWords() {}

    static String symbols(String text) {
        String said = ENGLISH_NUMBER
                .matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(orElse(NumberWords.english(m.group()), m.group())));
        said = KOREAN_NUMBER
                .matcher(said)
                .replaceAll(m -> Matcher.quoteReplacement(orElse(NumberWords.korean(m.group()), m.group())));
        if (OPEN_END.matcher(said).matches()) {
            return "?";
        }
        for (Rule rule : RULES) {
            said = rule.said().matcher(said).replaceAll(m -> filled(rule.meant(), m));
        }
        return DIFFERENCE.matcher(said).replaceAll(ArithmeticWords::difference);
    }

    /// The difference of two numbers is never negative.
    private static String difference(MatchResult match) {
        boolean falls = new BigDecimal(match.group(1)).compareTo(new BigDecimal(match.group(2))) >= 0;
        return "(" + match.group(falls ? 1 : 2) + " - " + match.group(falls ? 2 : 1) + ")";
    }

    /// A group that took no part in an alternative is empty, not "null".
    private static String filled(String meant, MatchResult match) {
        String text = meant;
        for (int i = 1; i <= match.groupCount(); i++) {
            text = text.replace("$" + i, match.group(i) == null ? "" : match.group(i));
        }
        return Matcher.quoteReplacement(text);
    }

    private static String orElse(@Nullable String digits, String words) {
        return digits == null ? words : digits;
    }
}
