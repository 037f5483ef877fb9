package io.github.jupan.practice.lessons;

import io.github.jupan.practice.internal.WholeFile;
import io.github.jupan.practice.internal.learn.LessonFile;
import io.github.jupan.practice.internal.learn.Likeness;
import io.github.jupan.practice.internal.learn.TokenCount;
import io.github.jupan.prompts.Prompt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Worked examples, of which a model is shown those that are most like its question.
///
/// ```java
/// Agent agent = Agent.builder(model).lessons(LessonBook.read(Path.of("lessons.md"))::beside).build();
/// ```
///
/// Any thread may ask it.
public final class LessonBook {

    /// The most tokens that lessons take up in a prompt, where nobody says otherwise.
    public static final int USUAL_TOKENS = 800;

    private final List<Lesson> lessons;
    private final int tokens;
    private final Likeness likeness;

    /// @param tokens the most that is shown beside a question
    public LessonBook(List<Lesson> lessons, int tokens) {
        if (tokens < 1) {
            throw new IllegalArgumentException("lessons need a token at least, not " + tokens);
        }
        this.lessons = List.copyOf(lessons);
        this.tokens = tokens;
        this.likeness = new Likeness(this.lessons.stream().map(Lesson::question).toList());
    }

    /// @throws PracticeException when it cannot be read
    public static LessonBook read(Path file) {
        LessonFile.Content content = LessonFile.read(file);
        return new LessonBook(content.lessons(), content.tokens().orElse(USUAL_TOKENS));
    }

    public void write(Path file) {
        try {
            WholeFile.write(file, out -> out.write(LessonFile.text(lessons, tokens)));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    public List<Lesson> lessons() {
        return lessons;
    }

    public int tokens() {
        return tokens;
    }

    /// In a few words, which another book does not have.
    public String summary() {
        return lessons.size() + " lessons (" + LessonFile.fingerprint(lessons, tokens) + "), at most " + tokens
                + " tokens";
    }

    /// The lessons that are shown beside a question: the most alike as far as the tokens reach, the most alike last.
    /// One that is of the very question is left out.
    public List<Lesson> chosen(String question) {
        List<Lesson> chosen = new ArrayList<>();
        int left = tokens - TokenCount.of(Prompt.LESSONS.text());
        for (int index : likeness.mostAlike(question)) {
            Lesson lesson = lessons.get(index);
            int cost = TokenCount.of(lesson.text()) + 2;
            if (!lesson.question().strip().equals(question.strip()) && cost <= left) {
                chosen.addFirst(lesson);
                left -= cost;
            }
        }
        return List.copyOf(chosen);
    }

    /// The text for the end of the system prompt; empty where no lesson fits.
    public String beside(String question) {
        List<Lesson> chosen = chosen(question);
        return chosen.isEmpty()
                ? ""
                : Prompt.LESSONS.with(
                        "examples", chosen.stream().map(Lesson::text).collect(Collectors.joining("\n\n")));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LessonBook book && book.lessons.equals(lessons) && book.tokens == tokens;
    }

    @Override
    public int hashCode() {
        return 31 * lessons.hashCode() + tokens;
    }

    @Override
    public String toString() {
        return summary();
    }
}
