package io.github.jupan.models.internal.offline;

import io.github.jupan.models.internal.offline.Expression.Binary;
import io.github.jupan.models.internal.offline.Expression.Factorial;
import io.github.jupan.models.internal.offline.Expression.Negative;
import io.github.jupan.models.internal.offline.Expression.Numeral;
import io.github.jupan.models.internal.offline.Expression.Operator;
import io.github.jupan.models.internal.offline.Expression.Percent;
import io.github.jupan.models.internal.offline.Expression.SquareRoot;

/// Writes an expression as Python: with plain integers where they stay integers, else with decimals (called `D`).
final class Expressions {

    private static final int UNARY = 3;

    private Expressions() {}

    static String python(Expression expression) {
        return write(expression, !staysWhole(expression), 0);
    }

    /// The expression as a person reads it.
    static String said(Expression expression) {
        return write(expression, false, 0)
                .replace("**", "^")
                .replaceAll("factorial\\((\\d+)\\)", "$1!")
                .replaceAll("(\\d[\\d.]*|\\([^()]*\\))\\.sqrt\\(\\)", "√$1");
    }

    static boolean usesFactorial(Expression expression) {
        return switch (expression) {
            case Numeral n -> false;
            case Binary b -> usesFactorial(b.left()) || usesFactorial(b.right());
            case Negative n -> usesFactorial(n.of());
            case SquareRoot r -> usesFactorial(r.of());
            case Factorial f -> true;
            case Percent p -> usesFactorial(p.of());
        };
    }

    /// Whether every step has a whole number as its result, so that Python's integers are exact.
    static boolean staysWhole(Expression expression) {
        return switch (expression) {
            case Numeral n -> !n.digits().contains(".");
            case Binary b ->
                b.operator() != Operator.DIVIDE
                        && staysWhole(b.left())
                        && staysWhole(b.right())
                        && (b.operator() != Operator.POWER || isNatural(b.right()));
            case Negative n -> staysWhole(n.of());
            case SquareRoot r -> false;
            case Factorial f -> staysWhole(f.of());
            case Percent p -> false;
        };
    }

    /// Whether every step has a ratio of whole numbers as its result, and one of a size to work with.
    static boolean staysRational(Expression expression) {
        return switch (expression) {
            case Numeral n -> true;
            case Binary b ->
                staysRational(b.left())
                        && staysRational(b.right())
                        && (b.operator() != Operator.POWER || isSmallPower(b.right()));
            case Negative n -> staysRational(n.of());
            case SquareRoot r -> false;
            case Factorial f -> staysWhole(f.of());
            case Percent p -> staysRational(p.of());
        };
    }

    private static boolean isSmallPower(Expression exponent) {
        return exponent instanceof Negative negative
                ? isSmallPower(negative.of())
                : exponent instanceof Numeral numeral && numeral.digits().matches("\\d{1,4}");
    }

    /// Whether it is a whole number and not below zero.
    private static boolean isNatural(Expression expression) {
        return switch (expression) {
            case Numeral n -> !n.digits().contains(".");
            case Binary b ->
                b.operator() != Operator.SUBTRACT
                        && b.operator() != Operator.DIVIDE
                        && isNatural(b.left())
                        && isNatural(b.right());
            case Factorial f -> isNatural(f.of());
            case Negative n -> false;
            case SquareRoot r -> false;
            case Percent p -> false;
        };
    }

    /// The expression with fractions, called `F`; powers have plain exponents.
    static String fractions(Expression expression) {
        return switch (expression) {
            case Numeral n -> n.digits().contains(".") ? "F(\"" + n.digits() + "\")" : "F(" + n.digits() + ")";
            case Binary b -> {
                Operator op = b.operator();
                String left = operand(b.left(), op == Operator.POWER ? op.strength + 1 : op.strength);
                String right =
                        op == Operator.POWER ? write(b.right(), false, UNARY) : operand(b.right(), op.strength + 1);
                String text = left + " " + op.python + " " + right;
                yield op == Operator.FLOOR_DIVIDE ? "F(" + text + ")" : text;
            }
            case Negative n -> "-" + operand(n.of(), UNARY);
            case SquareRoot r -> throw new IllegalArgumentException("a root is no fraction");
            case Factorial f -> "F(factorial(" + write(f.of(), false, 0) + "))";
            case Percent p -> operand(p.of(), 2) + " / 100";
        };
    }

    private static String operand(Expression expression, int outer) {
        int strength = switch (expression) {
            case Binary b -> b.operator() == Operator.FLOOR_DIVIDE ? Integer.MAX_VALUE : b.operator().strength;
            case Negative n -> UNARY;
            case Percent p -> 2;
            case Numeral n -> Integer.MAX_VALUE;
            case SquareRoot r -> Integer.MAX_VALUE;
            case Factorial f -> Integer.MAX_VALUE;
        };
        boolean loose = strength < outer || (expression instanceof Percent && outer == 2);
        return loose ? "(" + fractions(expression) + ")" : fractions(expression);
    }

    /// How many digits the numbers have together: the precision that decimals need at least.
    static int digits(Expression expression) {
        return switch (expression) {
            case Numeral n -> n.digits().length();
            case Binary b -> digits(b.left()) + digits(b.right());
            case Negative n -> digits(n.of());
            case SquareRoot r -> digits(r.of());
            case Factorial f -> digits(f.of());
            case Percent p -> digits(p.of());
        };
    }

    private static String write(Expression expression, boolean decimal, int outer) {
        return switch (expression) {
            case Numeral n -> decimal ? "D(\"" + n.digits() + "\")" : n.digits();
            case Binary b -> {
                Operator op = b.operator();
                boolean power = op == Operator.POWER;
                String left = write(b.left(), decimal, power ? op.strength + 1 : op.strength);
                String right = write(b.right(), decimal, power ? UNARY : op.strength + 1);
                String text = left + " " + op.python + " " + right;
                yield op.strength < outer ? "(" + text + ")" : text;
            }
            case Negative n -> {
                String text = "-" + write(n.of(), decimal, UNARY);
                yield UNARY < outer ? "(" + text + ")" : text;
            }
            case SquareRoot r -> {
                String of = write(r.of(), decimal, 0);
                yield (r.of() instanceof Numeral ? of : "(" + of + ")") + ".sqrt()";
            }
            case Factorial f -> {
                String text = "factorial(" + write(f.of(), false, 0) + ")";
                yield decimal ? "D(" + text + ")" : text;
            }
            case Percent p -> {
                String text = write(p.of(), decimal, 2) + " / 100";
                yield outer > 2 ? "(" + text + ")" : text;
            }
        };
    }
}
