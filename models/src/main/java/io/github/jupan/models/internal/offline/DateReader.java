package io.github.jupan.models.internal.offline;

import io.github.jupan.models.internal.offline.Plan.Day;
import io.github.jupan.models.internal.offline.Plan.Doubt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Days between dates, weekdays, and dates some days before or after another.
final class DateReader implements Reader {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final String MONTH =
            "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
    private static final String DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
    /// One alternative for each spelling; nine groups: y-m-d, m d y, d m y; then d/m/y or m/d/y; then Korean.
    private static final Pattern DATE = Phrase.pattern("(?<![\\d.])(?:"
            + "(?<y1>\\d{4}) ?[-/.] ?(?<m1>\\d{1,2}) ?[-/.] ?(?<d1>\\d{1,2})\\.?(?!\\d)"
            + "|(?<m2>" + MONTH + ") (?:the )?(?<d2>" + DAY + ")(?:,? (?<y2>\\d{4}))?(?!\\d)"
            + "|(?:the )?(?<d3>" + DAY + ") (?:of )?(?<m3>" + MONTH + ")(?:,? (?<y3>\\d{4}))?(?!\\w)"
            + "|(?<a4>\\d{1,2})[/.-](?<b4>\\d{1,2})[/.-](?<y4>\\d{4})(?!\\d)"
            + "|(?:(?<y5>\\d{4}) ?년 ?)?(?<m5>\\d{1,2}) ?월 ?(?<d5>\\d{1,2}) ?일)");
    private static final char MARK = '\uF000';
    private static final List<Pattern> BETWEEN = List.of(
            Phrase.pattern("(?:how many|the number of|number of) days (?:are |is |were |passed |pass |lie |have passed"
                    + " )?(?:there )?(?:between|from|separate) \uF000 ?(?:and|to|until|till|-|through|up to)"
                    + " ?\uF000"),
            Phrase.pattern("(?:the )?(?:days|day count|difference in days|time in days|difference)(?: are there)?"
                    + " (?:between|from) \uF000 ?(?:and|to|until|till|-) ?\uF000(?: in days)?"),
            Phrase.pattern("how (?:long|many days)(?: is it| was it| does it take)? (?:from|between) \uF000"
                    + " ?(?:and|to|until|till) ?\uF000(?: in days)?"),
            Phrase.pattern("how many days (?:after|before|from|since) \uF000 (?:is|was) \uF000"),
            Phrase.pattern(
                    "(?:from|between) \uF000 ?(?:and|to|until|till) ?\uF000,?:? ?(?:is |are there )?how many days(?:"
                            + " is it| are there)?"),
            Phrase.pattern("\uF000 ?(?:부터|에서|과|와|하고|~|-) ?\uF000 ?(?:까지|사이|간)?(?:는|의|에|에는|은)? ?(?:총 |모두 )?(?:며칠|몇 ?일|날짜"
                    + " ?차이|날짜 ?수|일수|차이|(?:사이의 ?)?날짜)[가-힣 ]*"));
    private static final List<Pattern> WEEKDAY = List.of(
            Phrase.pattern(
                    "(?:which |what )?(?:day of the week|weekday|day)(?: of the week)?(?: is| was| will be| did| does|"
                            + " fell| falls| it)*(?: on)? ?\uF000(?: on| fall on| fall)?"),
            Phrase.pattern(
                    "(?:on )?(?:which|what) (?:day of the week|weekday)(?: was| is| did| does) \uF000(?: fall)?(?:"
                            + " on)?"),
            Phrase.pattern("(?:the )?(?:day of the week|weekday) (?:of|for|on) \uF000"),
            Phrase.pattern("\uF000(?:은|는|이|가|의)? ?(?:무슨 ?요일|요일)[가-힣 ]*"));
    private static final Pattern SHIFT =
            Phrase.pattern("(?:which |what |when)?(?:date|day)?(?: is| was| will be)?(?: it)? ?(?<n>\\d{1,7}) days?"
                    + " (?<way>after|before|from|later than|past|earlier than) \uF000");
    private static final Pattern SHIFT_PLUS = Phrase.pattern("\uF000 ?(?<way>plus|minus|\\+|-) ?(?<n>\\d{1,7}) days?");
    private static final Pattern SHIFT_KO = Phrase.pattern(
            "\uF000(?:에서|부터|로부터|의)? ?(?<n>\\d{1,7}) ?일 ?(?<way>후|뒤|이후|전|이전)[가-힣 ]*(?:날짜|며칠|언제|무슨 ?날)?[가-힣 ]*");

