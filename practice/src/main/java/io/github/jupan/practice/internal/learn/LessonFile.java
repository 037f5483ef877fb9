package io.github.jupan.practice.internal.learn;

import io.github.jupan.practice.PracticeException;
import io.github.jupan.practice.lessons.Lesson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A lesson book as Markdown that people read and edit: a heading for each lesson, and its question and what was
/// worked in blocks between tildes, as many as neither text has.
public final class LessonFile {

    private static final int FINGERPRINT_BYTES = 4;
    private static final Pattern TOKENS = Pattern.compile("At most (\\d+) tokens beside a question\\.");

    private LessonFile() {}

    /// What a file holds.
    ///
    /// @param tokens empty where it does not say
    public record Content(List<Lesson> lessons, OptionalInt tokens) {}

    public static String text(List<Lesson> lessons, int most) {
        StringBuilder text = new StringBuilder("# Lessons\n\nAt most " + most + " tokens beside a question.\n");
        for (Lesson lesson : lessons) {
            text.append("\n## ")
                    .append(lesson.exercise().replaceAll("\\s+", " "))
                    .append('\n');
            block(text, "question", lesson.question());
            block(text, "worked", lesson.worked());
        }
        return text.toString();
    }

    /// The beginning of the text's SHA-256.
    public static String fingerprint(List<Lesson> lessons, int most) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(text(lessons, most).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void block(StringBuilder text, String what, String content) {
        String fence = "~~~";
        while (content.contains(fence)) {
            fence += "~";
        }
        text.append('\n').append(fence).append(what).append('\n').append(content);
        text.append('\n').append(fence).append('\n');
    }

    public static Content read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new PracticeException(file + " cannot be read: name a lesson book of jupan practice --learn", e);
        }
        List<Lesson> lessons = new ArrayList<>();
        Matcher tokens = TOKENS.matcher(text);
        OptionalInt most = tokens.find() ? OptionalInt.of(Integer.parseInt(tokens.group(1))) : OptionalInt.empty();
        String[] lines = text.split("\\R", -1);
        String id = "";
        String question = "";
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].startsWith("## ")) {
                id = lines[i].substring(3).strip();
                question = "";
            } else if (lines[i].startsWith("~~~")) {
                String fence = lines[i].replaceFirst("[^~].*", "");
                String what = lines[i].substring(fence.length()).strip();
                int start = i + 1;
                int end = start;
                while (end < lines.length && !lines[end].equals(fence)) {
                    end++;
                }
                if (end == lines.length || id.isEmpty()) {
                    throw new PracticeException(file + ", line " + start + ": "
                            + (id.isEmpty() ? "a lesson begins with a heading: ## NAME" : "this block is not closed"));
                }
                String content = String.join("\n", List.of(lines).subList(start, end));
                if (what.equals("question")) {
                    question = content;
                } else if (question.isBlank()) {
                    throw new PracticeException(file + ", line " + start + ": the lesson " + id + " has no question");
                } else {
                    lessons.add(new Lesson(id, question, content));
                }
                i = end;
            }
        }
        if (lessons.isEmpty()) {
            throw new PracticeException(file + " holds no lesson");
        }
        return new Content(lessons, most);
    }
}
