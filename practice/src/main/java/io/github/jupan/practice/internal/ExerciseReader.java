package io.github.jupan.practice.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.exercises.ExerciseFields;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes an exercise of a line, whatever its fields are called.
public final class ExerciseReader {

    private static final List<String> QUESTIONS =
            List.of("question", "problem", "prompt", "input", "query", "instruction", "q", "messages", "conversations");

    private static final List<String> ANSWERS = List.of(
            "answer",
            "target",
            "targets",
            "expected",
            "ground_truth",
            "reward_model.ground_truth",
            "final_answer",
            "number",
            "any",
            "label",
            "solution",
            "output");

    private static final List<String> IDS = List.of("id", "task_id", "question_id", "uid", "unique_id");

    private final ExerciseFields fields;

    public ExerciseReader(ExerciseFields fields) {
        this.fields = fields;
    }

    public Exercise read(JsonLines.Line line) {
        ObjectNode node = line.object();
        Set<String> used = new HashSet<>();
        String questionField = questionField(line);
        Chat asked = chat(line, questionField);
        used.add(first(questionField));
        Optional<String> answerField = answerField(line);
        answerField.map(ExerciseReader::first).ifPresent(used::add);
        List<String> texts = answerField
                .map(field -> texts(line, field, at(node, field)))
                .orElseGet(() -> asked.answer().isBlank() ? List.of() : List.of(asked.answer()));
        if (texts.isEmpty()) {
            throw line.wrong("there is no answer: none of " + String.join(", ", ANSWERS)
                    + "; name its field with --answer-field");
        }
        List<String> targets = texts.stream().map(FinalAnswer::ofTarget).toList();
        String solution = solution(node, texts.getFirst(), targets.getFirst(), asked);
        used.add("solution");
        List<String> choices = choices(line, used);
        Map<String, String> documents = documents(line);
        used.add("documents");
        String id = IDS.stream()
                .filter(node::hasNonNull)
                .findFirst()
                .map(name -> {
                    used.add(name);
                    return node.path(name).asText();
                })
                .filter(text -> !text.isBlank())
                .orElseGet(() -> stem(line.file()) + ":" + line.number());
        Map<String, JsonNode> rest = new LinkedHashMap<>();
        node.properties().forEach(each -> {
            if (!used.contains(each.getKey())) {
                rest.put(each.getKey(), each.getValue());
            }
        });
        return new Exercise(
                id,
                choices.isEmpty() ? asked.question() : asked.question() + "\n\n" + Choices.listed(choices),
                asked.system(),
                documents,
                choices.isEmpty()
                        ? targets
                        : targets.stream()
                                .map(target -> Choices.letter(target, choices)
                                        .orElseThrow(() -> line.wrong(
                                                "the answer " + target + " is none of " + choices.size() + " choices")))
                                .toList(),
                choices,
                solution,
                new Exercise.Source(line.file().toString(), line.number()),
                rest);
    }

    private String questionField(JsonLines.Line line) {
        return fields.question()
                .or(() -> QUESTIONS.stream()
                        .filter(name -> line.object().hasNonNull(name))
                        .findFirst())
                .filter(name -> at(line.object(), name) != null)
                .orElseThrow(() -> line.wrong(fields.question()
                        .map(name -> "there is no field " + name)
                        .orElse("there is no question: none of " + String.join(", ", QUESTIONS)
                                + "; name its field with --question-field")));
    }

    private Optional<String> answerField(JsonLines.Line line) {
        if (fields.answer().isPresent()) {
            if (at(line.object(), fields.answer().get()) == null) {
                throw line.wrong("there is no field " + fields.answer().get());
            }
            return fields.answer();
        }
        return ANSWERS.stream().filter(name -> at(line.object(), name) != null).findFirst();
    }

    /// The value that a path of names leads to; null where there is none.
    private static @Nullable JsonNode at(JsonNode node, String path) {
        if (node.hasNonNull(path)) {
            return node.get(path);
        }
        JsonNode found = node;
        for (String name : path.split("\\.", -1)) {
            found = found.path(name);
        }
        return found.isMissingNode() || found.isNull() ? null : found;
    }

