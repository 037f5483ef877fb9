package io.github.jupan.agent.internal.evidence;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the computed number that somebody may have meant who wrote another: one digit was changed, left out or put
/// in, or swapped with its neighbour. Looked up by what is left of a number when one digit is taken out.
final class Slips {

    /// @param digits without its sign
    record Computed(int run, BigDecimal value, String digits) {}

    private static final int MOST_NUMBERS = 1_000;

    /// From this length on a number that differs in one digit is a slip, and not just another number.
    private static final int LONG = 4;

    private static final int SHORT = 3;
    private static final int LONGEST = 40;

    private final Map<String, List<Computed>> byDeletion = new HashMap<>();

    private Slips() {}

    /// What the latest runs computed.
    static Slips of(List<Computations.Run> runs) {
        Slips slips = new Slips();
        int count = 0;
        for (Computations.Run run : runs.reversed()) {
            for (BigDecimal number : run.numbers()) {
                String digits = digits(number);
                if (digits.length() >= SHORT - 1 && count++ < MOST_NUMBERS) {
                    Computed computed = new Computed(run.number(), number, digits);
                    for (String key : deletions(digits)) {
                        slips.byDeletion
                                .computeIfAbsent(key, none -> new ArrayList<>())
                                .add(computed);
                    }
                }
            }
        }
        return slips;
    }

    /// Those that are one slip away from a number, the latest first.
    Set<Computed> near(BigDecimal number) {
        String written = digits(number);
        Set<Computed> near = new LinkedHashSet<>();
        for (String key : deletions(written)) {
            for (Computed computed : byDeletion.getOrDefault(key, List.of())) {
                if (isSlip(written, computed.digits())) {
                    near.add(computed);
                }
            }
        }
        return near;
    }

    private static Set<String> deletions(String digits) {
        Set<String> keys = new LinkedHashSet<>();
        keys.add(digits);
        for (int i = 0; i < digits.length(); i++) {
            keys.add(digits.substring(0, i) + digits.substring(i + 1));
        }
        return keys;
    }

    private static String digits(BigDecimal number) {
        if (number.precision() > LONGEST || Math.abs((long) number.scale()) > LONGEST) {
            return "";
        }
        return number.signum() == 0 ? "0" : number.abs().stripTrailingZeros().toPlainString();
    }

    private static boolean isSlip(String written, String computed) {
        int longer = Math.max(written.length(), computed.length());
        int shorter = Math.min(written.length(), computed.length());
        if (longer < SHORT || longer - shorter > 1 || written.equals(computed)) {
            return false;
        }
        int start = 0;
        while (start < shorter && written.charAt(start) == computed.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start
                && written.charAt(written.length() - 1 - end) == computed.charAt(computed.length() - 1 - end)) {
            end++;
        }
        if (longer > shorter) {
            return longer >= LONG && start + end >= shorter;
        }
        int differ = longer - start - end;
        boolean swapped = differ == 2
                && written.charAt(start) == computed.charAt(start + 1)
                && written.charAt(start + 1) == computed.charAt(start);
        return swapped || (differ == 1 && longer >= LONG);
    }
}
