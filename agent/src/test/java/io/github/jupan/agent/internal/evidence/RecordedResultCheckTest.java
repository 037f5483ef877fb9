package io.github.jupan.agent.internal.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.agent.SharedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recorded sessions with right answers, whose last number is the expected one: few are questioned. The same answers
/// with two digits of that number swapped are.
class RecordedResultCheckTest {

    private record Session(String id, String question, Computations computations, String answer, String expected) {

        Optional<ResultCheck.Lost> check(String said) {
            return ResultCheck.of(said, computations, 1, List.of(question), () -> false);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mathcoder-70b-gsm8k", "tora-34b-gsm8k"})
    void rightAnswersPassAndMisquotesDoNot(String recording) throws IOException {
        int right = 0;
        List<String> questioned = new ArrayList<>();
        int misquotes = 0;
        int caught = 0;
        for (JsonNode json : SharedData.lines("transcripts/" + recording + ".jsonl")) {
            Session session = session(json);
            List<Numbers.Found> numbers = Numbers.in(session.answer());
            if (numbers.isEmpty() || !isExpected(numbers.getLast(), session.expected())) {
                continue;
            }
            right++;
            session.check(session.answer()).ifPresent(lost -> questioned.add(session.id() + ": " + lost));
            String misquote = misquote(session.answer(), session.expected());
            if (!misquote.equals(session.answer())) {
                misquotes++;
                caught += session.check(misquote).isPresent() ? 1 : 0;
            }
        }
        System.out.println("RecordedResultCheckTest: " + recording + ": " + right + " right answers, "
                + questioned.size() + " questioned " + questioned + "; " + misquotes + " misquotes, " + caught
                + " caught");
        assertThat(right).isGreaterThan(500);
        assertThat(questioned.size() / (double) right).isLessThan(0.02);
        assertThat(caught / (double) misquotes).isGreaterThan(0.95);
    }

    private static Session session(JsonNode json) {
        Computations computations = new Computations();
        int run = 0;
        JsonNode steps = json.get("steps");
        for (JsonNode step : steps) {
            if (step.has("code")) {
                String output = step.path("output").asText();
                computations.add(
                        ++run,
                        step.get("code").textValue(),
                        output.contains("Error") ? Executions.raised(output) : Executions.printed(output),
                        () -> false);
            }
        }
        return new Session(
                json.get("id").asText(),
                json.get("question").textValue(),
                computations,
                steps.get(steps.size() - 1).get("text").textValue(),
                json.get("expected").textValue().replace(",", ""));
    }

    private static boolean isExpected(Numbers.Found number, String expected) {
        return number.values().stream().anyMatch(value -> value.compareTo(new BigDecimal(expected)) == 0);
    }

    /// Swaps the first two digits that differ, wherever the number stands, with its comma or without.
    private static String misquote(String answer, String number) {
        for (int i = 1; i < number.length(); i++) {
            char[] digits = number.toCharArray();
            digits[i - 1] = number.charAt(i);
            digits[i] = number.charAt(i - 1);
            if (Character.isDigit(digits[i - 1]) && Character.isDigit(digits[i]) && digits[i] != digits[i - 1]) {
                String swapped = String.valueOf(digits);
                return answer.replace(number, swapped).replace(grouped(number), grouped(swapped));
            }
        }
        return answer;
    }

    private static String grouped(String number) {
        int thousands = number.length() - 3;
        return thousands < 1 ? number : number.substring(0, thousands) + "," + number.substring(thousands);
    }
}
