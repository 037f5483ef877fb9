package io.github.jupan.models.internal.offline;

import org.jspecify.annotations.Nullable;

/// The text that a plan works on, if it works on a text.
final class Sources {

    private Sources() {}

    static @Nullable Source of(Plan plan) {
        return switch (plan) {
            case Plan.CountText p -> p.source();
            case Plan.CountKind p -> p.source();
            case Plan.Pick p -> p.source();
            case Plan.EveryNth p -> p.source();
            case Plan.Take p -> p.source();
            case Plan.Change p -> p.source();
            case Plan.Palindrome p -> p.source();
            case Plan.Contains p -> p.source();
            case Plan.MostCommon p -> p.source();
            case Plan.LongestWord p -> p.source();
            case Plan.Aggregate p -> p.numbers() instanceof Plan.Numbers.In in ? in.source() : null;
            case Plan.Calculate p -> null;
            case Plan.Compare p -> null;
            case Plan.DaysBetween p -> null;
            case Plan.Weekday p -> null;
            case Plan.DayShift p -> null;
            case Plan.Unclear p -> null;
        };
    }
}
