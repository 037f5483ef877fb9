package io.github.jupan.practice.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Usage;
import io.github.jupan.practice.AnsweringModel;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.ModelSettings;
import io.github.jupan.practice.Piece;
import io.github.jupan.practice.Practice;
import io.github.jupan.practice.PracticeException;
import io.github.jupan.practice.PracticeSettings;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.Scorers;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
final class LearningTest {

    private static final Sandbox NONE = new Sandbox() {
        @Override
        public Interpreter open(Limits limits) {
            throw new AssertionError("no code runs here");
        }

        @Override
        public void close() {}
    };

    private static final PracticeSettings SETTINGS =
            new PracticeSettings(ModelSettings.of("scripted"), List.of(Mode.THINK), 2, 7, "number", "", Instant.EPOCH);

    @TempDir
    Path path;

    private final AtomicInteger asked = new AtomicInteger();

    /// Right every other time by itself, always with a lesson of its own, never with one that the data worked.
    private String answer(ChatRequest request, long seed) {
        asked.incrementAndGet();
        String system = ((SystemMessage) request.messages().getFirst()).text();
        String right = AnsweringModel.asked(request).replaceAll("\\D", "");
        boolean good = system.contains("It is plainly");
        boolean bad = system.contains("by heart");
        return (good || (!bad && seed % 2 == 0)) ? "It is plainly " + right + "." : "It is 0.";
    }

    @Test
    void practiceGoesBeyondImitationWhereItTeachesMore() throws IOException {
        LearningReport report = learning(this::answer).orElseThrow();
        assertThat(report.none().accuracy()).isBetween(0.1, 0.9);
        assertThat(report.imitation().orElseThrow().accuracy()).isZero();
        assertThat(report.rounds())
                .hasSize(2)
                .extracting(LearningReport.Round::kept)
                .startsWith(true);
        assertThat(report.rounds().getLast().heldOut().accuracy()).isEqualTo(1);
        assertThat(report.book().lessons())
                .isNotEmpty()
                .allSatisfy(lesson -> assertThat(lesson.worked()).startsWith("It is plainly "));
        int before = asked.get();
        assertThat(learning(this::answer)).contains(report);
        assertThat(asked.get()).as("nothing is attempted twice").isEqualTo(before);
        LearningReports.write(report, path);
        assertThat(Files.readString(path.resolve("report.html")))
                .contains("practice")
                .contains("no lessons")
                .contains("imitation");
        assertThat(LearningReports.text(report)).contains("practice, round 2     100.0% ± 0.0 ");
        assertThat(LearningReports.json(report)
                        .at("/rounds/1/held_out/accuracy")
                        .asDouble())
                .isEqualTo(1);
    }

    @Test
    void whatDoesHarmIsNotKept() {
        LearningReport report = learning((request, seed) -> {
                    String system = ((SystemMessage) request.messages().getFirst()).text();
                    return system.contains("Worked examples")
                            ? "It is 0."
                            : "It is " + AnsweringModel.asked(request).replaceAll("\\D", "");
                })
                .orElseThrow();
        assertThat(report.none().accuracy()).isEqualTo(1);
        assertThat(report.rounds()).extracting(LearningReport.Round::kept).containsExactly(false, false);
        assertThat(report.rounds().getLast().heldOut()).isEqualTo(report.none());
        assertThat(report.book().lessons()).isEmpty();
    }

    @Test
    void thePartsShareNoExercise() {
        Learning.Parts parts = Learning.Parts.of(exercises(), List.of(12, 6, 10), 3);
        Set<Exercise> all = new HashSet<>(parts.training());
        all.addAll(parts.validation());
        all.addAll(parts.heldOut());
        assertThat(all).hasSize(28);
        assertThat(Learning.Parts.of(exercises(), List.of(12, 6, 10), 3)).isEqualTo(parts);
        assertThatThrownBy(() -> Learning.Parts.of(exercises(), List.of(12, 6, 100), 3))
                .isInstanceOf(PracticeException.class)
                .hasMessageContaining("cannot be had of 30 exercises");
    }

