package io.github.jupan.models.internal.offline;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a request says, read from its messages.
///
/// @param question the question to answer, verbatim; empty if there is none
/// @param earlier the questions before it
/// @param documents the attached documents' names, as Python strings
/// @param result what the last run for this question gave, or null if nothing ran yet
record Dialogue(
        String question,
        List<String> earlier,
        List<String> documents,
        boolean codeAllowed,
        @Nullable RunResult result) {

    private static final Pattern DOCUMENT =
            Pattern.compile("(?m)^- documents\\[(\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+')\\]: \\d");
    private static final Pattern NO_CODE = Pattern.compile("(?m)^Code is not available\\.\\s*$");
    private static final Pattern RESULT =
            Pattern.compile("(?s)<result[^>]*>\\n?(.*?)\\n?</result>\\s*(?:<reminder>.*)?$");

    static Dialogue of(List<ChatMessage> messages) {
        List<String> questions = new ArrayList<>();
        List<String> documents = new ArrayList<>();
        boolean codeAllowed = true;
        RunResult result = null;
        boolean answering = false;
        for (ChatMessage message : messages) {
            switch (message) {
                case SystemMessage system -> {
                    codeAllowed &= !NO_CODE.matcher(system.text()).find();
                    DOCUMENT.matcher(system.text()).results().forEach(m -> documents.add(m.group(1)));
                }
                case AiMessage ai -> answering = true;
                case ToolExecutionResultMessage run ->
                    result = Boolean.TRUE.equals(run.isError()) ? failed(run.text()) : RunResult.of(run.text());
                case UserMessage user -> {
                    String text = Texts.of(user);
                    Matcher run = RESULT.matcher(text);
                    if (answering && run.find()) {
                        result = RunResult.of(run.group(1));
                    } else if (!text.stripLeading().startsWith("<reminder>") || questions.isEmpty()) {
                        questions.add(composed(text));
                        result = null;
                        answering = false;
                    }
                }
                default -> {}
            }
        }
        String question = questions.isEmpty() ? "" : questions.removeLast();
        return new Dialogue(question, List.copyOf(questions), List.copyOf(documents), codeAllowed, result);
    }

    /// Korean that is stored in parts, as some systems' file names are, is asked in syllables.
    private static String composed(String question) {
        boolean parts = question.chars().anyMatch(c -> c >= '\u1100' && c <= '\u11ff');
        return parts ? Normalizer.normalize(question, Normalizer.Form.NFC) : question;
    }

    private static RunResult failed(String text) {
        return new RunResult.Failed(text.strip().lines().reduce("", (before, line) -> line));
    }
}
