package io.github.jupan.sandbox.internal.guest;

import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/// What [MendedGraalPy] has GraalPy call for dates and what else belongs to a locale, as in the C library's.
public final class PythonDates {

    private PythonDates() {}

    /// Replaces directives of `strftime` that GraalPy prints as they are.
    ///
    /// @param time as `time.struct_time` has it
    public static String expand(String format, int[] time) {
        StringBuilder text = new StringBuilder(format.length() + 16);
        int done = 0;
        for (int at = format.indexOf('%'); at >= 0; at = format.indexOf('%', done)) {
            text.append(format, done, at);
            int letter = at + 1;
            boolean flagged = letter < format.length() && "-_0^#".indexOf(format.charAt(letter)) >= 0;
            letter += flagged ? 1 : 0;
            if (letter >= format.length()) {
                done = at;
                break;
            }
            String said = directive(flagged ? format.charAt(at + 1) : ' ', format.charAt(letter), time);
            text.append(said == null ? format.substring(at, letter + 1) : said);
            done = letter + 1;
        }
        return text.append(format, done, format.length()).toString();
    }

    private static @Nullable String directive(char flag, char letter, int[] time) {
        return switch (letter) {
            case 'C' -> number(flag, Math.floorDiv(time[0], 100), '0');
            case 'D' -> "%m/%d/%y";
            case 'e' -> number(flag, time[2], ' ');
            case 'F' -> "%Y-%m-%d";
            case 'g' ->
                number(
                        flag,
                        Math.floorMod(LocalDate.of(time[0], time[1], time[2]).get(IsoFields.WEEK_BASED_YEAR), 100),
                        '0');
            case 'h' -> "%b";
            case 'k' -> number(flag, time[3], ' ');
            case 'l' -> number(flag, hour12(time[3]), ' ');
            case 'n' -> "\n";
            case 'P' -> time[3] < 12 ? "am" : "pm";
            case 'r' -> "%I:%M:%S %p";
            case 'R' -> "%H:%M";
            case 's' ->
                Long.toString(LocalDateTime.of(time[0], time[1], time[2], time[3], time[4])
                        .plusSeconds(time[5])
                        .toEpochSecond(ZoneOffset.UTC));
            case 't' -> "\t";
            case 'T' -> "%H:%M:%S";
            case 'z' -> "+0000";
            default -> null;
        };
    }

    private static int hour12(int hour) {
        return hour % 12 == 0 ? 12 : hour % 12;
    }

    private static String number(char flag, int value, char usualFill) {
        char fill = switch (flag) {
            case '_' -> ' ';
            case '0' -> '0';
            default -> usualFill;
        };
        String digits = Integer.toString(value);
        return flag != '-' && digits.length() < 2 ? fill + digits : digits;
    }

    /// `UTC`, where GraalPy says `Coordinated Universal Time`.
    public static String name(TimeZone zone) {
        return zone.getDisplayName(false, TimeZone.SHORT, Locale.ENGLISH);
    }

    /// The locale `C` does not group digits.
    public static NumberFormat numbers(Locale locale) {
        NumberFormat format = NumberFormat.getInstance(locale);
        if (locale.getLanguage().isEmpty() || locale.getVariant().equals("POSIX")) {
            format.setGroupingUsed(false);
        }
        return format;
    }
}
