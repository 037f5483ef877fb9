package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.models.OfflineModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Questions that somebody else made up, from their words to a number that a run in the sandbox computed.
class SpellingQuestionsTest {

    private static final Pattern HANGUL = Pattern.compile("[가-힣]");
    private static final Pattern ENGLISH = Pattern.compile(
            "(?i)\\b(how|count|number|what|tell|does|are|is|times|letter|please|occurrences?|appears?)\\b");
    private static final int QUESTIONS_PER_CONVERSATION = 25;

    @Test
    void areAnsweredByComputing() throws IOException {
        Path file = Checkout.root().resolve("../shared/data/spelling/spelling.jsonl");
        assumeTrue(Files.exists(file), () -> "skipped: no questions at " + file);
        ObjectMapper json = new ObjectMapper();
        int[] asked = new int[3];
        int[] right = new int[3];
        try (Agent agent = Agent.builder(new OfflineModel()).build()) {
            List<String> lines = Files.readAllLines(file);
            for (int from = 0; from < lines.size(); from += QUESTIONS_PER_CONVERSATION) {
                try (Conversation conversation = agent.open()) {
                    for (String line : lines.subList(from, Math.min(lines.size(), from + QUESTIONS_PER_CONVERSATION))) {
                        JsonNode messages = json.readTree(line).get("messages");
                        String question = messages.get(0).get("content").asText();
                        String told = messages.get(1)
                                .get("content")
                                .get(4)
                                .get("text")
                                .asText();
                        String expected =
                                told.substring(told.lastIndexOf("####") + 4).strip();
                        int language = HANGUL.matcher(question).find()
                                ? 1
                                : ENGLISH.matcher(question).find() ? 0 : 2;
                        asked[language]++;
                        if (isComputed(conversation.ask(Question.of(question), _ -> {}), expected)) {
                            right[language]++;
                        }
                    }
                }
            }
        }
        System.out.printf(
                "spelling through the sandbox: English %d of %d, Korean %d of %d, others %d of %d%n",
                right[0], asked[0], right[1], asked[1], right[2], asked[2]);
        assertThat(asked[0]).isGreaterThan(400);
        assertThat(asked[1]).isGreaterThan(50);
        assertThat(right[0]).isGreaterThanOrEqualTo(asked[0] * 95 / 100);
        assertThat(right[1]).isGreaterThanOrEqualTo(asked[1] * 95 / 100);
    }

    /// The number is the first that a run computed.
    private static boolean isComputed(Outcome outcome, String expected) {
        Predicate<Evidence> computed = evidence -> evidence.source() instanceof Evidence.Source.Computed;
        return outcome instanceof Outcome.Answered answered
                && answered.evidence().stream()
                        .filter(computed)
                        .findFirst()
                        .filter(evidence -> evidence.number().equals(expected))
                        .isPresent();
    }
}
