package io.github.jupan.models.internal.offline;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why a run gave no result, as far as it matters to the one who asked.
///
/// @param seconds after how many seconds it was stopped, or empty
record Failure(Cause cause, String seconds) {

    enum Cause {
        NO_SUCH_DATE,
        DIVISION_BY_ZERO,
        NO_SUCH_POSITION,
        NOTHING_THERE,
        TOO_LARGE,
        TIME,
        MEMORY,
        OUTPUT,
        STOPPED,
        NOT_ALLOWED,
        OTHER
    }

    private static final Pattern STOPPED_AFTER = Pattern.compile("stopped after (\\d+(?:\\.\\d+)?) ?s\\b");
    private static final Map<Cause, Pattern> SIGNS = Map.of(
            Cause.NO_SUCH_DATE,
                    Pattern.compile("(?:day|month|year|date value|day of month|-?\\d+ ).*(?:out of|must be in) range"
                            + "|must be in 1\\.\\.|date value out of range"),
            Cause.DIVISION_BY_ZERO,
                    Pattern.compile("ZeroDivisionError|DivisionByZero|DivisionUndefined|Fraction\\(.*, 0\\)"),
            Cause.NO_SUCH_POSITION, Pattern.compile("IndexError"),
            Cause.NOTHING_THERE, Pattern.compile("empty (?:sequence|iterable)|arg is an empty"),
            Cause.TOO_LARGE, Pattern.compile("OverflowError|decimal\\.Overflow|Exceeds the limit"),
            Cause.MEMORY, Pattern.compile("MemoryError|Stopped at a limit: .*(?:memory|MiB|MB)"),
            Cause.NOT_ALLOWED, Pattern.compile("Not run: the user did not allow"),
            Cause.OUTPUT, Pattern.compile("Stopped at a limit: .*print"));

    /// @param why the last line of what came back
    static Failure of(String why) {
        Matcher after = STOPPED_AFTER.matcher(why);
        if (after.find()) {
            return new Failure(Cause.TIME, after.group(1));
        }
        if (why.contains("deadline") || why.contains("s of time")) {
            return new Failure(Cause.TIME, "");
        }
        for (Cause cause : Cause.values()) {
            Pattern sign = SIGNS.get(cause);
            if (sign != null && sign.matcher(why).find()) {
                return new Failure(cause, "");
            }
        }
        return new Failure(why.startsWith("Stopped") ? Cause.STOPPED : Cause.OTHER, "");
    }
}
