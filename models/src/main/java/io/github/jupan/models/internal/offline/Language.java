package io.github.jupan.models.internal.offline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One language: what can be asked in it and what is answered, read from its table, `english.txt` or `korean.txt`.
/// The table's first lines say how its rules are written.
final class Language {

    /// @param slots by the number of their group: `g0`, `g1`, …
    /// @param meaning how a calculation is written with the slots' values, or null where the slots say all
    record Rule(
            Language language,
            String task,
            Pattern pattern,
            List<String> slots,
            @Nullable String meaning) {}

    private static final Pattern NAMED = Pattern.compile("([a-z-]+) (.+?) = (.+)");
    private static final Pattern MACRO = Pattern.compile("([A-Z]+) = (.+)");

    static final Language ENGLISH = new Language("english.txt");
    static final Language KOREAN = new Language("korean.txt");

    final List<Rule> rules = new ArrayList<>();
    final Map<String, Map<String, Pattern>> names = new LinkedHashMap<>();
    Pattern polite = NAMED;
    Pattern politeEnd = NAMED;
    Set<String> notWords = Set.of();
    Set<String> notNamed = Set.of();
    private final Map<String, String> says = new LinkedHashMap<>();
    private final Map<String, String> macros = new LinkedHashMap<>();
    private final StringBuilder help = new StringBuilder();

    private Language(String table) {
        String task = "";
        for (String line : called(read(table), System.getProperty("jupan.called", "jupan"))
                .lines()
                .toList()) {
            String word = line.split(" ", 2)[0];
            String rest = line.substring(Math.min(line.length(), word.length() + 1));
            Matcher macro = MACRO.matcher(line);
            if (word.isEmpty() || word.equals("#")) {
                continue;
            }
            if (macro.matches()) {
                macros.put(macro.group(1), macro.group(2));
                continue;
            }
            switch (word) {
                case "task" -> task = rest;
                case "rule" -> rules.add(rule(task, rest));
                case "says:", "asks", "ambiguous" -> says.put(word.replace(":", "") + " " + task, rest);
                case "says" -> says.put("says " + task + " " + rest.split(": ", 2)[0], rest.split(": ", 2)[1]);
                case "notwords" -> notWords = Set.of(rest.split(" "));
                case "notnamed" -> notNamed = Set.of(rest.split(" "));
                case "polite" -> polite = insensitive("^(?:" + rest + ")\\s+");
                case "polite-end" -> politeEnd = insensitive("[\\s,.]+(?:" + rest + ")$");
                case "|" -> help.append(rest).append('\n');
                default -> named(line);
            }
        }
    }

    /// A text whose commands can be typed as they stand.
    ///
    /// @param name how the program was called, which its launcher says
    static String called(String text, String name) {
        return text.replace("`jupan ", "`" + name + " ");
    }

    static String read(String name) {
        try (InputStream in = Language.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void named(String line) {
        Matcher named = NAMED.matcher(line);
        if (!named.matches()) {
            throw new IllegalStateException("no such line in a language's table: " + line);
        }
        if (named.group(1).matches("say|note")) {
            says.put(named.group(2), named.group(3));
        } else {
            String[] halves = named.group(3).split(" => ", 2);
            says.put("says " + named.group(2), halves[halves.length - 1]);
            Pattern pattern = insensitive(named.group(1).equals("fails") ? halves[0] : notation(halves[0]));
            names.computeIfAbsent(named.group(1), sort -> new LinkedHashMap<>()).put(named.group(2), pattern);
        }
    }

    private static Pattern insensitive(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private Rule rule(String task, String written) {
        String[] halves = written.split(" -> ", 2);
        List<String> slots = new ArrayList<>();
        String pattern = notation(expanded(halves[0], slots)).replace("\u0001", "(");
        return new Rule(this, task, insensitive(pattern), List.copyOf(slots), halves.length == 2 ? halves[1] : null);
    }

    /// From the notation of the tables to that of Java.
    private static String notation(String pattern) {
        return pattern.replaceAll("(?<!\\\\)\\((?!\\?)", "(?:")
                .replace(" ", "\\s+")
                .replace("_", "\\s*");
    }

    /// Puts each macro's text and each slot's pattern in the place of its name.
    private String expanded(String written, List<String> slots) {
        StringBuilder whole = new StringBuilder();
        Matcher name = Pattern.compile("[A-Z]{2,}\\d?").matcher(written);
        int at = 0;
        while (name.find(at)) {
            whole.append(written, at, name.start());
            String run = name.group();
            while (!isKnown(run)) {
                run = run.substring(0, run.length() - 1);
            }
            String macro = macros.get(run);
            if (macro != null) {
                whole.append("(").append(expanded(macro, slots)).append(")");
            } else {
                whole.append("\u0001?<g")
                        .append(slots.size())
                        .append(">")
                        .append(Slots.pattern(run, names))
                        .append(")");
                slots.add(run);
            }
            at = name.start() + run.length();
        }
        return whole.append(written.substring(at)).toString();
    }

    private boolean isKnown(String run) {
        if (run.isEmpty()) {
            throw new IllegalStateException("a rule names what is neither a slot nor defined");
        }
        return macros.containsKey(run) || Slots.isSlot(run);
    }

    @Nullable
    String says(String key) {
        return says.get(key);
    }

    String say(String key) {
        return Objects.requireNonNull(says.get(key), key);
    }

    String help() {
        return help.toString().strip();
    }

    /// The first name of a sort whose pattern a text matches as a whole.
    @Nullable
    String named(String sort, String text) {
        return names.getOrDefault(sort, Map.of()).entrySet().stream()
                .filter(name -> name.getValue().matcher(text).matches())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /// What is said of a run that failed.
    String failure(String why) {
        for (Map.Entry<String, Pattern> sign :
                names.getOrDefault("fails", Map.of()).entrySet()) {
            Matcher found = sign.getValue().matcher(why);
            if (found.find()) {
                return found.groupCount() == 0 ? sign.getKey() : sign.getKey().replace("$1", found.group(1));
            }
        }
        return why;
    }
}
