package io.github.jupan.practice;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What whoever makes an attempt must know of it: all that the model is asked, and not the right answer.
///
/// @param seed for the model, from 0 to 2^31 - 1
/// @param system what goes into the system prompt for this question, lessons among it; may be empty
/// @param documents texts by name that the question is about
public record RolloutRequest(
        Attempt.Key key, long seed, String question, String system, Map<String, String> documents) {

    public RolloutRequest {
        documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
    }
}
