package io.github.jupan.models.internal.offline;

/// An arithmetic expression as the user meant it.
sealed interface Expression {

    /// @param digits a decimal number without grouping commas
    record Numeral(String digits) implements Expression {}

    record Binary(Operator operator, Expression left, Expression right) implements Expression {}

    record Negative(Expression of) implements Expression {}

    record SquareRoot(Expression of) implements Expression {}

    record Factorial(Expression of) implements Expression {}

    record Percent(Expression of) implements Expression {}

    enum Operator {
        ADD("+", 1),
        SUBTRACT("-", 1),
        MULTIPLY("*", 2),
        DIVIDE("/", 2),
        FLOOR_DIVIDE("//", 2),
        REMAINDER("%", 2),
        POWER("**", 4);

        final String python;
        final int strength;

        Operator(String python, int strength) {
            this.python = python;
            this.strength = strength;
        }
    }
}
