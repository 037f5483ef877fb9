package io.github.jupan.bench;

import io.github.jupan.bench.measure.Bench.Effort;
import io.github.jupan.bench.measure.Row;
import java.util.ArrayList;
import java.util.List;

/// What was asked for on the command line.
///
/// @param rows empty when only help is wanted
record Arguments(List<Row> rows, Effort effort) {

    Arguments {
        rows = List.copyOf(rows);
    }

    /// @throws IllegalArgumentException when there is no such row or option
    static Arguments of(List<String> words, List<Row> all) {
        Effort effort = Effort.FULL;
        List<Row> rows = new ArrayList<>();
        for (String word : words) {
            switch (word) {
                case "--help", "-h" -> {
                    return new Arguments(List.of(), effort);
                }
                case "--quick" -> effort = Effort.QUICK;
                default -> rows.add(row(word, all));
            }
        }
        return new Arguments(rows.isEmpty() ? all : rows, effort);
    }

    private static Row row(String name, List<Row> all) {
        return all.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no row " + name + "; there are "
                        + String.join(", ", all.stream().map(Row::name).toList())));
    }

    static String help(List<Row> all) {
        StringBuilder help = new StringBuilder("""
            Usage: jupan bench [--quick] [ROW...]
            Checks that what is measured is right, measures it, and prints a table.
            --quick repeats less. Without a ROW, all are measured:
            """);
        for (Row row : all) {
            help.append("  %-14s %s%n".formatted(row.name(), row.what()));
        }
        help.append("  %-14s %s%n"
                .formatted("prompts", "which prompts a live model answers best with; see prompts --help"));
        return help.toString();
    }
}
