package io.github.jupan.sandbox.internal.guest;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;

/// A time zone of the JDK's as a file of the tz database, `TZif` of RFC 8536, version 2.
///
/// The JDK knows offsets and when they change. It knows names for today's offsets; an older one is called by its hours.
public final class TimeZoneFile {

    /// Rules that a POSIX time zone cannot say are written out until then.
    private static final int LAST_YEAR = 2037;

    private final TimeZone names;
    private final ZoneRules rules;
    private final List<ZoneOffsetTransition> transitions = new ArrayList<>();
    private final List<Type> types = new ArrayList<>();

    private record Type(int seconds, boolean daylight, String name) {}

    private TimeZoneFile(String key) {
        names = TimeZone.getTimeZone(key);
        rules = ZoneId.of(key).getRules();
        transitions.addAll(rules.getTransitions());
    }

    public static Set<String> keys() {
        TreeSet<String> keys = new TreeSet<>(ZoneId.getAvailableZoneIds());
        keys.removeIf(key -> key.startsWith("SystemV/"));
        return keys;
    }

    /// @return the file; empty when there is no such zone
    public static byte[] of(String key) {
        try {
            return keys().contains(key) ? new TimeZoneFile(key).bytes() : new byte[0];
        } catch (ZoneRulesException e) {
            return new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes() throws IOException {
        String footer = footer();
        List<Integer> kinds = new ArrayList<>();
        Instant begin =
                transitions.isEmpty() ? Instant.EPOCH : transitions.getFirst().getInstant();
        // The first type holds before all transitions.
        type(begin.minusSeconds(1), !transitions.isEmpty());
        for (ZoneOffsetTransition transition : transitions) {
            kinds.add(type(transition.getInstant(), false));
        }
        ByteArrayOutputStream namesOfTypes = new ByteArrayOutputStream();
        List<Integer> starts = new ArrayList<>();
        for (Type type : types) {
            starts.add(namesOfTypes.size());
            namesOfTypes.writeBytes((type.name() + "\0").getBytes(StandardCharsets.US_ASCII));
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(file);
        // What readers of version 1 would read.
        header(out, 0, 1, 1);
        out.writeInt(0);
        out.write(new byte[3]);
        header(out, transitions.size(), types.size(), namesOfTypes.size());
        for (ZoneOffsetTransition transition : transitions) {
            out.writeLong(transition.getInstant().getEpochSecond());
        }
        for (int kind : kinds) {
            out.writeByte(kind);
        }
        for (int i = 0; i < types.size(); i++) {
            out.writeInt(types.get(i).seconds());
            out.writeBoolean(types.get(i).daylight());
            out.writeByte(starts.get(i));
        }
        out.write(namesOfTypes.toByteArray());
        out.write(("\n" + footer + "\n").getBytes(StandardCharsets.US_ASCII));
        return file.toByteArray();
    }

    private static void header(DataOutputStream out, int transitions, int types, int characters) throws IOException {
        out.writeBytes("TZif2");
        out.write(new byte[15]);
        for (int count : new int[] {0, 0, 0, transitions, types, characters}) {
            out.writeInt(count);
        }
    }

    private int type(Instant at, boolean local) {
        ZoneOffset offset = rules.getOffset(at);
        boolean daylight = rules.isDaylightSavings(at);
        Type type = new Type(offset.getTotalSeconds(), daylight, local ? "LMT" : name(offset, daylight));
        if (!types.contains(type)) {
            types.add(type);
        }
        return types.indexOf(type);
    }

    /// The JDK's short name where it is one of letters, and of today's offset; else hours and minutes.
    private String name(ZoneOffset offset, boolean daylight) {
        int today = names.getRawOffset() / 1000 + (daylight ? names.getDSTSavings() / 1000 : 0);
        String name = names.getDisplayName(daylight, TimeZone.SHORT, Locale.ENGLISH);
        if (offset.getTotalSeconds() == today && name.matches("[A-Z]{3,6}")) {
            return name;
        }
        int minutes = Math.abs(offset.getTotalSeconds()) / 60;
        String sign = offset.getTotalSeconds() < 0 ? "-" : "+";
        return sign
                + (minutes % 60 == 0
                        ? "%02d".formatted(minutes / 60)
                        : "%02d%02d".formatted(minutes / 60, minutes % 60));
    }

    /// What goes on after the last transition, as POSIX writes a zone.
    private String footer() {
        List<ZoneOffsetTransitionRule> yearly = rules.getTransitionRules();
        if (yearly.size() == 2) {
            ZoneOffsetTransitionRule first = yearly.getFirst();
            boolean firstStarts = isDaylight(first);
            ZoneOffsetTransitionRule start = firstStarts ? first : yearly.getLast();
            ZoneOffsetTransitionRule end = firstStarts ? yearly.getLast() : first;
            if (isDaylight(start) && !isDaylight(end)) {
                ZoneOffset summer = start.getOffsetAfter();
                ZoneOffset winter = end.getOffsetAfter();
                return posix(winter, false) + posix(summer, true) + "," + posix(start) + "," + posix(end);
            }
        }
        if (!yearly.isEmpty()) {
            int year = transitions.isEmpty()
                    ? 1900
                    : transitions.getLast().getDateTimeAfter().getYear() + 1;
            for (; year <= LAST_YEAR; year++) {
                for (ZoneOffsetTransitionRule rule : yearly) {
                    transitions.add(rule.createTransition(year));
                }
            }
        }
        Instant after =
                transitions.isEmpty() ? Instant.EPOCH : transitions.getLast().getInstant();
        return posix(rules.getOffset(after), false);
    }

    private static boolean isDaylight(ZoneOffsetTransitionRule rule) {
        return !rule.getOffsetAfter().equals(rule.getStandardOffset());
    }

    private String posix(ZoneOffset offset, boolean daylight) {
        String name = name(offset, daylight);
        int seconds = -offset.getTotalSeconds();
        return (name.matches("[A-Z]+") ? name : "<" + name + ">") + time(seconds);
    }

    private static String time(int seconds) {
        int size = Math.abs(seconds);
        String text = (seconds < 0 ? "-" : "") + size / 3600;
        return size % 3600 == 0
                ? text
                : text + ":%02d".formatted(size / 60 % 60) + (size % 60 == 0 ? "" : ":%02d".formatted(size % 60));
    }

    /// Month, week and weekday, and the time on the clock that is left.
    private static String posix(ZoneOffsetTransitionRule rule) {
        // A year in which the rule says what it always says: months have their lengths, and February is not used.
        ZoneOffsetTransition sample = rule.createTransition(2023);
        LocalDateTime before = sample.getDateTimeBefore();
        int day = rule.getDayOfMonthIndicator();
        int weekday = rule.getDayOfWeek() == null ? 0 : rule.getDayOfWeek().getValue() % 7;
        int length = rule.getMonth().maxLength();
        int hours = rule.isMidnightEndOfDay() ? 24 : 0;
        int seconds = hours * 3600 + rule.getLocalTime().toSecondOfDay();
        // The rule's clock, as an offset to the clock that is left.
        seconds += switch (rule.getTimeDefinition()) {
            case UTC -> rule.getOffsetBefore().getTotalSeconds();
            case STANDARD ->
                rule.getOffsetBefore().getTotalSeconds()
                        - rule.getStandardOffset().getTotalSeconds();
            case WALL -> 0;
        };
        if (rule.getDayOfWeek() == null) {
            return "J" + before.getDayOfYear() + "/" + time(seconds);
        }
        int week;
        if (day == -1 || day == length - 6) {
            week = 5;
        } else if (day < -1) {
            week = 5;
            int shift = -day - 1;
            weekday = Math.floorMod(weekday + shift, 7);
            seconds -= shift * 86_400;
        } else {
            int shift = (day - 1) % 7;
            week = (day - 1) / 7 + 1;
            weekday = Math.floorMod(weekday - shift, 7);
            seconds += shift * 86_400;
        }
        return "M" + rule.getMonth().getValue() + "." + week + "." + weekday + "/" + time(seconds);
    }
}
