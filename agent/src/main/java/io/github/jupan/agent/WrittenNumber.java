package io.github.jupan.agent;

import io.github.jupan.agent.internal.evidence.Numbers;
import java.math.BigDecimal;
import java.util.List;

/// A number as it stands in a text, read in the way that [Evidence] is found: `1,234.50`, `1.234,50`, `$18`,
/// `25%`, `6.02e23`, `5 million`, `1억 2345만`; digits of any script. No numbers are versions, dates, and digits
/// inside a word.
///
/// @param start where it begins, in UTF-16 code units, its sign included
/// @param end where it ends, exclusive
/// @param values what it can mean, the likeliest first
/// @param percent whether a percent sign follows; the values are not divided by 100
/// @param label whether it only numbers what follows: an item of a list, a step
public record WrittenNumber(int start, int end, List<BigDecimal> values, boolean percent, boolean label) {

    public WrittenNumber {
        values = List.copyOf(values);
    }

    /// The numbers of a text, in order.
    public static List<WrittenNumber> in(String text) {
        return Numbers.in(text).stream()
                .map(found ->
                        new WrittenNumber(found.start(), found.end(), found.values(), found.percent(), found.label()))
                .toList();
    }
}
