package io.github.jupan.models.internal.offline;

import io.github.jupan.models.internal.offline.Expression.Binary;
import io.github.jupan.models.internal.offline.Expression.Factorial;
import io.github.jupan.models.internal.offline.Expression.Negative;
import io.github.jupan.models.internal.offline.Expression.Numeral;
import io.github.jupan.models.internal.offline.Expression.Operator;
import io.github.jupan.models.internal.offline.Expression.Percent;
import io.github.jupan.models.internal.offline.Expression.SquareRoot;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads an arithmetic expression, in symbols or words, by recursive descent. All of it must be understood.
final class Arithmetic {

    private static final Pattern TOKEN =
            Pattern.compile("\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|\\.\\d+|\\*\\*|//|[-+*/^%!()√ΣF]");
    private static final int DEEPEST = 200;
    private static final int MOST_TOKENS = 1_500;

    private final List<String> tokens;
    private int at;
    private int depth;

    private Arithmetic(List<String> tokens) {
        this.tokens = tokens;
    }

    /// The expression, or null if the text is not one from its first to its last character. A bare number is one.
    static @Nullable Expression parse(String text) {
        String symbols = ArithmeticWords.symbols(text);
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(symbols);
        int end = 0;
        while (matcher.find()) {
            if (!symbols.substring(end, matcher.start()).isBlank()) {
                return null;
            }
            tokens.add(matcher.group());
            end = matcher.end();
        }
        if (tokens.isEmpty()
                || tokens.size() > MOST_TOKENS
                || !symbols.substring(end).isBlank()) {
            return null;
        }
        Arithmetic reader = new Arithmetic(tokens);
        Expression expression = reader.sum();
        return reader.at == tokens.size() ? expression : null;
    }

    private @Nullable Expression sum() {
        if (++depth > DEEPEST) {
            return null;
        }
        Expression left = product();
        while (left != null && (sees("+") || sees("-"))) {
            Operator operator = next().equals("+") ? Operator.ADD : Operator.SUBTRACT;
            Expression right = product();
            boolean ofWhat = right instanceof Percent && !(left instanceof Percent);
            left = ofWhat ? null : joined(operator, left, right);
        }
        depth--;
        return left;
    }

    private @Nullable Expression product() {
        Expression left = signed();
        while (left != null) {
            if (sees("*")) {
                at++;
                left = joined(Operator.MULTIPLY, left, signed());
            } else if (sees("/") || sees("//")) {
                left = joined(next().equals("/") ? Operator.DIVIDE : Operator.FLOOR_DIVIDE, left, signed());
            } else if (sees("%")) {
                at++;
                left = joined(Operator.REMAINDER, left, signed());
            } else if (sees("(")) {
                left = joined(Operator.MULTIPLY, left, signed());
            } else {
                return left;
            }
        }
        return null;
    }

    private @Nullable Expression signed() {
        boolean afterOperator = at > 0 && tokens.get(at - 1).matches("[-+*/^%]|\\*\\*|//");
        if (sees("-") || (sees("+") && !afterOperator)) {
            boolean negative = next().equals("-");
            Expression of = ++depth > DEEPEST ? null : signed();
            depth--;
            return of == null || !negative ? of : new Negative(of);
        }
        return power();
    }

    private @Nullable Expression power() {
        Expression base = postfix();
        if (base != null && (sees("^") || sees("**"))) {
            at++;
            return joined(Operator.POWER, base, signed());
        }
        return base;
    }

    private @Nullable Expression postfix() {
        Expression of = atom();
        while (of != null) {
            if (sees("!")) {
                at++;
                if (sees("!")) {
                    return null;
                }
                of = new Factorial(of);
            } else if (sees("%") && !operandAt(at + 1)) {
                at++;
                of = new Percent(of);
            } else {
                return of;
            }
        }
        return null;
    }

    private @Nullable Expression atom() {
        if (at == tokens.size()) {
            return null;
        }
        String token = next();
        if (token.equals("(")) {
            Expression inner = sum();
            if (!sees(")")) {
                return null;
            }
            at++;
            return inner;
        }
        if (token.equals("√") || token.equals("F")) {
            Expression of = postfix();
            return of == null ? null : token.equals("√") ? new SquareRoot(of) : new Factorial(of);
        }
        if (!Character.isDigit(token.charAt(0)) && token.charAt(0) != '.') {
            return null;
        }
        String digits = token.replace(",", "");
        boolean padded = digits.length() > 1 && digits.startsWith("0") && !digits.startsWith("0.");
        return padded ? null : new Numeral(digits.startsWith(".") ? "0" + digits : digits);
    }

    private boolean operandAt(int index) {
        return index < tokens.size() && tokens.get(index).matches("[(√F-]|.*\\d.*");
    }

    private static @Nullable Expression joined(Operator operator, Expression left, @Nullable Expression right) {
        return right == null ? null : new Binary(operator, left, right);
    }

    private boolean sees(String token) {
        return at < tokens.size() && tokens.get(at).equals(token);
    }

    private String next() {
        return tokens.get(at++);
    }
}
