package io.github.jupan.agent;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a user asks.
///
/// @param text the user's words, bound in Python as `message`
/// @param documents texts by name, added to the conversation's and bound in Python as `documents`
/// @param mode the mode for this question; the agent's own when empty
/// @param approval asked before each run of the model's code
public record Question(String text, Map<String, String> documents, Optional<Mode> mode, Approval approval) {

    public Question {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the question is empty");
        }
        documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
    }

    /// A question whose code may run.
    public Question(String text, Map<String, String> documents, Optional<Mode> mode) {
        this(text, documents, mode, Approval.GIVEN);
    }

    public static Question of(String text) {
        return new Question(text, Map.of(), Optional.empty());
    }
}
