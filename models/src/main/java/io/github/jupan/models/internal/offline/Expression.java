package io.github.jupan.models.internal.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Arithmetic, read to its last sign and written as Python. What can be read in two ways is not read: a power of a
/// power or of a negative number, words for powers beside other words, a date, a sum that ends in an exclamation mark.
final class Expression {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<number>\\d[\\d,]*(?:\\.\\d+)?(?:\\s*(?:" + Numbers.SCALE + "))?)(?![\\p{L}\\d.,])"
                    + "|(?<sign>\\*\\*|//|[-+*/^()!×÷−–·⋅²³|]|mod(?![a-z])|x(?=\\s*[\\d(]))"
                    + "|(?<word>[a-z]+(?:[ -][a-z]+)*+|[가-힣]+(?:\\s[가-힣]+)*+))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SOMETHING_ELSE =
            Pattern.compile("\\d+([-/.])\\d+\\1\\d+|24/7|\\d{1,2}/\\d{1,2}|\\d{3,4}-\\d{4}|9-11|0\\d+.*");
    private static final Map<String, String> SIGNS =
            Map.of("×", "*", "·", "*", "⋅", "*", "x", "*", "X", "*", "÷", "/", "−", "-", "–", "-", "**", "^");

    private static final int DEEPEST = 100;

    private final List<String> tokens;
    private final boolean fractions;
    private int at;
    private int operators;
    private int depth;

    private Expression(List<String> tokens, boolean fractions) {
        this.tokens = tokens;
        this.fractions = fractions;
    }

    /// Of at least one number; null where it is not certain what is meant.
    static @Nullable Value read(String written, Language language) {
        String text = written.strip();
        if (SOMETHING_ELSE.matcher(text).matches()) {
            return null;
        }
        List<String> tokens = tokens(text, language);
        if (tokens == null || tokens.isEmpty()) {
            return null;
        }
        boolean whole = tokens.stream().noneMatch(token -> token.contains(".") || token.equals("/"));
        Expression expression = new Expression(tokens, !whole);
        boolean exclaimed = tokens.size() > 2 && tokens.indexOf("!") == tokens.size() - 1;
        String python = exclaimed ? null : expression.sum();
        if (python == null || expression.at < tokens.size()) {
            return null;
        }
        String said = String.join(" ", tokens)
                .replace("( ", "(")
                .replace(" )", ")")
                .replace(" !", "!")
                .replaceAll("(?<=^|[-+*/^] |\\()- (?=[\\d(])", "-")
                .replaceAll("\\| (.*) \\|", "|$1|")
                .replace("//", "div");
        return new Value(python, expression.operators == 0 ? NUMBER + said : said);
    }

    /// Before a said expression that is a number alone.
    static final String NUMBER = "\u0002";

    private static @Nullable List<String> tokens(String text, Language language) {
        List<String> tokens = new ArrayList<>();
        boolean inWords = false;
        Matcher token = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!token.find(at) || token.start() != at) {
                return null;
            }
            String word = token.group("word");
            if (word != null) {
                inWords = true;
                int end = word(word, language, tokens);
                if (end == 0) {
                    return null;
                }
                at = token.start("word") + end;
            } else {
                String number = token.group("number");
                String read = number == null
                        ? SIGNS.getOrDefault(token.group("sign"), token.group("sign"))
                        : Numbers.read(number);
                if (read == null) {
                    return null;
                }
                boolean square = read.equals("²") || read.equals("³");
                tokens.addAll(square ? List.of("^", read.equals("²") ? "2" : "3") : List.of(read));
                at = token.end();
            }
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
        return inWords && isUnclearInWords(tokens) ? null : tokens;
    }

    /// Reads the longest operator or number that a run of words begins with. How far it goes; 0 for neither.
    private static int word(String words, Language language, List<String> tokens) {
        String lower = words.toLowerCase(Locale.ROOT);
        for (int end = lower.length(); end > 0; end--) {
            String piece = lower.substring(0, end);
            boolean whole = end == lower.length() || piece.charAt(0) >= '가' || !Character.isLetter(lower.charAt(end));
            if (!whole || piece.endsWith(" ")) {
                continue;
            }
            String operator = language.named("operator", piece);
            if (operator != null) {
                tokens.addAll(operator.matches("\\^\\d") ? List.of("^", operator.substring(1)) : List.of(operator));
                return end;
            }
            boolean number = piece.matches("(?i)" + Numbers.WORDS.replace(" ", "\\s+"))
                    && !piece.matches("(?i)(?:minus|negative|마이너스)\\s.*");
            String read = number ? Numbers.read(piece) : null;
            if (read != null) {
                tokens.add(read);
                return end;
            }
        }
        return 0;
    }

    /// "2 plus 3 squared" is 11 or 25, "2 to the power of 3 plus 1" 9 or 16.
    private static boolean isUnclearInWords(List<String> tokens) {
        int power = tokens.indexOf("^");
        boolean spoken = power >= 0 || tokens.contains("!");
        long others =
                tokens.stream().filter(token -> token.matches("[-+*/|]|mod")).count();
        return spoken && others > 0;
    }

    private @Nullable String sum() {
        String left = product();
        while (left != null && (next("+") || next("-"))) {
            left = joined(left, tokens.get(at++), product());
        }
        return left;
    }

    private @Nullable String product() {
        String left = factor();
        while (left != null && (next("*") || next("/") || next("//") || next("mod"))) {
            String operator = tokens.get(at++);
            boolean whole = tokens.size() == 3 && !fractions;
            boolean plain = whole || operator.matches("[*/]");
            left = plain ? joined(left, operator.equals("mod") ? "%" : operator, factor()) : null;
        }
        return left;
    }

    private @Nullable String joined(String left, String operator, @Nullable String right) {
        operators++;
        return right == null ? null : left + " " + operator + " " + right;
    }

    private @Nullable String factor() {
        boolean negative = next("-");
        if (negative) {
            at++;
        }
        int start = at;
        String base = atom();
        if (base == null) {
            return null;
        }
        if (next("!")) {
            at++;
            operators++;
            boolean plain = !negative && tokens.get(start).matches("\\d{1,7}") && !next("!") && !next("^");
            return plain ? number("factorial(" + tokens.get(start) + ")") : null;
        }
        if (next("^")) {
            at++;
            operators++;
            String exponent = at < tokens.size() && tokens.get(at).matches("\\d+") ? tokens.get(at++) : null;
            return negative || exponent == null || next("^") || next("!") ? null : base + " ** " + exponent;
        }
        return negative ? "-" + base : base;
    }

    private @Nullable String atom() {
        String token = at < tokens.size() ? tokens.get(at++) : "";
        if (token.matches("-?\\d+(?:\\.\\d+)?")) {
            String number = fractions && token.contains(".") ? "F(\"" + token + "\")" : number(token);
            return token.startsWith("-") && !fractions ? "(" + number + ")" : number;
        }
        if ((token.equals("(") || token.equals("|")) && depth < DEEPEST) {
            depth++;
            String inner = sum();
            depth--;
            String close = token.equals("(") ? ")" : "|";
            if (inner == null || !next(close)) {
                return null;
            }
            at++;
            return (token.equals("(") ? "(" : "abs(") + inner + ")";
        }
        return null;
    }

    private String number(String python) {
        return fractions ? "F(" + python + ")" : python;
    }

    private boolean next(String token) {
        return at < tokens.size() && tokens.get(at).equals(token);
    }
}
