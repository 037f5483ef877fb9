package io.github.jupan.models.internal.recorded;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import io.github.jupan.models.ModelConfigurationException;
import io.github.jupan.models.Transcript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds the step of a recording that a conversation has come to.
public final class Recordings {

    private final Map<String, List<Transcript>> byQuestion = new HashMap<>();

    public Recordings(List<Transcript> transcripts) {
        for (Transcript transcript : transcripts) {
            byQuestion
                    .computeIfAbsent(transcript.question().strip(), q -> new ArrayList<>())
                    .add(transcript);
        }
    }

    /// @param index of the step in its transcript, from 0
    public record Found(Transcript transcript, int index) {
        public Transcript.Step step() {
            return transcript.steps().get(index);
        }
    }

    /// The step to say next. A question that was recorded several times is answered in the recorded order.
    public Found next(List<ChatMessage> messages) {
        Map<String, Integer> asked = new HashMap<>();
        Optional<String> question = Optional.empty();
        int turns = 0;
        for (ChatMessage message : messages) {
            if (message instanceof AiMessage) {
                turns++;
            } else if (message instanceof UserMessage user && isQuestion(text(user))) {
                question = Optional.of(text(user));
                asked.merge(text(user), 1, Integer::sum);
                turns = 0;
            }
        }
        String last = question.orElseThrow(() -> new ModelConfigurationException("the replay was asked nothing"));
        List<Transcript> recorded = byQuestion.getOrDefault(last, List.of());
        if (recorded.isEmpty()) {
            throw new ModelConfigurationException(
                    "the replay has no such question: " + shortened(last) + "; ask one that was recorded");
        }
        Transcript transcript = recorded.get(Math.min(asked.getOrDefault(last, 1), recorded.size()) - 1);
        if (turns >= transcript.steps().size()) {
            throw new ModelConfigurationException("the recording " + transcript.id() + " ends after step "
                    + transcript.steps().size() + ", and the conversation goes on");
        }
        return new Found(transcript, turns);
    }

    // Results and reminders travel as user messages where a model takes no tools.
    private static boolean isQuestion(String text) {
        return !text.startsWith("<result") && !text.startsWith("<reminder>");
    }

    private static String text(UserMessage message) {
        return message.contents().stream()
                .filter(TextContent.class::isInstance)
                .map(content -> ((TextContent) content).text())
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static String shortened(String question) {
        String line = question.replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= 60
                ? line
                : line.substring(0, line.offsetByCodePoints(0, 60)) + "…";
    }
}
