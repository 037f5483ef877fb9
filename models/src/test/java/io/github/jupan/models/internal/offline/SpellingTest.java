package io.github.jupan.models.internal.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// A thousand spelling questions that others have written, answered through CPython.
final class SpellingTest {

    private record Asked(String question, String expected) {}

    @Test
    void answersSpellingQuestionsInEveryLanguageOfTheData() throws IOException {
        CPython.assumeInstalled();
        List<Asked> asked = questions();
        List<String> answers = Asking.answers(
                asked.stream().map(a -> Asking.Case.of(a.question())).toList());

        Map<Language, int[]> right = new EnumMap<>(Language.class);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Asked question = asked.get(i);
            String unquoted = answers.get(i).replaceAll("\"[^\"]*\"|“[^”]*”|« [^»]* »|「[^」]*」", "");
            boolean correct = List.of(unquoted.split("\\D+")).stream()
                    .filter(number -> !number.isEmpty())
                    .toList()
                    .equals(List.of(question.expected()));
            int[] counts =
                    right.computeIfAbsent(Sentence.of(question.question()).language(), l -> new int[2]);
            counts[0] += correct ? 1 : 0;
            counts[1]++;
            if (!correct) {
                wrong.add(question.question() + " -> "
                        + answers.get(i).lines().findFirst().orElse(""));
            }
        }
        right.forEach((language, counts) -> System.out.println(language + ": " + counts[0] + " of " + counts[1]));
        wrong.forEach(System.out::println);
        assertThat(right)
                .allSatisfy((language, counts) -> assertThat(counts[0])
                        .as("%s: %s", language, wrong)
                        .isGreaterThanOrEqualTo((int) Math.ceil(counts[1] * 0.95)));
    }

    private static List<Asked> questions() throws IOException {
        Path file = root().resolve("../shared/data/spelling/spelling.jsonl");
        Assumptions.assumeTrue(Files.exists(file), "no shared data beside the project: " + file);
        ObjectMapper json = new ObjectMapper();
        List<Asked> asked = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode messages = json.readTree(line).get("messages");
            String last = "";
            for (JsonNode part : messages.get(1).get("content")) {
                last = part.get("text").asText();
            }
            asked.add(new Asked(
                    messages.get(0).get("content").asText(),
                    last.substring(last.indexOf("####") + 4).strip()));
        }
        return asked;
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("mvnw")) || Files.isDirectory(at.resolve("sandbox"))) {
                return at;
            }
        }
        return folder;
    }
}
