package io.github.jupan.models.internal.offline;

import static io.github.jupan.models.internal.offline.Phrase.group;

import io.github.jupan.models.internal.offline.Plan.Aggregate;
import io.github.jupan.models.internal.offline.Plan.Compare;
import io.github.jupan.models.internal.offline.Plan.Numbers;
import io.github.jupan.models.internal.offline.Plan.Operation;
import io.github.jupan.models.internal.offline.Plan.Relation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Sums, means and extremes of several numbers, and which of two numbers is the larger.
final class NumberReader implements Reader {

    private static final String LIST = "(?<list>[(\\[{]? ?-?\\d[^a-z가-힣]*+(?:(?:and|or|와|과|하고|그리고)[^a-z가-힣]*+)*+)";
    private static final String A = "(?<a>.+?)";
    private static final String B = "(?<b>.+?)";
    private static final String MORE =
            "(?<more>larger|bigger|greater|higher|more|largest|biggest|greatest|highest|max(?:imum)?)";
    private static final String LESS = "(?<less>smaller|less|lower|lesser|smallest|lowest|least|min(?:imum)?)";
    private static final String OP = "(?<op>sum(?: total)?|total|mean|average|avg|arithmetic"
            + " mean|median|minimum|min|smallest|lowest|least|maximum|max|largest|biggest|highest|greatest|product)";
    private static final String OP_KO =
            "(?<op>합계?|총합|총계|평균값?|산술 ?평균|중앙값|중간값|최솟값|최소값|최소|가장 ?작은 ?(?:수|값|숫자|것)?|제일 ?작은 ?(?:수|값|숫자|것)?|최댓값|최대값|최대|가장"
                    + " ?큰 ?(?:수|값|숫자|것)?|제일 ?큰 ?(?:수|값|숫자|것)?|곱)";
    private static final String NOUN =
            "(?:(?:the|these|this|all|following|list|set|of|numbers?|integers?|values?|data|whole|natural) ?)*:? ?";
    private static final String TAIL_KO =
            "(?:은|는|을|를|이|가|의 ?값)?(?: ?(?:얼마|뭐|무엇|구해|계산|알려|말해|찾아|어느|어떤|몇|이야|야|인가|입니|인지)[가-힣 ]*)?";

    private static final List<Pattern> COMPARE = List.of(
            Phrase.pattern("(?:which|who)?(?: one| number| of these| of the two| of them)*(?: is)?(?: the)? ?(?:" + MORE
                    + "|" + LESS + ")(?: number| one| value)?(?: of| between| among)?[:,;-]? ?(?:of )?" + A
                    + ",? (?:or|and|vs\\.?|versus) " + B),
            Phrase.pattern("(?:between |of |from )?" + A + ",? (?:or|and|vs\\.?|versus) " + B
                    + "[:,;?.-]* ?(?:which|what)?(?: one| number| of these| of the two| of them)*(?: is|'s)?(?: the)?"
                    + " ?(?:"
                    + MORE + "|" + LESS + ")(?: one| number| value)?"),
            Phrase.pattern("compare " + A + ",? (?:and|with|to|vs\\.?|versus) " + B + "(?<more>)"),
            Phrase.pattern("(?:between |of )" + A + ",? (?:or|and) " + B
                    + "[:,]? ?(?:which|what)(?: one| number)?(?: is)?(?: the)? ?(?:" + MORE + "|" + LESS
                    + ")(?: one)?"),
            Phrase.pattern(A + "(?:와|과|하고|이랑|랑|이나|나|,| vs\\.?| 아니면| 또는| 그리고) ?" + B
                    + "(?: ?(?:의|중|중에|중에서|가운데|둘|두 ?수|에서|중에서는|는|은|,))*(?: ?(?:어느|어떤|무엇|뭐|누가|뭣)[가-힣]*(?:"
                    + " ?(?:것|게|쪽|수|숫자)[이가은]?)?)? ?(?:더 ?)?(?:(?<more>큰|커|크|큽|높)|(?<less>작|낮))[가-힣 ]*"),
            Phrase.pattern("(?:어느|어떤|무엇|뭐)[가-힣]*(?: ?(?:것|게|쪽|수|숫자)[이가은]?)? ?(?:더"
                    + " ?)?(?:(?<more>큰|커|크|큽)|(?<less>작))[가-힣]*[:,?]? ?"
                    + A + "(?:와|과|하고|이랑|랑|이나|나|,| vs\\.?| 아니면| 또는) ?" + B),
            Phrase.pattern(A + "(?:와|과|하고|이랑|랑) ?" + B + "(?:을|를)? ?(?:의 ?크기를 ?)?비교[가-힣 ]*(?<more>)"));
    private static final Pattern IS =
            Phrase.pattern("is " + A + " (?:" + MORE + "|" + LESS + "|(?<same>equal|the same)) (?:than|to|as) " + B);
    private static final Pattern IS_KO =
            Phrase.pattern(A + "(?:은|는|이|가) ?" + B + "보다 ?(?:더 ?)?(?:(?<more>큰|커|크|큽)|(?<less>작))[가-힣 ]*");
    private static final Pattern SAME_KO =
            Phrase.pattern(A + "(?:은|는|이|가|과|와|하고) ?" + B + "(?:와|과|은|는|이|가)? ?(?<same>같)[가-힣 ]*");

