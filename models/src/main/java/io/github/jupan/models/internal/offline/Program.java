package io.github.jupan.models.internal.offline;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a task runs and prints, from the table `programs.txt`, whose first lines say how it is written.
///
/// @param kind the kind of what it prints
record Program(String kind, List<String> lines) {

    private static final Pattern HEAD = Pattern.compile("\\[(.+)] (\\w+)");
    private static final Pattern DEFINED = Pattern.compile("(import )?(.+?) = (.+)");
    private static final Pattern SHOW = Pattern.compile("( *)show (.+)");
    /// Imports by the pattern of what needs them, and what each kind prints.
    private static final Map<String, Pattern> IMPORTS = new LinkedHashMap<>();

    private static final Map<String, Pattern> KINDS = new LinkedHashMap<>();
    private static final Map<String, Program> PROGRAMS = programs();

    static Program of(String task) {
        return Objects.requireNonNull(PROGRAMS.get(task), task);
    }

    private static Map<String, Program> programs() {
        Map<String, Program> programs = new LinkedHashMap<>();
        List<String> lines = List.of();
        for (String line : Language.read("programs.txt").lines().toList()) {
            Matcher head = HEAD.matcher(line);
            Matcher defined = DEFINED.matcher(line);
            if (head.matches()) {
                lines = new ArrayList<>();
                for (String task : head.group(1).split(", ")) {
                    programs.put(task, new Program(head.group(2), lines));
                }
            } else if (programs.isEmpty() && defined.matches()) {
                boolean imports = defined.group(1) != null;
                String pattern = imports ? "(?<![\\w.\"])" + defined.group(3) : defined.group(3);
                (imports ? IMPORTS : KINDS).put(defined.group(2), Pattern.compile(pattern));
            } else if (line.startsWith("use ")) {
                lines.addAll(
                        Objects.requireNonNull(programs.get(line.substring(4))).lines());
            } else if (!programs.isEmpty()) {
                lines.add(line);
            }
        }
        return programs;
    }

    String code(Map<String, Value> values) {
        List<String> code = new ArrayList<>();
        Value text = values.get("text");
        String it = text != null && text.python().matches("\"\\S+\"") ? "word" : "text";
        String composed =
                text != null && text.isLiteral() ? Normalizer.normalize(text.said(), Normalizer.Form.NFC) : "";
        boolean clustered = Texts.letters(composed) != composed.codePointCount(0, composed.length());
        boolean whole =
                values.values().stream().noneMatch(value -> value.python().contains("F("));
        if (text != null) {
            boolean parts = text.isLiteral() && !composed.equals(text.said());
            code.add(it + " = " + (parts ? "normalize(\"NFC\", " + text.python() + ")" : text.python()));
        }
        for (String line : lines) {
            String filled = line.replace("{it}", it).replace("{letters}", clustered ? "letters(" + it + ")" : it);
            for (Map.Entry<String, Value> value : values.entrySet()) {
                String literal = Python.literal(value.getValue().said());
                filled = filled.replace(
                                "{" + value.getKey() + "}", value.getValue().python())
                        .replace("{said " + value.getKey() + "}", literal);
            }
            Matcher show = SHOW.matcher(filled);
            if (!show.matches()) {
                code.add(filled);
            } else if (whole && !filled.contains("F(") && show.group(1).isEmpty()) {
                code.add("print(" + show.group(2) + ")");
            } else {
                code.add(show.group(1) + "x = " + show.group(2));
                of("show").lines().forEach(shown -> code.add(show.group(1) + shown));
            }
        }
        String body = String.join("\n", code);
        List<String> head = IMPORTS.entrySet().stream()
                .filter(one -> one.getValue().matcher(body).find())
                .map(Map.Entry::getKey)
                .toList();
        return head.isEmpty() ? body : String.join("\n", head) + "\n\n" + body;
    }

    /// Whether a run printed what this program prints: anything else is not an answer.
    boolean fits(List<String> printed) {
        return Objects.requireNonNull(KINDS.get(kind), kind)
                .matcher(String.join("\n", printed))
                .matches();
    }
}
