package io.github.jupan.practice.exercises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.PracticeException;
import io.github.jupan.practice.Scorers;
import io.github.jupan.practice.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExerciseFileTest {

    @TempDir
    Path folder;

    @Test
    void aWholeExerciseIsRead() throws IOException {
        Exercise exercise = one("""
            {"question": "What is 6 * 8?", "answer": "6 * 8 = <<6*8=48>>48\\n#### 48", "level": "easy"}\
            """);
        assertThat(exercise)
                .isEqualTo(new Exercise(
                        "tasks:1",
                        "What is 6 * 8?",
                        "",
                        Map.of(),
                        List.of("48"),
                        List.of(),
                        "6 * 8 = <<6*8=48>>48\n#### 48",
                        new Exercise.Source(folder.resolve("tasks.jsonl").toString(), 1),
                        Map.of("level", TextNode.valueOf("easy"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"problem\": \"P\", \"solution\": \"so $\\\\boxed{\\\\frac{1}{2}}$.\"} | P | \\frac{1}{2}",
                "{\"prompt\": \"P\", \"answer\": 18} | P | 18",
                "{\"prompt\": \"P\", \"answer\": 1e3} | P | 1000",
                "{\"input\": \"P\", \"target\": \"(B)\"} | P | (B)",
                "{\"q\": \"P\", \"any\": [\"3\", \"three\"]} | P | 3",
                "{\"q\": \"P\", \"number\": \"70000\"} | P | 70000",
                "{\"prompt\": [{\"role\": \"system\", \"content\": \"S\"}, {\"role\": \"user\", \"content\": \"P\"}],"
                        + " \"solution\": \"x = \\\\boxed{7}\"} | P | 7",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"P\"}, {\"role\": \"assistant\", \"content\":"
                        + " \"so\\n#### 9\"}]} | P | 9",
                "{\"conversations\": [{\"from\": \"human\", \"value\": \"P\"}, {\"from\": \"gpt\", \"value\": \"4\"}]}"
                        + " | P | 4",
                "{\"data_source\": \"openai/gsm8k\", \"prompt\": [{\"role\": \"user\", \"content\": \"P\"}],"
                        + " \"ability\": \"math\", \"reward_model\": {\"style\": \"rule\", \"ground_truth\": \"72\"},"
                        + " \"extra_info\": {\"split\": \"train\", \"index\": 0}} | P | 72",
            })
    void everyFormIsRead(String line, String question, String target) throws IOException {
        Exercise exercise = one(line);
        assertThat(exercise.question()).isEqualTo(question);
        assertThat(exercise.target()).isEqualTo(target);
    }

    @Test
    void fieldsCanBeNamed() throws IOException {
        Path file = write("{\"frage\": {\"text\": \"P\"}, \"question\": \"no\", \"lösung\": \"5\"}\n");
        var fields = new ExerciseFields(Optional.of("frage.text"), Optional.of("lösung"));
        assertThat(ExerciseFile.read(List.of(file), fields).getFirst())
                .extracting(Exercise::question, Exercise::target)
                .containsExactly("P", "5");
    }

    @Test
    void choicesAreLettered() throws IOException {
        Exercise exercise = one("{\"question\": \"Q\", \"choices\": [\"red\", \"blue\"], \"answer\": 1}");
        assertThat(exercise.question()).isEqualTo("Q\n\nA) red\nB) blue");
        assertThat(exercise.target()).isEqualTo("B");
        assertThat(one("{\"question\": \"Q\", \"choices\": {\"text\": [\"a\", \"b\"], \"label\": [\"A\", \"B\"]},"
                                + " \"answer\": \"A\"}")
                        .target())
                .isEqualTo("A");
    }

    @Test
    void solutionsAndDocumentsComeAlong() throws IOException {
        Exercise exercise = one("{\"id\": 7, \"question\": \"Q\", \"answer\": \"2\", \"solution\": \"1 + 1 = 2\","
                + " \"documents\": {\"a\": \"text\"}}");
        assertThat(exercise.id()).isEqualTo("7");
        assertThat(exercise.solution()).isEqualTo("1 + 1 = 2");
        assertThat(exercise.documents()).containsExactly(Map.entry("a", "text"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"question\": | this is no JSON",
                "[1] | expected a JSON object",
                "{\"answer\": \"1\"} | there is no question: none of question, problem, prompt, input, query,"
                        + " instruction, q, messages, conversations; name its field with --question-field",
                "{\"question\": \"Q\"} | there is no answer: none of answer, target, targets, expected, ground_truth,"
                        + " reward_model.ground_truth, final_answer, number, any, label, solution, output; name its"
                        + " field with --answer-field",
                "{\"question\": \" \", \"answer\": \"1\"} | \"question\" is empty",
                "{\"question\": 5, \"answer\": \"1\"} | \"question\" must be a text or a list of messages",
                "{\"question\": \"Q\", \"answer\": {\"a\": 1}} | \"answer\" must be a text, a number or a list of them",
                "{\"question\": \"Q\", \"answer\": []} | \"answer\" is empty",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}, {\"role\": \"user\", \"content\": \"b\"}]} |"
                        + " \"messages\" asks more than once: an exercise has one question",
                "{\"question\": \"Q\", \"choices\": [\"a\", \"b\"], \"answer\": \"C\"} | the answer C is none of 2"
                        + " choices",
            })
    void aBadLineIsNamed(String line, String what) throws IOException {
        Path file = write("{\"question\": \"Q\", \"answer\": \"1\"}\n\n" + line + "\n");
        assertThatThrownBy(() -> ExerciseFile.read(List.of(file), ExerciseFields.USUAL))
                .isInstanceOf(PracticeException.class)
                .hasMessage(file + ", line 3: " + what);
    }

    @Test
    void filesThatCannotBeReadAreNamed() throws IOException {
        Path missing = folder.resolve("no.jsonl");
        assertThatThrownBy(() -> ExerciseFile.read(List.of(missing), ExerciseFields.USUAL))
                .hasMessage(missing + " does not exist: check its name");
        Path empty = write("\n");
        assertThatThrownBy(() -> ExerciseFile.read(List.of(empty), ExerciseFields.USUAL))
                .hasMessage(empty + " holds no exercise");
        Path twice = write("{\"id\": \"a\", \"q\": \"Q\", \"answer\": \"1\"}\n".repeat(2));
        assertThatThrownBy(() -> ExerciseFile.read(List.of(twice), ExerciseFields.USUAL))
                .hasMessage(twice + ", line 2: there is an exercise with the id a already, in " + twice + ", line 1");
    }

    @Test
    void gsm8kIsReadAsItComes() {
        Path file = SharedData.file("gsm8k/test.jsonl");
        List<Exercise> exercises = ExerciseFile.read(List.of(file), ExerciseFields.USUAL);
        assertThat(exercises).hasSize(1_319);
        assertThat(exercises.getFirst().target()).isEqualTo("18");
        assertThat(exercises)
                .allSatisfy(exercise -> Scorers.of("number", () -> {
                            throw new AssertionError();
                        })
                        .check(exercise));
    }

    @Test
    void chatsAndListsAreReadAsTheyCome() {
        List<Exercise> spelling =
                ExerciseFile.read(List.of(SharedData.file("spelling/spelling.jsonl")), ExerciseFields.USUAL);
        assertThat(spelling)
                .hasSize(1_000)
                .allMatch(exercise -> exercise.target().matches("\\d+"));
        assertThat(spelling.getFirst().solution()).contains("```python\n'meningomyelorrhaphy'.count('o')\n```");
        List<Exercise> dates =
                ExerciseFile.read(List.of(SharedData.file("bbh/date_understanding.json")), ExerciseFields.USUAL);
        assertThat(dates).hasSize(250).allMatch(exercise -> exercise.target().matches("\\([A-F]\\)"));
        assertThat(ExerciseFile.read(List.of(SharedData.file("live/letters-and-sums.jsonl")), ExerciseFields.USUAL))
                .hasSize(24);
    }

    private Exercise one(String line) throws IOException {
        return ExerciseFile.read(List.of(write(line)), ExerciseFields.USUAL).getFirst();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("tasks.jsonl"), text);
    }
}