    private static final List<Pattern> AGGREGATE = List.of(
            Phrase.pattern("(?:the )?" + OP
                    + "(?: (?:number|value|one))?(?: ?(?:of|among|from|in|is|out of|between))* ?:? ?" + NOUN + LIST),
            Phrase.pattern(
                    "(?:which|what)(?: one| number)?(?: is)?(?: the)? " + OP + "[:,]? ?(?:of |among )?" + NOUN + LIST),
            Phrase.pattern("(?<op>add|sum|average|total)(?: up| together)?:? ?" + NOUN + LIST + "(?: ?together| ?up)?"),
            Phrase.pattern("(?<op>multiply|sort|order)(?: together)? ?" + NOUN + LIST
                    + "(?: ?(?:together|in ascending order|in order|ascending|from smallest to largest|from"
                    + " low to high))?"),
            Phrase.pattern("(?<down>sort|order|arrange|put) ?" + NOUN + LIST
                    + "(?: ?in)? ?(?:descending(?: order)?|from largest to smallest|from high to low|reverse order)"),
            Phrase.pattern("(?:the )?" + NOUN + LIST
                    + "[:,]? ?(?:which|what)(?: is| one is| number is)?(?: the)? (?:the )?" + OP),
            Phrase.pattern("(?:다음 ?)?(?:수|숫자)?(?:들)?(?:의)? ?:? ?" + LIST + "(?: ?(?:의|중|중에|중에서|가운데|에서|이 ?숫자들의))* ?"
                    + OP_KO + TAIL_KO),
            Phrase.pattern(LIST + "(?:을|를)? ?(?:모두 ?|다 ?|전부 ?)?(?<op>더하|더해|합하|합쳐|더한|곱하|곱해|정렬|오름차순)[가-힣 ]*"),
            Phrase.pattern(LIST + "(?:을|를)? ?(?<down>내림차순)[가-힣 ]*"));
    private static final List<Pattern> RANGE = List.of(
            Phrase.pattern("(?:the )?(?<op>sum|product|add|mean|average) ?(?:of|up)? ?" + NOUN
                    + "(?:from |between )?(?<from>\\d+) (?:to|through|up to|and|until) (?<to>\\d+)(?: inclusive)?"),
            Phrase.pattern("(?<from>\\d+) ?(?:부터|에서|~|-) ?(?<to>\\d+) ?(?:까지)?(?:의)? ?(?:모든"
                    + " ?)?(?:자연수|정수|수|숫자)?(?:들)?(?:의|을|를)? ?(?:모두 ?|다 ?|전부 ?)?(?<op>합|더하|더한|곱|평균)[가-힣 ]*"));
    private static final List<Pattern> IN_TEXT = List.of(
            Phrase.pattern("(?:the )?(?:" + OP
                    + "(?: number| value)?) ?(?:of|among|from)? ?(?:(?:all|the|of)"
                    + " ?)*(?:numbers|values|integers)? ?(?:in|from|of|within) (?<hay>.+)"),
            Phrase.pattern(
                    "(?<op>add|sum|total|average)(?: up)? (?:(?:all|the|of) ?)*numbers(?: (?:in|from|of) (?<hay>.+))?"),
            Phrase.pattern("(?:the )?" + OP + " of (?:all )?(?:the )?numbers(?<hay>)"),
            Phrase.pattern("how many (?<many>numbers) (?:are )?(?:there )?in (?<hay>.+)"),
            Phrase.pattern(
                    "(?<hay>.+?)(?:에|에서|에 ?있는|에 ?나오는|의|에 ?나온|속|안)(?: ?(?:있는|나오는|든|속|모든))* ?(?:숫자|수)(?:들)?(?:의|을|를)?"
                            + " ?(?:모두 ?|다 ?|전부 ?)?(?:"
                            + OP_KO + ")" + TAIL_KO));

    @Override
    public Optional<Plan> read(Sentence sentence, Context context) {
        Optional<Plan> aggregate = aggregate(sentence, context);
        return aggregate.isPresent() ? aggregate : compare(sentence);
    }

