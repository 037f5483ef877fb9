package io.github.jupan.agent.internal.evidence;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The words of an answer, and the numbers that they stand for.
final class AnswerWording {

    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("zero", 0),
            Map.entry("no", 0),
            Map.entry("none", 0),
            Map.entry("not", 0),
            Map.entry("never", 0),
            Map.entry("nothing", 0),
            Map.entry("without", 0),
            Map.entry("없", 0),
            Map.entry("one", 1),
            Map.entry("once", 1),
            Map.entry("single", 1),
            Map.entry("first", 1),
            Map.entry("한", 1),
            Map.entry("하나", 1),
            Map.entry("two", 2),
            Map.entry("twice", 2),
            Map.entry("both", 2),
            Map.entry("second", 2),
            Map.entry("두", 2),
            Map.entry("둘", 2),
            Map.entry("three", 3),
            Map.entry("thrice", 3),
            Map.entry("third", 3),
            Map.entry("세", 3),
            Map.entry("셋", 3),
            Map.entry("four", 4),
            Map.entry("fourth", 4),
            Map.entry("네", 4),
            Map.entry("넷", 4),
            Map.entry("five", 5),
            Map.entry("fifth", 5),
            Map.entry("다섯", 5),
            Map.entry("six", 6),
            Map.entry("sixth", 6),
            Map.entry("여섯", 6),
            Map.entry("seven", 7),
            Map.entry("seventh", 7),
            Map.entry("일곱", 7),
            Map.entry("eight", 8),
            Map.entry("eighth", 8),
            Map.entry("여덟", 8),
            Map.entry("nine", 9),
            Map.entry("ninth", 9),
            Map.entry("아홉", 9),
            Map.entry("ten", 10),
            Map.entry("tenth", 10),
            Map.entry("열", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("dozen", 12),
            Map.entry("thirteen", 13),
            Map.entry("fourteen", 14),
            Map.entry("fifteen", 15),
            Map.entry("sixteen", 16),
            Map.entry("seventeen", 17),
            Map.entry("eighteen", 18),
            Map.entry("nineteen", 19),
            Map.entry("twenty", 20));

    private static final int LONGEST_KOREAN = 2;

    /// The first letters of each month, of January first.
    private static final List<List<String>> MONTHS = List.of(
            List.of("jan", "jän", "ene", "gen", "янв"),
            List.of("feb", "fév", "fev", "фев"),
            List.of("mar", "mär", "мар"),
            List.of("apr", "avr", "abr", "апр"),
            List.of("may", "mai", "mag", "мая", "май"),
            List.of("jun", "juin", "giu", "июн"),
            List.of("jul", "juil", "lug", "июл"),
            List.of("aug", "aoû", "ago", "авг"),
            List.of("sep", "set", "сен"),
            List.of("oct", "okt", "ott", "out", "окт"),
            List.of("nov", "ноя"),
            List.of("dec", "dez", "déc", "dic", "дек"));

    /// The days of a week, of Monday first.
    private static final List<Set<String>> WEEKDAYS = List.of(
            Set.of("monday", "montag", "lundi", "lunes", "lunedì", "segunda", "понедельник", "월요일", "senin"),
            Set.of("tuesday", "dienstag", "mardi", "martes", "martedì", "terça", "вторник", "화요일", "selasa"),
            Set.of("wednesday", "mittwoch", "mercredi", "miércoles", "mercoledì", "quarta", "среда", "수요일", "rabu"),
            Set.of("thursday", "donnerstag", "jeudi", "jueves", "giovedì", "quinta", "четверг", "목요일", "kamis"),
            Set.of("friday", "freitag", "vendredi", "viernes", "venerdì", "sexta", "пятница", "금요일", "jumat"),
            Set.of("saturday", "samstag", "samedi", "sábado", "sabato", "суббота", "토요일", "sabtu"),
            Set.of("sunday", "sonntag", "dimanche", "domingo", "domenica", "воскресенье", "일요일", "minggu"));

    private final Set<String> words;

    private AnswerWording(Set<String> words) {
        this.words = words;
    }

    static AnswerWording of(String answer) {
        return new AnswerWording(new HashSet<>(words(answer)));
    }

    /// The runs of letters in a text, in order, in lower case.
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean letter = i < text.length() && Character.isLetter(text.charAt(i));
            if (letter && start < 0) {
                start = i;
            } else if (!letter && start >= 0) {
                words.add(text.substring(start, i).toLowerCase(Locale.ROOT));
                start = -1;
            }
        }
        return words;
    }

    /// Whether a number is there in words; Korean counts with what is counted behind it: `세개`.
    boolean says(BigDecimal number) {
        return words.stream().anyMatch(word -> isNumber(word, number))
                || (number.signum() >= 0 && number.precision() <= 2 && number.scale() <= 1 && namesPlace(number));
    }

    private static boolean isNumber(String word, BigDecimal number) {
        Integer whole = NUMBERS.get(word);
        for (int end = LONGEST_KOREAN; whole == null && end > 0; end--) {
            boolean korean = word.length() > end && word.charAt(0) >= '가' && word.charAt(0) <= '힣';
            whole = korean ? NUMBERS.get(word.substring(0, end)) : null;
        }
        return whole != null && number.compareTo(BigDecimal.valueOf(whole)) == 0;
    }

    /// Weekdays are counted from 0 or from 1, and months from 1.
    private boolean namesPlace(BigDecimal number) {
        int place = number.intValue();
        boolean weekday = place <= WEEKDAYS.size() && WEEKDAYS.stream().anyMatch(this::hasAny);
        return weekday || (place >= 1 && place <= MONTHS.size() && hasMonth(place));
    }

    /// Whether the same day of the week, or the same month, is there in some language.
    boolean namesDayOrMonth(List<String> result) {
        if (result.size() != 1) {
            return false;
        }
        String name = result.getFirst();
        for (int month = 1; month <= MONTHS.size(); month++) {
            if (beginsWithAny(name, MONTHS.get(month - 1)) && hasMonth(month)) {
                return true;
            }
        }
        return WEEKDAYS.stream().anyMatch(day -> day.contains(name) && hasAny(day));
    }

    private boolean hasAny(Set<String> names) {
        return words.stream().anyMatch(word -> beginsWithAny(word, names));
    }

    /// @param month from 1 on
    boolean hasMonth(int month) {
        return words.stream().anyMatch(word -> beginsWithAny(word, MONTHS.get(month - 1)));
    }

    /// An ending may follow: `목요일입니다`.
    private static boolean beginsWithAny(String word, Collection<String> names) {
        return names.stream().anyMatch(word::startsWith);
    }
}
