package io.github.jupan.agent.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.agent.internal.text.TextReader.ThoughtOpening;
import io.github.jupan.testkit.Chunks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each row of `formats.txt`, filled in as a model would and read by single characters.
class FormatsTest {

    private static final String PROGRAM = "print(6 * 7)";
    private static final String ARGUMENTS = "{\"code\": \"" + PROGRAM + "\"}";
    private static final String CALL = "{\"name\": \"python\", \"arguments\": " + ARGUMENTS + "}";

    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("«calls»", CALL),
            Map.entry("«name»", "python"),
            Map.entry("«arguments»", ARGUMENTS),
            Map.entry("«python»", "python(code=\"" + PROGRAM + "\")"),
            Map.entry("«keywords»", "code=\"" + PROGRAM + "\""),
            Map.entry("«code»", "\n" + PROGRAM + "\n"),
            Map.entry("«thought»", "so"),
            Map.entry("«key»", "code"),
            Map.entry("«value»", PROGRAM),
            Map.entry("«json»", "\"" + PROGRAM + "\""),
            Map.entry("«id»", "code"),
            Map.entry("«…»", ""),
            Map.entry("«start»", ""),
            Map.entry("«line»", ""));

    record Row(String kind, String form) {
        @Override
        public String toString() {
            return kind + " " + form;
        }
    }

    static Stream<Row> rows() throws IOException {
        try (BufferedReader table = new BufferedReader(
                new InputStreamReader(Formats.class.getResourceAsStream("formats.txt"), StandardCharsets.UTF_8))) {
            return table
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" {2}##")[0].strip().split(" +", 2))
                    .map(cells -> new Row(cells[0], cells[1]))
                    .toList()
                    .stream();
        }
    }

    @Test
    void theTableIsReadWhole() throws IOException {
        assertThat(rows().count()).isGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isReadAsTheTableSays(Row row) {
        // A fence is a line of its own.
        List<String> blanks = row.form().startsWith("```") ? List.of("\n") : List.of("", " ", "\n");
        for (String blank : blanks) {
            String form = filled(row.form(), blank);
            switch (row.kind()) {
                case "thought" -> {
                    Heard heard = heard(form + "Done.");
                    assertThat(heard.thought()).as(form).contains("so");
                    assertThat(heard.calls()).as(form).isEmpty();
                    assertThat(heard.text()).as(form).isEqualTo("Done.");
                }
                case "fence" -> runs("```" + form + "\n" + PROGRAM + "\n```");
                case "group" -> {
                    String[] marks = row.form().split(" ");
                    runs(marks[0] + blank + CALL + blank + marks[1]);
                }
                case "mark" -> assertThat(heard(form + "Done.")).as(form).isEqualTo(Heard.text("Done."));
                default -> runs(form);
            }
        }
    }

    private static void runs(String form) {
        Heard heard = heard(form);
        assertThat(heard.calls().stream().map(String::strip)).as(form).containsExactly(PROGRAM);
        assertThat(heard.text()).as(form).isEmpty();
    }

    private static Heard heard(String text) {
        return Heard.of(text, Chunks.single(), ThoughtOpening.MODEL);
    }

    /// With the first of marks that close alike, and the first kind of argument.
    private static String filled(String row, String blank) {
        String form = row.replace("«start» ", "«start»")
                .replaceAll("¦\\S*", "")
                .replaceFirst("⟦(.*?)⟧", "$1")
                .replaceAll("⟦.*?⟧", "")
                .replace(" ", blank)
                .replace('␣', ' ')
                .replace('⏎', '\n');
        for (Map.Entry<String, String> place : PLACES.entrySet()) {
            form = form.replace(place.getKey(), place.getValue());
        }
        return form;
    }
}
