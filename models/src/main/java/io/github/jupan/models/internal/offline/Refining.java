package io.github.jupan.models.internal.offline;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a rule alone cannot say: which text a task without one works on, which kind of counting a sign asks for, and
/// when the words are right and the question is still unclear.
final class Refining {

    private Refining() {}

    static @Nullable Plan refined(Plan plan, Question question, boolean bare, @Nullable Plan earlier) {
        if (plan.task().equals("again")) {
            return again(plan, question, earlier);
        }
        if (!plan.worksOnText()) {
            return numbers(plan);
        }
        Plan whole = plan;
        if (plan.value("text") == null) {
            Value document = question.onlyDocument();
            if (document == null) {
                return null;
            }
            whole = plan.with("text", document);
        }
        return switch (whole.task()) {
            case "letter", "letter-as-written", "letter-any-case" -> letter(whole, bare);
            case "piece" -> {
                boolean inside =
                        isOneWord(whole.said("text")) || !whole.said("piece").matches("(?sU)\\w.*\\w");
                Plan before = whole.with("before", new Value(inside ? "" : "(?<!\\w)", ""));
                yield before.with("behind", new Value(inside ? "" : "(?!\\w)", ""));
            }
            case "word", "word-as-written" ->
                whole.said("word").matches("(?sU)\\w(?:.*\\w)?")
                        ? whole.with("case", new Value(whole.task().equals("word") ? ".lower()" : "", ""))
                        : null;
            case "kind" ->
                kind(whole.as(Objects.requireNonNull(whole.value("kind")).python()), bare);
            case "every" -> every(whole);
            case "take", "take-back" -> isLiteral(whole) && reaches(whole) ? whole : null;
            case "sort-letters" -> isLiteral(whole) && isEven(whole.said("text")) ? whole : null;
            case "pick", "pick-back", "spell", "reverse", "upper", "lower", "palindrome" ->
                isLiteral(whole) ? whole : null;
            case "contains" -> isLiteral(whole) && !mixed(whole) ? whole : null;
            case "letters", "words", "characters" -> kind(whole, bare);
            default -> whole;
        };
    }

    private static @Nullable Plan again(Plan plan, Question question, @Nullable Plan earlier) {
        if (earlier == null
                || !question.documents().isEmpty()
                || !earlier.task().matches("letter|sign|letter-any-case")) {
            return null;
        }
        Value text = plan.value("text");
        Value sign = plan.value("sign");
        Plan changed = text != null ? earlier.with("text", text) : sign != null ? earlier.with("sign", sign) : earlier;
        return letter(new Plan(plan.language(), "letter", changed.values()), false);
    }

    private static @Nullable Plan letter(Plan plan, boolean bare) {
        String sign = plan.said("sign");
        String text = plan.said("text");
        if (plan.value("upper") != null || plan.value("lower") != null) {
            String cased = plan.value("upper") != null ? sign.toUpperCase(Locale.ROOT) : sign.toLowerCase(Locale.ROOT);
            return plan.with("sign", Value.text(cased));
        }
        if (!plan.task().equals("letter")) {
            return plan;
        }
        if (bare && !Character.isLetter(sign.codePointAt(0)) && !(text.matches("\\d+") && text.contains(sign))) {
            return null;
        }
        if (sign.matches("[ㄱ-ㅣ]")) {
            return plan.as("jamo");
        }
        if (!Character.isLetter(sign.codePointAt(0))) {
            return plan.as("sign");
        }
        String small = sign.toLowerCase(Locale.ROOT);
        boolean caseless = small.equals(sign.toUpperCase(Locale.ROOT));
        if (caseless || (isLiteral(plan) && small.equals(sign) && text.equals(text.toLowerCase(Locale.ROOT)))) {
            return plan;
        }
        Plan noted = plan.with("note", new Value("", " " + plan.language().say("any-case")));
        boolean both = isLiteral(plan) && text.contains(sign) && text.contains(small);
        if (both && !small.equals(sign)) {
            return null;
        }
        return noted.as(small.equals(sign) || isLiteral(plan) ? "letter-any-case" : "letter-capital");
    }

    private static @Nullable Plan kind(Plan plan, boolean bare) {
        String text = plan.said("text");
        boolean literal = isLiteral(plan);
        return switch (plan.task()) {
            case "vowels", "consonants" -> {
                boolean latin = !literal || text.codePoints().allMatch(c -> c < 128);
                boolean hangul = text.matches("[가-힣\\P{L}]+") && plan.language() == Language.KOREAN;
                yield latin ? plan : hangul ? plan.as("hangul-" + plan.task()) : null;
            }
            case "letters", "distinct-letters" -> plan;
            case "characters" -> {
                boolean syllables = plan.language() == Language.KOREAN && plan.value("kind") != null;
                boolean more = syllables && !(literal && isOneWord(text)); // 글자 may leave blanks and marks out
                yield (bare && !text.equals(text.toLowerCase(Locale.ROOT))) || more ? null : plan;
            }
            case "words" -> bare || (literal && (loose(text) || !text.matches("(?s).*[\\p{L}\\p{N}].*"))) ? null : plan;
            default -> bare ? null : plan;
        };
    }

    /// A dash between blanks is a word to `split` and to nobody else.
    private static boolean loose(String text) {
        return text.matches("(?s)(?:.*\\s)?[^\\p{L}\\p{N}\\s]+(?:\\s.*)?|.*\\p{L}(?:--|—|/)\\p{L}.*");
    }

    private static @Nullable Plan every(Plan plan) {
        Value step = plan.value("step") == null ? plan.value("place") : plan.value("step");
        if (!isLiteral(plan) || step == null || step.python().equals("1")) {
            return null;
        }
        boolean started = plan.value("step") != null && plan.value("place") != null;
        return started
                ? plan
                : step.python().equals("2") ? null : plan.with("step", step).with("place", step);
    }

    private static @Nullable Plan numbers(Plan plan) {
        String expression = plan.said("expression");
        String number = plan.said("number");
        String other = plan.said("number2");
        boolean whole = number.matches("\\d{1,15}") && (other.isEmpty() || other.matches("\\d{1,15}"));
        return switch (plan.task()) {
            case "calculate" -> expression.startsWith(Expression.NUMBER) ? null : plan;
            case "number-digits" ->
                expression.matches(Expression.NUMBER + "?\\d[\\d ^*!]*") && !expression.contains("F(") ? plan : null;
            case "root" -> number.startsWith("-") ? null : plan;
            case "gcd", "lcm" -> whole ? plan : null;
            case "prime" -> whole && number.length() <= 12 ? plan : null;
            case "range-sum" -> whole && Long.parseLong(number) <= Long.parseLong(other) ? plan : null;
            default -> plan;
        };
    }

    private static boolean isLiteral(Plan plan) {
        Value text = plan.value("text");
        return text != null && text.isLiteral();
    }

    private static boolean isOneWord(String text) {
        return text.codePoints().allMatch(Character::isLetterOrDigit);
    }

    private static boolean reaches(Plan plan) {
        return Texts.letters(plan.said("text")) >= Long.parseLong(plan.said("howmuch"));
    }

    /// Letters of one case and nothing else: there is one way to sort them.
    private static boolean isEven(String text) {
        return text.matches("(?U)\\p{Lower}+|\\p{Upper}+|[가-힣]+");
    }

    private static boolean mixed(Plan plan) {
        String sign = plan.said("sign");
        String text = plan.said("text");
        return text.contains(sign) != text.toLowerCase(Locale.ROOT).contains(sign.toLowerCase(Locale.ROOT));
    }
}
