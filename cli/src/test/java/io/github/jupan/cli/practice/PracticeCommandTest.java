package io.github.jupan.cli.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.cli.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
final class PracticeCommandTest {

    @TempDir
    Path folder;

    @Test
    void exercisesArePractisedReportedAndExported() throws IOException {
        Path file = exercises();
        Path out = folder.resolve("out");
        Program.Result result = new Program()
                .run(
                        "practice",
                        file.toString(),
                        "--model",
                        "offline",
                        "--modes",
                        "direct,code",
                        "--epochs",
                        "2",
                        "--seed",
                        "7",
                        "--out",
                        out.toString());
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.outLines().getFirst()).isEqualTo("                              direct          code");
        assertThat(result.out()).contains("accuracy").contains("pass@2").endsWith("report.html\n");
        assertThat(out.resolve("attempts.jsonl")).content().hasLineCount(8);
        assertThat(out.resolve("report.json")).exists();

        Program.Result again = new Program().run("practice", "report", out.toString(), "--json");
        JsonNode report = new ObjectMapper().readTree(again.out());
        assertThat(report.at("/results/1/mode").asText()).isEqualTo("code");
        assertThat(report.at("/results/1/accuracy").asDouble()).as(again.out()).isEqualTo(1);
        assertThat(report.at("/results/1/shares/computed").asDouble()).isEqualTo(1);

        Program.Result exported = new Program().run("practice", "export", out.toString(), "--format", "inspect");
        assertThat(exported.outLines()).hasSize(2).allMatch(line -> line.endsWith(".json"));
        assertThat(new Program()
                        .run("practice", "export", out.toString(), "--format", "csv")
                        .err())
                .contains("--format takes inspect, chat, trl-prompt, trl-preference, verl or lm-eval, not csv");
    }

    @Test
    void aPracticeGoesOnAsItBegan() throws IOException {
        String file = exercises().toString();
        String out = folder.resolve("out").toString();
        assertThat(practice(file, "--out", out, "--limit", "1").exit()).isZero();
        assertThat(practice(file, "--out", out).err()).contains("holds a practice: go on with --resume");
        assertThat(practice(file, "--out", out, "--resume", "--seed", "8").err())
                .contains("was begun with another --seed (0, not 8): give the same, or name another folder");
        Program.Result more = practice(file, "--out", out, "--resume", "--epochs", "2");
        assertThat(more.exit()).as(more.err()).isZero();
        assertThat(Path.of(out, "attempts.jsonl")).content().hasLineCount(4);
        assertThat(practice("--out", out, "--resume", "--epochs", "2").exit()).isZero();
    }

    @Test
    void anAccuracyCanBeAskedFor() throws IOException {
        Path file = Files.writeString(
                folder.resolve("wrong.jsonl"),
                "{\"question\": \"How many r's are in strawberry?\", \"answer\": \"4\"}\n");
        Program.Result result =
                practice(file.toString(), "--out", folder.resolve("out").toString(), "--min-accuracy", "0.5");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("less accurate than --min-accuracy 0.5");
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThat(practice().err()).contains("there are no exercises; name a file");
        assertThat(practice(folder.resolve("no.jsonl").toString()).err()).contains("does not exist: check its name");
        assertThat(practice("x", "--epochs", "0").err()).contains("--epochs must be at least 1, not 0");
        assertThat(practice("x", "--rounds", "2").err()).contains("say with --learn FILE where it goes");
        assertThat(practice("x", "--resume").err()).contains("--resume goes on in a folder: name it with --out");
        assertThat(practice("x", "--scorer", "bleu").exit()).isEqualTo(2);
    }

    @Test
    void exercisesAreMadeBySeed() {
        Program.Result made =
                new Program().run("exercises", "letters", "--count", "20", "--seed", "7", "--language", "en,ko");
        assertThat(made.outLines()).hasSize(20).allMatch(line -> line.startsWith("{\"id\":\"letters-7-"));
        assertThat(made.out()).contains("번");
        assertThat(new Program()
                        .run("exercises", "letters", "--count", "20", "--seed", "7", "--language", "en,ko")
                        .out())
                .isEqualTo(made.out());
        assertThat(new Program().run("exercises", "songs").exit()).isEqualTo(2);
    }

    @Test
    void whatWasLearntGoesWithAQuestion() throws IOException {
        Path file = Files.writeString(folder.resolve("many.jsonl"), """
            {"question": "How many r's are in strawberry?", "answer": "3", "solution": "r r r"}
            {"question": "How many e's are in Tennessee?", "answer": "4", "solution": "e e e e"}
            {"question": "How many a's are in banana?", "answer": "3", "solution": "a a a"}
            {"question": "How many s's are in possession?", "answer": "4", "solution": "s s s s"}
            {"question": "How many l's are in parallel?", "answer": "3", "solution": "l l l"}
            """);
        Path book = folder.resolve("lessons.md");
        Program.Result result = practice(
                file.toString(),
                "--out",
                folder.resolve("out").toString(),
                "--rounds",
                "1",
                "--learn",
                book.toString(),
                "--parts",
                "3,1,1");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).contains("no lessons").contains("imitation").contains("practice, round 1");
        assertThat(book).content().startsWith("# Lessons\n").contains("~~~worked");
        Program.Result asked = new Program()
                .run("ask", "-q", "--model", "offline", "--lessons", book.toString(), "How many r's are in raspberry?");
        assertThat(asked.out()).contains("3");
        Program.Result missing = new Program().run("ask", "--model", "offline", "--lessons", "no.md", "Hello?");
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err()).contains("no.md cannot be read: name a lesson book of jupan practice --learn");
    }

    private Path exercises() throws IOException {
        return Files.writeString(folder.resolve("letters.jsonl"), """
            {"question": "How many r's are in strawberry?", "answer": "3"}
            {"question": "How many e's are in Tennessee?", "answer": "4"}
            """);
    }

    private static Program.Result practice(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "practice";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--model";
        all[all.length - 1] = "offline";
        return new Program().run(all);
    }
}
