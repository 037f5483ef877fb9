package io.github.jupan.practice.lessons;

import io.github.jupan.practice.Exercise;

/// What is shown to a model beside a question.
@FunctionalInterface
public interface LessonSource {

    LessonSource NONE = exercise -> "";

    /// @return text for the end of the system prompt; empty for none
    String beside(Exercise exercise);
}
