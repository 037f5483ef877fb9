package io.github.jupan.temporal.internal.question;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/// The activities of a question. Each has the agent's loop do one thing, and gives what came of it.
@ActivityInterface
public interface QuestionSteps {

    /// A turn of the model.
    @ActivityMethod(name = "question-turn")
    Step turn(StepRequest request);

    /// A run of code.
    @ActivityMethod(name = "question-run")
    Step run(StepRequest request);

    /// Nothing but the outcome of a question that was cancelled or is late.
    @ActivityMethod(name = "question-end")
    Step end(StepRequest request);
}
