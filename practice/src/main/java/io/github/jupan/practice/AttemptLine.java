package io.github.jupan.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.practice.internal.AttemptJson;

/// An attempt in the JSON of its line in `attempts.jsonl`, for those who send it elsewhere.
public final class AttemptLine {

    private AttemptLine() {}

    public static ObjectNode of(Attempt attempt) {
        return AttemptJson.of(attempt);
    }

    /// @throws IllegalArgumentException when it is none
    public static Attempt read(JsonNode line) {
        return AttemptJson.attempt(line);
    }
}