    private static Optional<Plan> compare(Sentence sentence) {
        for (Pattern pattern : List.of(IS, IS_KO, SAME_KO)) {
            Optional<Matcher> found = sentence.match(pattern);
            if (found.isPresent()) {
                Matcher m = found.get();
                Relation relation =
                        has(m, "same") ? Relation.EQUAL : has(m, "less") ? Relation.IS_SMALLER : Relation.IS_LARGER;
                Optional<Plan> plan = compared(sentence, m, relation);
                if (plan.isPresent()) {
                    return plan;
                }
            }
        }
        for (Pattern pattern : COMPARE) {
            Optional<Matcher> found = sentence.match(pattern);
            if (found.isPresent()) {
                Relation relation = has(found.get(), "less") ? Relation.SMALLER : Relation.LARGER;
                Optional<Plan> plan = compared(sentence, found.get(), relation);
                if (plan.isPresent()) {
                    return plan;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Plan> compared(Sentence sentence, Matcher match, Relation relation) {
        Expression first = Arithmetic.parse(sentence.item(match.group("a")).text());
        Expression second = Arithmetic.parse(sentence.item(match.group("b")).text());
        return first == null || second == null ? Optional.empty() : Optional.of(new Compare(first, second, relation));
    }

    private static Optional<Plan> aggregate(Sentence sentence, Context context) {
        for (Pattern pattern : RANGE) {
            Optional<Matcher> found = sentence.match(pattern);
            if (found.isPresent() && !sentence.text().matches("(?s)\\D*\\d+ and \\d+")) {
                Matcher m = found.get();
                boolean rises = new BigInteger(m.group("from")).compareTo(new BigInteger(m.group("to"))) <= 0;
                Numbers range = new Numbers.Range(m.group(rises ? "from" : "to"), m.group(rises ? "to" : "from"));
                return Optional.of(new Aggregate(range, operation(m)));
            }
        }
        for (Pattern pattern : AGGREGATE) {
            Optional<Matcher> found = sentence.match(pattern);
            List<String> numbers = found.isEmpty() ? null : numbers(found.get().group("list"));
            if (numbers != null && found.isPresent()) {
                return Optional.of(new Aggregate(new Numbers.Listed(numbers), operation(found.get())));
            }
        }
        for (Pattern pattern : IN_TEXT) {
            Optional<Matcher> found = sentence.match(pattern);
            if (found.isPresent()) {
                Source source = new Places(sentence, context).find(group(found.get(), "hay"), Places.Announced.NO);
                boolean quoted = sentence.item(group(found.get(), "hay")).quoted();
                boolean text = source instanceof Source.Document
                        || (quoted && source instanceof Source.Literal)
                        || (source instanceof Source.Missing missing && missing.reason() != Source.Reason.UNCLEAR_TEXT);
                if (text) {
                    return Optional.of(new Aggregate(new Numbers.In(source), operation(found.get())));
                }
            }
        }
        return Optional.empty();
    }

    /// The numbers of a list, or null if something else stands between them or there is only one.
    private static @Nullable List<String> numbers(String list) {
        String separated = list.replaceAll("(?i)\\band\\b|\\bor\\b|와|과|하고|그리고", " , ");
        boolean grouped =
                separated.matches("(?s)[^,]*") || separated.matches("(?s).*,\\s+.*") || separated.contains(";");
        String cleaned = grouped ? separated.replaceAll("(?<=\\d),(?=\\d{3}(?!\\d))", "") : separated;
        List<String> numbers = new ArrayList<>();
        for (String piece : cleaned.split("[\\s,;()\\[\\]{}、，]+")) {
            if (piece.matches("[-+]?\\d+(?:\\.\\d+)?")) {
                numbers.add(piece.replace("+", ""));
            } else if (!piece.isEmpty()) {
                return null;
            }
        }
        return numbers.size() < 2 ? null : numbers;
    }

    private static boolean has(Matcher match, String name) {
        return match.namedGroups().containsKey(name)
                && match.group(name) != null
                && !match.group(name).isEmpty();
    }

    private static Operation operation(Matcher match) {
        if (has(match, "down")) {
            return Operation.SORT_DOWN;
        }
        if (has(match, "many")) {
            return Operation.HOW_MANY;
        }
        String said = match.group("op").toLowerCase(Locale.ROOT).replaceAll("\\s", "");
        if (said.matches("sum.*|total|add|합.*|총.*|더.*")) {
            return Operation.SUM;
        }
        if (said.matches(".*mean|average|avg|.*평균.*")) {
            return Operation.MEAN;
        }
        if (said.matches("product|multiply|곱.*")) {
            return Operation.PRODUCT;
        }
        if (said.matches("median|중.*")) {
            return Operation.MEDIAN;
        }
        if (said.matches("sort|order|정렬|오름차순")) {
            return Operation.SORT;
        }
        return said.matches("min.*|smallest|lowest|least|최소.*|최솟.*|.*작은.*") ? Operation.MINIMUM : Operation.MAXIMUM;
    }
}
