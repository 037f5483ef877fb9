package io.github.jupan.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.tools.internal.copy.PythonLiterals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The copy check on recorded sessions, whose code seldom copies a text: so words and phrases of each question are
/// also put into its code as literals, and the question as a whole, as they stand and with one letter swapped with
/// the next, left out or doubled.
class RecordedCopyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern WORD = Pattern.compile("[\\p{L}'’-]*\\p{L}");

    @ParameterizedTest
    @ValueSource(strings = {"mathcoder-70b-gsm8k", "tora-34b-gsm8k"})
    void seldomAlarmsOnRecordedCode(String recording) throws IOException {
        int blocks = 0;
        int strings = 0;
        int numbers = 0;
        List<String> alarms = new ArrayList<>();
        for (JsonNode session : SharedData.lines("transcripts/" + recording + ".jsonl")) {
            Copied check = Copied.from(List.of(session.get("question").textValue()));
            for (JsonNode step : session.get("steps")) {
                if (step.has("code")) {
                    String code = step.get("code").textValue();
                    blocks++;
                    var found = PythonLiterals.of(code);
                    strings += found.strings().size();
                    numbers += found.numbers().size();
                    List<CopyWarning> warnings = check.check(code);
                    if (!warnings.isEmpty()) {
                        alarms.add(session.get("id").asText() + " " + warnings);
                    }
                }
            }
        }
        System.out.println("RecordedCopyTest: " + recording + ": alarms in " + alarms.size() + " of " + blocks
                + " blocks with " + strings + " strings and " + numbers + " whole numbers: " + alarms);
        assertThat(blocks).isGreaterThan(1_000);
        assertThat(alarms.size() / (double) blocks).isLessThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mathcoder-70b-gsm8k", "tora-34b-gsm8k"})
    void catchesSlips(String recording) throws IOException {
        long seed = new Random().nextLong();
        System.out.println("RecordedCopyTest: " + recording + ": seed " + seed);
        Random random = new Random(seed);
        int literals = 0;
        int slips = 0;
        int pieces = 0;
        List<String> alarms = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        for (JsonNode session : SharedData.lines("transcripts/" + recording + ".jsonl")) {
            String question = session.get("question").textValue();
            String folded = question.toLowerCase(Locale.ROOT);
            Copied check = Copied.from(List.of(question));
            for (String literal : literals(question, random)) {
                literals++;
                if (!check.check(assigned(literal)).isEmpty()) {
                    alarms.add(literal);
                }
                for (int kind = 0; kind < 3; kind++) {
                    String slip = slip(literal, kind, random);
                    if (folded.contains(slip.toLowerCase(Locale.ROOT))) {
                        pieces++;
                    } else {
                        slips++;
                        if (check.check(assigned(slip)).isEmpty()) {
                            missed.add(literal + " > " + slip);
                        }
                    }
                }
            }
        }
        System.out.println("RecordedCopyTest: " + recording + ": " + (slips - missed.size()) + " of " + slips
                + " slips caught; " + pieces + " more left a piece of the question; alarms on " + alarms.size() + " of "
                + literals + " exact copies: " + alarms + "; missed, for example: "
                + missed.stream().filter(each -> each.length() < 60).limit(10).toList());
        assertThat(slips).isGreaterThan(1_000);
        assertThat(missed.size() / (double) slips).isLessThan(0.05);
        assertThat(alarms).isEmpty();
    }

    /// A word of four letters or more, a phrase of two to five words, and all of it.
    private static List<String> literals(String question, Random random) {
        List<MatchResult> words = WORD.matcher(question).results().toList();
        List<String> literals = new ArrayList<>();
        List<String> longWords = words.stream()
                .map(MatchResult::group)
                .filter(word -> word.length() >= 4)
                .toList();
        literals.add(longWords.get(random.nextInt(longWords.size())));
        int first = random.nextInt(words.size() - 5);
        String phrase = question.substring(
                words.get(first).start(),
                words.get(first + 1 + random.nextInt(4)).end());
        if (phrase.chars().filter(Character::isLetter).count() >= 4) {
            literals.add(phrase);
        }
        literals.add(question);
        return literals;
    }

    private static String assigned(String literal) throws IOException {
        return "x = " + JSON.writeValueAsString(literal) + "\n";
    }

    private static String slip(String word, int kind, Random random) {
        int[] letters = IntStream.range(0, word.length() - 1)
                .filter(i -> Character.isLetter(word.charAt(i)))
                .filter(i ->
                        kind != 1 || (Character.isLetter(word.charAt(i + 1)) && word.charAt(i) != word.charAt(i + 1)))
                .toArray();
        int at = letters[random.nextInt(letters.length)];
        return switch (kind) {
            case 0 -> word.substring(0, at) + word.substring(at + 1);
            case 1 -> word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
            default -> word.substring(0, at) + word.charAt(at) + word.substring(at);
        };
    }
}
