package io.github.jupan.agent.internal.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.SharedData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recorded sessions, whose outputs serve as runs. A session's answer is the number in the last `\boxed{…}` of its
/// last text; it came from code where a reading of its own, in doubles, finds it in an output. It is traced when its
/// evidence names the last run with that value in its output.
class RecordedEvidenceTest {

    private static final Pattern BOX = Pattern.compile("\\\\boxed\\{((?:[^{}]|\\{[^{}]*})*)}");
    private static final Pattern NUMBER = Pattern.compile("-?(?:\\d[\\d,]*)?\\.?\\d+(?:[eE][+-]?\\d+)?");

    private record Output(int run, String text) {}

    private record Answer(double value, int decimals, boolean percent, int start, int end) {}

    @ParameterizedTest
    @ValueSource(strings = {"mathcoder-70b-gsm8k", "tora-34b-gsm8k"})
    void theAnswersNumberIsTracedToItsRun(String recording) throws IOException {
        int sessions = 0;
        int fromCode = 0;
        int numbers = 0;
        int wronglyComputed = 0;
        List<String> missed = new ArrayList<>();
        for (JsonNode session : SharedData.lines("transcripts/" + recording + ".jsonl")) {
            sessions++;
            List<Output> runs = new ArrayList<>();
            Computations computations = new Computations();
            session.get("steps").forEach(step -> {
                if (step.has("code")) {
                    Output output =
                            new Output(runs.size() + 1, step.path("output").asText());
                    runs.add(output);
                    computations.add(
                            output.run(), step.get("code").textValue(), Executions.printed(output.text()), () -> false);
                }
            });
            String text = session.get("steps")
                    .get(session.get("steps").size() - 1)
                    .get("text")
                    .textValue();
            String question = session.get("question").textValue();
            List<Evidence> evidence = computations.evidence(text, 1, List.of(question), () -> false);
            numbers += evidence.size();
            wronglyComputed += (int) evidence.stream()
                    .filter(each -> each.source() instanceof Evidence.Source.Computed computed
                            && !stands(answer(text, each.start(), each.end()), runs.get(computed.run() - 1)))
                    .count();
            Answer answer = boxed(text);
            OptionalInt run = answer == null ? OptionalInt.empty() : lastRun(answer, runs);
            if (answer != null && run.isPresent()) {
                fromCode++;
                boolean traced = evidence.stream()
                        .anyMatch(each -> each.start() <= answer.start()
                                && each.end() >= answer.end()
                                && each.source().equals(new Evidence.Source.Computed(run.getAsInt())));
                if (!traced) {
                    missed.add(session.get("id").asText() + ": " + text.substring(answer.start(), answer.end()) + " of "
                            + runs.stream().map(Output::text).toList() + " is "
                            + evidence.stream()
                                    .filter(each -> each.end() > answer.start() && each.start() < answer.end())
                                    .toList());
                }
            }
        }
        System.out.println("RecordedEvidenceTest: " + recording + ": " + sessions + " sessions, answer from code in "
                + fromCode + ", traced to its run in " + (fromCode - missed.size()) + "; " + numbers
                + " numbers in all, " + wronglyComputed + " wrongly marked as computed; missed: " + missed);
        assertThat(fromCode).isGreaterThan(sessions * 9 / 10);
        assertThat(missed.size() / (double) fromCode).isLessThan(0.05);
        assertThat(wronglyComputed).isZero();
    }

    private static @Nullable Answer boxed(String text) {
        Matcher box = BOX.matcher(text);
        @Nullable Answer last = null;
        while (box.find()) {
            Matcher number = NUMBER.matcher(box.group(1).replace("{,}", ",,,"));
            while (number.find()) {
                last = answer(text, box.start(1) + number.start(), box.start(1) + number.end());
            }
        }
        return last;
    }

    private static Answer answer(String text, int start, int end) {
        String written = text.substring(start, end).replaceAll("[^0-9.eE+-]", "");
        int point = written.indexOf('.');
        String after = text.substring(end);
        boolean percent = after.startsWith("%") || after.startsWith("\\%");
        return new Answer(
                Double.parseDouble(written), point < 0 ? 0 : written.length() - point - 1, percent, start, end);
    }

    private static OptionalInt lastRun(Answer answer, List<Output> runs) {
        return runs.reversed().stream()
                .filter(run -> stands(answer, run))
                .mapToInt(Output::run)
                .findFirst();
    }

    /// Whether an output has the number, or one that is it when rounded to its decimals.
    private static boolean stands(Answer answer, Output run) {
        Matcher number = NUMBER.matcher(run.text());
        while (number.find()) {
            double computed = Double.parseDouble(number.group().replace(",", ""));
            double half = 0.5 * Math.pow(10, -answer.decimals()) + 1e-9;
            if (Math.abs(computed - answer.value()) <= half
                    || (answer.percent() && Math.abs(computed * 100 - answer.value()) <= half)) {
                return true;
            }
        }
        return false;
    }
}
