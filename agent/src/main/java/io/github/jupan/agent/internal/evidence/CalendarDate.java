package io.github.jupan.agent.internal.evidence;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A date that a run gave, `2026-01-09` or `datetime.date(2026, 1, 9)`; an answer may write it as 9 January 2026.
record CalendarDate(int year, int month, int day) {

    private static final Pattern FORM = Pattern.compile(
            "(?:datetime\\.)?date(?:time)?\\((\\d{4}), (\\d{1,2}), (\\d{1,2}).{0,40}|(\\d{4})-(\\d{2})-(\\d{2})(?:[T"
                    + " ].{0,40})?");

    private static final int LAST_MONTH = 12;

    /// Null where the whole of a result is something else.
    static @Nullable CalendarDate of(String result) {
        Matcher form = FORM.matcher(result);
        if (!form.matches()) {
            return null;
        }
        int first = form.group(1) == null ? 4 : 1;
        int month = Integer.parseInt(form.group(first + 1));
        return month < 1 || month > LAST_MONTH
                ? null
                : new CalendarDate(Integer.parseInt(form.group(first)), month, Integer.parseInt(form.group(first + 2)));
    }

    boolean standsIn(String answer, AnswerWording wording) {
        Set<Integer> written = new HashSet<>();
        int at = 0;
        while (at < answer.length()) {
            int end = DigitGroups.skipDigits(answer, at);
            if (end > at && end - at <= 4 && answer.codePointCount(at, end) == end - at) {
                written.add(Integer.parseInt(answer, at, end, 10));
            }
            at = Math.max(end, at + 1);
        }
        return written.contains(year) && written.contains(day) && (written.contains(month) || wording.hasMonth(month));
    }
}
