package io.github.jupan.temporal.internal.question;

import io.github.jupan.temporal.DurableQuestion;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/// A question, from its asking to its outcome.
@WorkflowInterface
public interface QuestionWorkflow {

    /// @return the outcome in a word, for whoever looks at the workflow; its events are in its steps
    @WorkflowMethod(name = "question")
    String ask(DurableQuestion question);
}
