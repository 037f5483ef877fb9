package io.github.jupan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs with what CPython makes of them: `programs/record.py` writes it down.
class ProgramsTest {

    @ParameterizedTest
    @ValueSource(strings = {"functions", "exercises", "language", "library", "errors", "wording"})
    void giveWhatCPythonGives(String file) throws IOException {
        Map<String, String> programs = sections(file + ".py");
        Map<String, String> recorded = sections(file + ".txt");
        assertThat(recorded).containsOnlyKeys(programs.keySet());
        List<String> different = new ArrayList<>();
        try (Interpreter python = Sandboxes.WORKERS.open(Limits.DEFAULT.withDeadline(Duration.ofMinutes(5)))) {
            programs.forEach((name, code) -> {
                String expected = Objects.requireNonNull(recorded.get(name));
                String actual = text(Sandboxes.run(python, code)).stripTrailing();
                boolean same = file.equals("wording")
                        ? kind(actual).equals(kind(expected))
                        : actual.equals(expected) || isExplained(actual, expected);
                if (!same) {
                    different.add("### " + name + "\n" + expected + "\nexpected, but\n" + actual);
                }
            });
        }
        assertThat(String.join("\n", different)).isEmpty();
    }

    /// GraalPy has words of its own for some errors.
    private static String kind(String error) {
        return error.substring(0, error.indexOf(':'));
    }

    /// Our errors may go on with what would be right.
    private static boolean isExplained(String actual, String expected) {
        return expected.startsWith("!! ") && actual.startsWith(expected + "; ");
    }

    private static String text(Execution execution) {
        String end = switch (execution) {
            case Execution.Completed(String value, var _, var _) -> value == null ? "" : "=> " + value + "\n";
            case Execution.Raised(Execution.PythonError error, var _, var _) ->
                "!! " + error.type() + ": " + error.message() + "\n";
            case Execution.LimitHit hit -> hit + "\n";
            case Execution.Cancelled cancelled -> cancelled + "\n";
        };
        return execution.output().stdout() + end;
    }

    static Map<String, String> sections(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(ProgramsTest.class.getResourceAsStream("programs/" + file))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> sections = new LinkedHashMap<>();
            for (String section : ("\n" + text).split("\n### ")) {
                int end = section.indexOf('\n');
                if (end > 0) {
                    sections.put(
                            section.substring(0, end),
                            section.substring(end + 1).stripTrailing());
                }
            }
            return sections;
        }
    }
}