    @Override
    public Optional<Plan> read(Sentence sentence, Context context) {
        List<Written> written = new ArrayList<>();
        Matcher dates = DATE.matcher(sentence.withoutQuotes());
        StringBuilder rest = new StringBuilder();
        while (dates.find()) {
            written.add(Written.of(dates));
            dates.appendReplacement(rest, String.valueOf(MARK));
        }
        String template = dates.appendTail(rest).toString().strip();
        return switch (written.size()) {
            case 1 -> one(template, written.getFirst());
            case 2 -> two(template, written.getFirst(), written.getLast());
            default -> Optional.empty();
        };
    }

    private static Optional<Plan> two(String template, Written first, Written second) {
        if (BETWEEN.stream().noneMatch(p -> p.matcher(template).matches())) {
            return Optional.empty();
        }
        int year = Math.max(first.year(), second.year());
        return Optional.of(
                first.ambiguous() || second.ambiguous()
                        ? new Plan.Unclear(Doubt.DATE_ORDER)
                        : first.year() == 0 || second.year() == 0
                                ? year == 0 || first.comesAfter(second)
                                        ? new Plan.Unclear(Doubt.DATE_YEAR)
                                        : between(first.in(year), second.in(year))
                                : between(first, second));
    }

    private static Plan between(Written first, Written second) {
        return new Plan.DaysBetween(first.day(), second.day());
    }

    private static Optional<Plan> one(String template, Written date) {
        Plan doubt = date.ambiguous()
                ? new Plan.Unclear(Doubt.DATE_ORDER)
                : date.year() == 0 ? new Plan.Unclear(Doubt.DATE_YEAR) : null;
        if (WEEKDAY.stream().anyMatch(p -> p.matcher(template).matches())) {
            return Optional.of(doubt != null ? doubt : new Plan.Weekday(date.day()));
        }
        for (Pattern pattern : List.of(SHIFT, SHIFT_PLUS, SHIFT_KO)) {
            Matcher m = pattern.matcher(template);
            if (m.matches()) {
                boolean back = m.group("way").toLowerCase(Locale.ROOT).matches("before|earlier than|minus|-|전|이전");
                int days = Integer.parseInt(m.group("n"));
                return Optional.of(doubt != null ? doubt : new Plan.DayShift(date.day(), back ? -days : days));
            }
        }
        return Optional.empty();
    }

    /// A date as it was written: 0 for a year that was left out.
    private record Written(int year, int month, int dayOfMonth, boolean ambiguous) {

        static Written of(Matcher m) {
            if (m.group("y1") != null) {
                return new Written(number(m.group("y1")), number(m.group("m1")), number(m.group("d1")), false);
            }
            if (m.group("m2") != null) {
                return new Written(number(m.group("y2")), month(m.group("m2")), number(m.group("d2")), false);
            }
            if (m.group("m3") != null) {
                return new Written(number(m.group("y3")), month(m.group("m3")), number(m.group("d3")), false);
            }
            if (m.group("y4") != null) {
                int a = number(m.group("a4"));
                int b = number(m.group("b4"));
                boolean dayFirst = a > 12;
                boolean open = a <= 12 && b <= 12 && a != b;
                return new Written(number(m.group("y4")), dayFirst ? b : a, dayFirst ? a : b, open);
            }
            return new Written(number(m.group("y5")), number(m.group("m5")), number(m.group("d5")), false);
        }

        Written in(int otherYear) {
            return new Written(otherYear, month, dayOfMonth, ambiguous);
        }

        /// Whether it comes later in a year, so that the two cannot be meant to lie in one.
        boolean comesAfter(Written other) {
            return month > other.month || (month == other.month && dayOfMonth > other.dayOfMonth);
        }

        Day day() {
            return new Day(year, month, dayOfMonth);
        }

        private static int number(@Nullable String digits) {
            return digits == null ? 0 : Integer.parseInt(digits.replaceAll("\\D", ""));
        }

        private static int month(String name) {
            return MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
        }
    }
}
