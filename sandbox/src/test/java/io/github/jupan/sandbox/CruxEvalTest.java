package io.github.jupan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Small functions with the `repr` that CPython gives for one call of each.
class CruxEvalTest {

    private static final Path CASES = Path.of("../../shared/data/cruxeval/cruxeval.jsonl");

    @Test
    void givesWhatCPythonGives() throws IOException {
        assumeTrue(Files.exists(CASES), "skipped: no " + CASES);
        ObjectMapper json = new ObjectMapper();
        List<String> lines = Files.readAllLines(CASES);
        List<String> different = new ArrayList<>();
        try (Interpreter python = Sandboxes.WORKERS.open(Limits.DEFAULT)) {
            for (String line : lines) {
                JsonNode test = json.readTree(line);
                String snippet =
                        test.get("code").asText() + "\nf(" + test.get("input").asText() + ")";
                Execution execution = Sandboxes.run(python, snippet);
                String expected = test.get("output").asText();
                if (!(execution instanceof Execution.Completed completed && expected.equals(value(completed)))) {
                    different.add(test.get("id").asText() + ": " + expected + " expected, " + execution);
                }
            }
        }
        System.out.println("cruxeval: " + (lines.size() - different.size()) + " of " + lines.size() + " the same");
        assertThat(different).isEmpty();
    }

    /// `None` is no value to us, and `None` to the recording.
    private static String value(Execution.Completed completed) {
        return completed.value() == null ? "None" : completed.value();
    }
}
