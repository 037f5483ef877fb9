package io.github.jupan.models.internal.offline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Questions with what is right, a line each: the question, a tab, the answer. A line `document` or `earlier` gives the
/// lines below it a document, or a question that was asked before.
record Table(List<Asking.Case> cases, List<String> right) {

    static Table read(String name) {
        List<Asking.Case> cases = new ArrayList<>();
        List<String> right = new ArrayList<>();
        Map<String, String> documents = Map.of();
        List<String> earlier = List.of();
        for (String line : lines(name)) {
            String[] columns = (line + "\t ").split("\t");
            String text = columns[1].strip();
            switch (columns[0]) {
                case "document" -> documents = text.isEmpty() ? Map.of() : Map.of("stdin", text.replace("\\n", "\n"));
                case "earlier" -> earlier = text.isEmpty() ? List.of() : List.of(text);
                default -> {
                    cases.add(new Asking.Case(earlier, columns[0], documents));
                    right.add(text);
                }
            }
        }
        return new Table(cases, right);
    }

    private static List<String> lines(String name) {
        try (InputStream in = Table.class.getResourceAsStream(name)) {
            String text = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\n"))
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