    @Test
    void lessonsAreChosenByLikenessWithinTheirTokens() throws IOException {
        List<Lesson> lessons = List.of(
                new Lesson("a", "How many r's are in strawberry?", "```python\n'strawberry'.count('r')\n```\nIt is 3."),
                new Lesson("b", "What is 12345 + 67890?", "12345 + 67890 = 80235"),
                new Lesson("c", "각개격파에 글자가 몇 개 있나요?", "4개입니다. ~~~ 각 ~~~~"),
                new Lesson("d", "How many s's are in possession?", "It is 4."));
        LessonBook book = new LessonBook(lessons, 200);
        assertThat(book.chosen("How many e's are in Tennessee?").getLast().exercise())
                .isIn("a", "d");
        assertThat(book.chosen("How many e's are in Tennessee?"))
                .extracting(Lesson::exercise)
                .contains("a", "d");
        assertThat(book.chosen("What is 555 + 777?").getLast().exercise()).isEqualTo("b");
        assertThat(book.chosen("떡볶이에 글자가 몇 개 있나요?").getLast().exercise()).isEqualTo("c");
        assertThat(book.chosen("How many r's are in strawberry?"))
                .as("a question's own lesson would give the answer away")
                .extracting(Lesson::exercise)
                .doesNotContain("a");
        assertThat(new LessonBook(lessons, 60).chosen("How many e's are in Tennessee?"))
                .hasSize(1);
        assertThat(new LessonBook(lessons, 10).beside("How many e's are in Tennessee?"))
                .isEmpty();
        book.write(path.resolve("lessons.md"));
        assertThat(LessonBook.read(path.resolve("lessons.md"))).isEqualTo(book);
        assertThat(Files.readString(path.resolve("lessons.md"))).startsWith("""
            # Lessons

            At most 200 tokens beside a question.

            ## a

            ~~~question
            How many r's are in strawberry?
            ~~~

            ~~~worked
            ```python
            """);
        Path broken = Files.writeString(path.resolve("broken.md"), "## x\n~~~question\n1?\n");
        assertThatThrownBy(() -> LessonBook.read(broken)).hasMessage(broken + ", line 2: this block is not closed");
        Path empty = Files.writeString(path.resolve("empty.md"), "nothing");
        assertThatThrownBy(() -> LessonBook.read(empty)).hasMessage(empty + " holds no lesson");
    }

    @Test
    void ofAProgramThatWasRightTheProgramAloneIsALesson() {
        List<Piece> pieces = List.of(
                new Piece(Piece.Kind.SYSTEM, 0, "s"),
                new Piece(Piece.Kind.QUESTION, 0, "How many r's are in strawberry?"),
                new Piece(Piece.Kind.TEXT, 1, "To solve this we count."),
                new Piece(Piece.Kind.CODE, 1, "strawberry.count('r')\n"),
                new Piece(Piece.Kind.RESULT, 1, "NameError"),
                new Piece(Piece.Kind.CODE, 2, "print('strawberry'.count('r'))\n"),
                new Piece(Piece.Kind.RESULT, 2, "<result run=\"2\">\n3\n</result>"),
                new Piece(Piece.Kind.TEXT, 3, "The result is 3."));
        Rollout rollout = new Rollout(
                1,
                Rollout.ANSWERED,
                "The result is 3.",
                pieces,
                List.of(
                        new Rollout.Run(1, 1, Rollout.Status.RAISED, "", "NameError", Duration.ZERO),
                        new Rollout.Run(2, 2, Rollout.Status.COMPLETED, "3", "", Duration.ZERO)),
                List.of(),
                new Usage(1, 1, true),
                Instant.EPOCH,
                Duration.ZERO,
                Duration.ZERO);
        assertThat(Lesson.of(Exercise.of("r", "How many r's are in strawberry?", "3"), rollout)
                        .worked())
                .isEqualTo("```python\nprint('strawberry'.count('r'))\n```");
    }

    @Test
    void anAgentIsShownTheLessonsBehindItsPrompt() {
        LessonBook book = new LessonBook(List.of(new Lesson("d", "How many s's are in possession?", "It is 4.")), 200);
        List<String> prompts = new java.util.ArrayList<>();
        try (var agent = AnsweringModel.source((request, seed) -> {
                    prompts.add(((SystemMessage) request.messages().getFirst()).text());
                    return "It is 3.";
                })
                .agent(1, model -> model)
                .mode(Mode.THINK)
                .sandbox(NONE)
                .system("My own words.")
                .lessons(book::beside)
                .build()) {
            agent.ask("How many r's are in strawberry?");
        }
        assertThat(prompts)
                .singleElement()
                .asString()
                .endsWith("My own words.\n\n" + book.beside("How many r's are in strawberry?"))
                .endsWith("For \"How many s's are in possession?\" write:\n\nIt is 4.");
    }

    private java.util.Optional<LearningReport> learning(BiFunction<ChatRequest, Long, String> answers) {
        Practice practice = new Practice(AnsweringModel.source(answers), NONE, Scorers.of("number", () -> {
                    throw new AssertionError();
                }))
                .connections(2);
        return new Learning(practice, 400)
                .run(path, SETTINGS, Learning.Parts.of(exercises(), List.of(12, 6, 10), 3), 2);
    }

    private static List<Exercise> exercises() {
        return IntStream.range(0, 30)
                .mapToObj(i -> new Exercise(
                        "e" + i,
                        "Say " + (100 + i) + " please.",
                        "",
                        java.util.Map.of(),
                        List.of(String.valueOf(100 + i)),
                        List.of(),
                        "Known by heart: " + (100 + i),
                        Exercise.Source.NONE,
                        java.util.Map.of()))
                .toList();
    }
}
