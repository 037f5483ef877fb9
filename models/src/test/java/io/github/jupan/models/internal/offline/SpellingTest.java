package io.github.jupan.models.internal.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// A thousand spelling questions that others have written, answered through CPython.
final class SpellingTest {

    private static final Pattern ENGLISH = Pattern.compile(
            "(?i)\\b(how|count|number|what|tell|does|are|is|times|letter|please|occurrences?|appears?)\\b");

    private record Asked(String question, String expected) {}

    @Test
    void answersSpellingQuestionsInEnglishAndKorean() throws IOException {
        CPython.assumeInstalled();
        List<Asked> asked = questions();
        List<String> answers = Asking.answers(
                asked.stream().map(a -> Asking.Case.of(a.question())).toList());

        int[] right = new int[3];
        int[] all = new int[3];
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Asked question = asked.get(i);
            String answer = answers.get(i);
            List<String> numbers = List.of(answer.replaceAll("\"[^\"]*\"", "").split("\\D+")).stream()
                    .filter(number -> !number.isEmpty())
                    .toList();
            int language = language(question.question());
            all[language]++;
            if (numbers.equals(List.of(question.expected()))) {
                right[language]++;
            } else if (!answer.equals(Asking.NOT_UNDERSTOOD)) {
                wrong.add(question.question() + " -> " + answer);
            }
        }
        System.out.printf(
                "spelling: English %d of %d, Korean %d of %d, others %d of %d, wrong %d%n",
                right[0], all[0], right[1], all[1], right[2], all[2], wrong.size());
        assertThat(wrong).isEmpty();
        assertThat(right[0]).isGreaterThanOrEqualTo(all[0] * 95 / 100);
        assertThat(right[1]).isGreaterThanOrEqualTo(all[1] * 95 / 100);
    }

    /// English, Korean, and what the planner does not speak.
    private static int language(String question) {
        String words = question.replaceAll("['\"][^'\"]*['\"]", "");
        boolean english = ENGLISH.matcher(words).find();
        return words.matches(".*[가-힣].*") ? 1 : english ? 0 : 2;
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
