package io.github.jupan.models.internal.offline;

import io.github.jupan.models.internal.offline.Plan.Operation;
import java.util.List;
import java.util.regex.Pattern;

/// Whether a run printed what a plan's program prints: anything else is not an answer.
final class Expected {

    private static final Pattern COUNT = Pattern.compile("\\d+");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:E[+-]?\\d+)?");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private Expected() {}

    static boolean fits(Plan plan, List<String> lines) {
        return switch (plan) {
            case Plan.CountText p -> lines.size() == (printsTwo(p) ? 2 : 1) && all(lines, COUNT);
            case Plan.CountKind p -> one(lines, COUNT);
            case Plan.Calculate p ->
                Expressions.staysWhole(p.expression())
                        ? one(lines, NUMBER)
                        : lines.size() == 2
                                && NUMBER.matcher(lines.getFirst()).matches()
                                && lines.getLast().matches("exact|rounded");
            case Plan.Compare p -> lines.size() == 1 && lines.getFirst().matches("equal|first|second");
            case Plan.Aggregate p -> aggregate(p, lines);
            case Plan.DaysBetween p -> one(lines, COUNT);
            case Plan.Weekday p -> lines.size() == 1 && lines.getFirst().endsWith("day");
            case Plan.DayShift p -> one(lines, DATE);
            case Plan.Palindrome p -> lines.size() == 1 && lines.getFirst().matches("True|False");
            case Plan.Contains p -> lines.size() == 1 && lines.getFirst().matches("True|False");
            case Plan.MostCommon p ->
                lines.size() == 2 && COUNT.matcher(lines.getLast()).matches();
            case Plan.LongestWord p ->
                lines.size() == 2 && COUNT.matcher(lines.getLast()).matches();
            case Plan.Pick p -> lines.size() == 1;
            case Plan.EveryNth p -> true;
            case Plan.Take p -> true;
            case Plan.Change p -> true;
            case Plan.Unclear p -> false;
        };
    }

    private static boolean printsTwo(Plan.CountText plan) {
        return switch (plan.unit()) {
            case PERHAPS_WORD -> true;
            case TEXT -> PythonWriter.overlaps(plan.wanted());
            case WORD, JAMO -> false;
        };
    }

    private static boolean aggregate(Plan.Aggregate plan, List<String> lines) {
        boolean counted = plan.numbers() instanceof Plan.Numbers.In;
        boolean sorts = plan.operation() == Operation.SORT || plan.operation() == Operation.SORT_DOWN;
        return lines.size() == (counted ? 2 : 1) && (sorts || all(lines, NUMBER));
    }

    private static boolean one(List<String> lines, Pattern pattern) {
        return lines.size() == 1 && all(lines, pattern);
    }

    private static boolean all(List<String> lines, Pattern pattern) {
        return lines.stream().allMatch(line -> pattern.matcher(line).matches());
    }
}
