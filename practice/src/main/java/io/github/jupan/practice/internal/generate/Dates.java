package io.github.jupan.practice.internal.generate;

import static io.github.jupan.practice.internal.generate.Maker.say;

import io.github.jupan.practice.exercises.ExerciseLanguage;
import io.github.jupan.practice.internal.SplitMix;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/// The Gregorian calendar.
final class Dates {

    /// Written out: what a locale's data calls them may change.
    private static final List<String> ENGLISH =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    private static final List<String> KOREAN = List.of("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일");

    private Dates() {}

    static Made made(ExerciseLanguage language, SplitMix random) {
        return switch (random.below(5)) {
            case 0 -> between(language, random);
            case 1 -> weekday(language, random);
            case 2 -> later(language, random);
            case 3 -> leapYears(language, random);
            default -> ofYear(language, random);
        };
    }

    private static LocalDate date(SplitMix random) {
        return LocalDate.ofEpochDay(random.between(-25_567, 47_481));
    }

    private static Made between(ExerciseLanguage language, SplitMix random) {
        LocalDate from = date(random);
        LocalDate to = from.plusDays(random.between(40, 20_000));
        long days = ChronoUnit.DAYS.between(from, to);
        LocalDate sameDay = from.plusYears(ChronoUnit.YEARS.between(from, to));
        return new Made(
                "between",
                say(language, "How many days after %s is %s?", "%s부터 %s까지는 며칠인가요? 첫날은 세지 않습니다.", from, to),
                String.valueOf(days),
                say(
                        language,
                        "From %s to %s: %d days; from there to %s: %d days. Together %d.",
                        "%s부터 %s까지 %d일, 거기서 %s까지 %d일, 모두 %d일.",
                        from,
                        sameDay,
                        ChronoUnit.DAYS.between(from, sameDay),
                        to,
                        ChronoUnit.DAYS.between(sameDay, to),
                        days));
    }

    private static Made weekday(ExerciseLanguage language, SplitMix random) {
        LocalDate date = date(random);
        String day = name(date.getDayOfWeek(), language);
        LocalDate known = LocalDate.of(2000, 1, 1);
        return new Made(
                "weekday",
                say(language, "What day of the week is %s?", "%s은(는) 무슨 요일인가요?", date),
                day,
                say(
                        language,
                        "%s was a Saturday; %s is %d days from it, which leaves %d when divided by 7: %s.",
                        "%s은 토요일이고 %s은(는) 거기서 %d일, 7로 나눈 나머지는 %d: %s.",
                        known,
                        date,
                        ChronoUnit.DAYS.between(known, date),
                        Math.floorMod(ChronoUnit.DAYS.between(known, date), 7L),
                        day));
    }

    private static String name(DayOfWeek day, ExerciseLanguage language) {
        return (language == ExerciseLanguage.KO ? KOREAN : ENGLISH).get(day.getValue() - 1);
    }

    private static Made later(ExerciseLanguage language, SplitMix random) {
        LocalDate from = date(random);
        int days = random.between(30, 5_000);
        LocalDate to = from.plusDays(days);
        return new Made(
                "later",
                say(
                        language,
                        "Which date is %2$d days after %1$s? Write it as YYYY-MM-DD.",
                        "%s에서 %d일 뒤는 언제인가요? YYYY-MM-DD로 쓰세요.",
                        from,
                        days),
                to.toString(),
                from + " + " + days + " = " + to);
    }

    private static Made leapYears(ExerciseLanguage language, SplitMix random) {
        int from = random.between(1_600, 2_000);
        int to = from + random.between(50, 400);
        int[] leap = IntStream.rangeClosed(from, to).filter(Year::isLeap).toArray();
        return new Made(
                "leap",
                say(
                        language,
                        "How many leap years are there from %d to %d, both included?",
                        "%d년부터 %d년까지 윤년은 몇 번인가요? 두 해를 모두 셉니다.",
                        from,
                        to),
                String.valueOf(leap.length),
                say(
                        language,
                        "The first is %d, the last %d; centuries that 400 does not divide are none: %d.",
                        "첫 윤년은 %d년, 마지막은 %d년, 400으로 나누어지지 않는 100의 배수는 빼고: %d번.",
                        leap[0],
                        leap[leap.length - 1],
                        leap.length));
    }

    private static Made ofYear(ExerciseLanguage language, SplitMix random) {
        LocalDate date = date(random);
        return new Made(
                "ofyear",
                say(
                        language,
                        "Which day of its year is %s, when January 1 is day 1?",
                        "%s은(는) 그해의 몇 번째 날인가요? 1월 1일이 첫 번째 날입니다.",
                        date),
                String.valueOf(date.getDayOfYear()),
                say(
                        language,
                        "The months before it have %d days; with its day %d: %d.",
                        "앞선 달은 모두 %d일, 여기에 %d을(를) 더하면 %d.",
                        date.getDayOfYear() - date.getDayOfMonth(),
                        date.getDayOfMonth(),
                        date.getDayOfYear()));
    }
}
