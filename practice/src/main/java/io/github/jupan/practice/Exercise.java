package io.github.jupan.practice;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A question whose answer is known.
///
/// @param id unique among the exercises that are practised together
/// @param system what goes into the system prompt for this question; may be empty
/// @param documents texts by name that the question is about
/// @param targets the right answers, any of which will do; at least one
/// @param choices what can be chosen from, lettered from A in the question; empty where the answer is free
/// @param solution the worked solution that came with the exercise; empty where none did
/// @param fields what else stood with it, such as verl's `data_source`
public record Exercise(
        String id,
        String question,
        String system,
        Map<String, String> documents,
        List<String> targets,
        List<String> choices,
        String solution,
        Source source,
        Map<String, JsonNode> fields) {

    /// Where an exercise was read.
    ///
    /// @param line counted from 1; 0 where it stands in no file
    public record Source(String file, int line) {
        public static final Source NONE = new Source("", 0);
    }

    public Exercise {
        if (id.isEmpty() || question.isBlank() || targets.isEmpty()) {
            throw new IllegalArgumentException("an exercise has an id, a question and an answer: " + id);
        }
        documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
        targets = List.copyOf(targets);
        choices = List.copyOf(choices);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// A question and its answer, and nothing else.
    public static Exercise of(String id, String question, String target) {
        return new Exercise(id, question, "", Map.of(), List.of(target), List.of(), "", Source.NONE, Map.of());
    }

    /// The first of the right answers.
    public String target() {
        return targets.getFirst();
    }
}