    private static String first(String path) {
        return path.split("\\.", -1)[0];
    }

    private record Chat(String system, String question, String answer) {}

    private static Chat chat(JsonLines.Line line, String field) {
        JsonNode value = at(line.object(), field);
        if (value != null && value.isTextual()) {
            if (value.textValue().isBlank()) {
                throw line.wrong("\"" + field + "\" is empty");
            }
            return new Chat("", value.textValue(), "");
        }
        if (value == null || !value.isArray() || value.isEmpty()) {
            throw line.wrong("\"" + field + "\" must be a text or a list of messages");
        }
        List<String> system = new ArrayList<>();
        String question = "";
        String answer = "";
        for (JsonNode message : value) {
            String role = message.path("role").asText(message.path("from").asText());
            String content =
                    content(message.path("content").isMissingNode() ? message.path("value") : message.path("content"));
            switch (role) {
                case "system", "developer" -> system.add(content);
                case "user", "human" -> {
                    if (!question.isEmpty()) {
                        throw line.wrong("\"" + field + "\" asks more than once: an exercise has one question");
                    }
                    question = content;
                }
                case "assistant", "gpt" -> answer = answer.isEmpty() ? content : answer + "\n" + content;
                case "tool", "function" -> {}
                default -> throw line.wrong("\"" + field + "\" has a message whose role is \"" + role + "\"");
            }
        }
        if (question.isBlank()) {
            throw line.wrong("\"" + field + "\" has no message of the user's");
        }
        return new Chat(String.join("\n\n", system), question, answer);
    }

    /// A text, or parts: what runs is shown as a block.
    private static String content(JsonNode content) {
        if (!content.isArray()) {
            return content.asText();
        }
        StringBuilder all = new StringBuilder();
        for (JsonNode part : content) {
            String text = part.path("text").asText();
            all.append(
                    switch (part.path("type").asText()) {
                        case "python" -> "\n```python\n" + text + "\n```\n";
                        case "python_output" -> "```output\n" + text + "\n```\n";
                        default -> text;
                    });
        }
        return all.toString();
    }

    private static List<String> texts(JsonLines.Line line, String field, @Nullable JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value != null && value.isArray()) {
            value.forEach(each -> texts.add(text(line, field, each)));
        } else if (value != null) {
            texts.add(text(line, field, value));
        }
        if (texts.isEmpty() || texts.stream().anyMatch(String::isBlank)) {
            throw line.wrong("\"" + field + "\" is empty");
        }
        return texts;
    }

    private static String text(JsonLines.Line line, String field, JsonNode value) {
        if (value.isFloatingPointNumber() && Double.isFinite(value.doubleValue())) {
            return value.decimalValue().stripTrailingZeros().toPlainString();
        }
        if (!value.isValueNode()) {
            throw line.wrong("\"" + field + "\" must be a text, a number or a list of them");
        }
        return value.asText();
    }

    private static String solution(ObjectNode node, String answer, String target, Chat asked) {
        String given = node.path("solution").asText();
        if (!given.isBlank()) {
            return given;
        }
        return answer.strip().equals(target) ? asked.answer() : answer;
    }

    private static List<String> choices(JsonLines.Line line, Set<String> used) {
        for (String name : List.of("choices", "options")) {
            JsonNode found = line.object().path(name);
            JsonNode list = found.has("text") ? found.path("text") : found;
            if (list.isArray() && !list.isEmpty()) {
                used.add(name);
                return texts(line, name, list);
            }
        }
        return List.of();
    }

    private static Map<String, String> documents(JsonLines.Line line) {
        Map<String, String> documents = new LinkedHashMap<>();
        JsonNode found = line.object().path("documents");
        if (!found.isMissingNode() && !found.isNull() && !found.isObject()) {
            throw line.wrong("\"documents\" must be an object of texts by name");
        }
        found.properties()
                .forEach(each -> documents.put(each.getKey(), each.getValue().asText()));
        return documents;
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
