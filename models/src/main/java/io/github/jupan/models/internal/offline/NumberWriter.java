package io.github.jupan.models.internal.offline;

import io.github.jupan.models.internal.offline.Plan.Numbers;
import io.github.jupan.models.internal.offline.Plan.Operation;
import java.util.List;

/// Writes plans on numbers. Integers where everything stays whole; else decimals, which round nothing unseen: the
/// second line printed says whether the result is exact.
final class NumberWriter {

    private static final int PRECISION = 28;

    /// A fraction in decimals: all of them where they end, which is where some power of ten holds the denominator.
    private static final String FRACTION = """
        d = x.denominator
        ends = pow(10, d.bit_length(), d) == 0
        digits = len(str(x.numerator // d)) + (d.bit_length() if ends else 27)
        context = Context(prec=digits)
        y = context.divide(D(x.numerator), D(d)).normalize(context)
        print(f"{y:f}")
        print("exact" if ends else "rounded")\
        """;

    private NumberWriter() {}

    static String calculate(Expression expression) {
        String python = Expressions.python(expression);
        String factorial = Expressions.usesFactorial(expression) ? "from math import factorial\n" : "";
        if (Expressions.staysWhole(expression)) {
            return factorial + (factorial.isEmpty() ? "" : "\n") + "print(" + python + ")";
        }
        if (Expressions.staysRational(expression)) {
            return "from decimal import Context, Decimal as D\nfrom fractions import Fraction as F\n"
                    + factorial
                    + "\nx = " + Expressions.fractions(expression) + "\n"
                    + FRACTION;
        }
        int precision = Math.max(PRECISION, 2 * Expressions.digits(expression) + 2);
        return "from decimal import Context, Decimal as D, Inexact, setcontext\n"
                + factorial
                + "\ncontext = Context(prec=" + precision + ")\n"
                + "setcontext(context)\n"
                + "x = " + python + "\n"
                + "print(f\"{x.normalize():f}\")\n"
                + "print(\"rounded\" if context.flags[Inexact] else \"exact\")";
    }

    static String compare(Plan.Compare plan) {
        boolean whole = Expressions.staysWhole(plan.first()) && Expressions.staysWhole(plan.second());
        String imports = whole ? "" : "from decimal import Decimal as D\n";
        boolean factorial = Expressions.usesFactorial(plan.first()) || Expressions.usesFactorial(plan.second());
        imports += factorial ? "from math import factorial\n" : "";
        String first = operand(plan.first(), whole);
        String second = operand(plan.second(), whole);
        return imports + (imports.isEmpty() ? "" : "\n") + "a = " + first + "\nb = " + second
                + "\nprint(\"equal\" if a == b else \"first\" if a > b else \"second\")";
    }

    private static String operand(Expression expression, boolean whole) {
        String python = Expressions.python(expression);
        return whole || !Expressions.staysWhole(expression) ? python : "D(" + python + ")";
    }

    static String aggregate(Plan.Aggregate plan) {
        return switch (plan.numbers()) {
            case Numbers.Listed listed -> listed(listed.numbers(), plan.operation());
            case Numbers.Range range -> range(range, plan.operation());
            case Numbers.In in -> inText(in.source(), plan.operation());
        };
    }

    private static String listed(List<String> numbers, Operation operation) {
        boolean whole = numbers.stream().allMatch(n -> n.matches("-?(?:0|[1-9]\\d*)"));
        boolean divides = operation == Operation.MEAN || operation == Operation.MEDIAN;
        if (whole && !divides) {
            String imports = operation == Operation.PRODUCT ? "from math import prod\n\n" : "";
            return imports + "numbers = [" + String.join(", ", numbers) + "]\n" + result(operation);
        }
        String decimals = "numbers = [D(n) for n in (\"" + String.join("\", \"", numbers) + "\")]\n";
        int digits = numbers.stream().mapToInt(String::length).sum();
        return decimals(operation, Math.max(PRECISION, digits + numbers.size())) + decimals + result(operation);
    }

    private static String range(Numbers.Range range, Operation operation) {
        String imports = switch (operation) {
            case PRODUCT -> "from math import prod\n\n";
            case MEAN, MEDIAN -> decimals(operation, PRECISION);
            case SUM, MINIMUM, MAXIMUM, SORT, SORT_DOWN, HOW_MANY -> "";
        };
        String numbers = "numbers = range(" + range.from() + ", " + range.to() + " + 1)\n";
        return operation == Operation.MEAN
                ? imports + numbers + "print(D(sum(numbers)) / len(numbers))"
                : imports + numbers + result(operation);
    }

    private static String inText(Source source, Operation operation) {
        Snippet code =
                new Snippet(source).with("import re").with("from decimal import Context, Decimal as D, setcontext");
        code.line("numbers = [D(n) for n in re.findall(r\"(?<![\\w.-])-?\\d+(?:\\.\\d+)?(?![\\w])\", " + code.name()
                + ")]");
        if (operation == Operation.PRODUCT) {
            code.with("from math import prod");
        }
        boolean grows = operation == Operation.SUM || operation == Operation.PRODUCT;
        code.line("setcontext(Context(prec=" + (grows ? 1000 : PRECISION) + "))");
        String last = result(operation);
        return code.line("print(len(numbers))")
                .line(last.substring(0, last.lastIndexOf("print(")))
                .print(last.substring(last.lastIndexOf("print(") + 6, last.length() - 1));
    }

    /// A context of its own, so that no snippet before this one has a say in the rounding.
    private static String decimals(Operation operation, int precision) {
        return "from decimal import Context, Decimal as D, setcontext\n"
                + (operation == Operation.PRODUCT ? "from math import prod\n\n" : "\n")
                + "setcontext(Context(prec=" + precision + "))\n";
    }

    private static String result(Operation operation) {
        return switch (operation) {
            case SUM -> "print(sum(numbers))";
            case PRODUCT -> "print(prod(numbers))";
            case MEAN -> "print(sum(numbers) / len(numbers))";
            case MEDIAN -> """
                ordered = sorted(numbers)
                middle = len(ordered) // 2
                print((ordered[middle] + ordered[-1 - middle]) / 2)\
                """;
            case MINIMUM -> "print(min(numbers))";
            case MAXIMUM -> "print(max(numbers))";
            case SORT -> "print(*sorted(numbers), sep=\", \")";
            case SORT_DOWN -> "print(*sorted(numbers, reverse=True), sep=\", \")";
            case HOW_MANY -> "print(len(numbers))";
        };
    }
}
