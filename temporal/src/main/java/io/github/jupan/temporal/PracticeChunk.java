package io.github.jupan.temporal;

import io.github.jupan.practice.RolloutRequest;
import io.github.jupan.server.SessionOptions;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/// Some attempts of a practice as a workflow, each an activity of its own: the history says what came of each. It ends
/// when all have ended, and fails when a worker says that such attempts cannot be made.
@WorkflowInterface
public interface PracticeChunk {

    @WorkflowMethod(name = "practice")
    void make(Request request);

    /// @param options of every attempt, the model's name among them
    record Request(SessionOptions options, List<RolloutRequest> attempts) {}
}
