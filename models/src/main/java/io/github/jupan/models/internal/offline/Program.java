package io.github.jupan.models.internal.offline;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// What a task runs and prints, from the table `programs.txt`.
///
/// @param prints the kind of what it prints
record Program(String prints, List<String> lines) {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final Pattern LETTER = Pattern.compile("\\X");
    private static final Map<String, Program> PROGRAMS = programs();
    /// What a program imports, by the pattern of what it says.
    private static final Map<String, String> IMPORTS = imports();

    Program {
        lines = List.copyOf(lines);
    }

    static Program of(String task) {
        return Objects.requireNonNull(PROGRAMS.get(task), task);
    }

    private static Map<String, Program> programs() {
        Map<String, Program> programs = new LinkedHashMap<>();
        String task = "";
        for (String line : Language.read("programs.txt").lines().toList()) {
            if (line.startsWith("[")) {
                task = line.substring(1, line.indexOf(']'));
                programs.put(task, new Program(line.substring(line.indexOf(']') + 2), List.of()));
            } else if (!line.startsWith("#")) {
                Program before = Objects.requireNonNull(programs.get(task));
                List<String> more = new ArrayList<>(before.lines());
                more.add(line);
                programs.put(task, new Program(before.prints(), more));
            }
        }
        for (String same : List.of("smaller", "is-larger", "is-smaller", "is-equal")) {
            programs.put(same, Objects.requireNonNull(programs.get("larger")));
        }
        Program numbers = Objects.requireNonNull(programs.get("document-numbers"));
        Map.of("sum", "sum(numbers)", "mean", "sum(numbers) / len(numbers)", "max", "max(numbers)", "min", "min(numbers)")
                .forEach((name, result) -> {
                    List<String> lines = new ArrayList<>(numbers.lines());
                    lines.add("    print(len(numbers))");
                    lines.add("    show " + result);
                    programs.put("document-" + name, new Program("document", lines));
                });
        return programs;
    }

    private static Map<String, String> imports() {
        Map<String, String> imports = new LinkedHashMap<>();
        imports.put("isleap\\(", "from calendar import isleap");
        imports.put("monthrange\\(", "from calendar import monthrange");
        imports.put("date\\(", "from datetime import date");
        imports.put("timedelta\\(", "from datetime import timedelta");
        imports.put("Context\\(", "from decimal import Context, Decimal as D, Inexact");
        imports.put("F[(),]", "from fractions import Fraction as F");
        for (String function : List.of("factorial", "gcd", "isqrt", "lcm", "prod")) {
            imports.put(function + "\\(", "from math import " + function);
        }
        imports.put("re\\.", "import re");
        imports.put("name\\(", "from unicodedata import name");
        imports.put("normalize\\(", "from unicodedata import normalize");
        return imports;
    }

    String code(Map<String, Value> values) {
        List<String> code = new ArrayList<>();
        Value text = values.get("text");
        String it = text != null && text.python().matches("\"\\S+\"") ? "word" : "text";
        boolean literal = text != null && text.python().matches("(?s)[\"'].*");
        String composed = literal ? Normalizer.normalize(Objects.requireNonNull(text).said(), Normalizer.Form.NFC) : "";
        boolean clustered = LETTER.matcher(composed).results().count() != composed.codePointCount(0, composed.length());
        boolean whole = values.values().stream().noneMatch(value -> value.python().contains("F("));
        if (text != null) {
            boolean parts = literal && !composed.equals(text.said());
            code.add(it + " = " + (parts ? "normalize(\"NFC\", " + text.python() + ")" : text.python()));
        }
        for (String line : lines) {
            String filled = line.replace("{it}", it).replace("{letters}", clustered ? "letters(" + it + ")" : it);
            for (Map.Entry<String, Value> value : values.entrySet()) {
                filled = filled.replace("{" + value.getKey() + "}", value.getValue().python())
                        .replace("{said " + value.getKey() + "}", Python.literal(value.getValue().said()));
            }
            int show = filled.indexOf("show ");
            String indent = " ".repeat(Math.max(show, 0));
            if (show < 0 || !filled.isBlank() && !filled.substring(0, show).isBlank()) {
                code.add(filled);
            } else if (whole && show == 0 && !filled.contains("F(")) {
                code.add("print(" + filled.substring(5) + ")");
            } else {
                code.add(indent + "x = " + filled.substring(show + 5));
                of("show").lines().forEach(shown -> code.add(indent + shown));
            }
        }
        String body = String.join("\n", code);
        String imports = IMPORTS.entrySet().stream()
                .filter(one -> Pattern.compile("(?<![\\w.\"])" + one.getKey()).matcher(body).find())
                .map(Map.Entry::getValue)
                .reduce("", (before, one) -> before + one + "\n");
        return imports.isEmpty() ? body : imports + "\n" + body;
    }

    /// Whether a run printed what this program prints: anything else is not an answer.
    boolean fits(List<String> printed) {
        String first = printed.getFirst();
        String last = printed.getLast();
        return switch (prints) {
            case "count" -> printed.size() == 1 && first.matches("\\d+|-\\d+");
            case "readings" -> printed.size() > 1 && printed.stream().allMatch(line -> line.matches("\\d+"));
            case "number" ->
                NUMBER.matcher(first).matches()
                        && (printed.size() == 1 || printed.size() == 2 && last.matches("exact|rounded"));
            case "yesno" -> printed.size() == 1 && first.matches("True|False");
            case "order" -> printed.size() == 1 && first.matches("equal|first|second");
            case "date" -> printed.size() == 1 && first.matches("\\d{4}-\\d{2}-\\d{2}");
            case "weekday" -> printed.size() == 1 && first.matches("[A-Z][a-z]+day");
            case "document" -> first.equals("unclear") || printed.size() == 3;
            default -> true;
        };
    }
}
