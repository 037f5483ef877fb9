package io.github.jupan.temporal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.temporal.internal.question.QuestionActivities;
import io.github.jupan.temporal.internal.question.QuestionWorkflow;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import java.nio.charset.StandardCharsets;

/// Asks questions that workers answer: whoever asks may go, a worker may die, and the question goes on
/// where it was. A finished turn of the model is not asked for again.
///
/// ```java
/// try (TemporalServer server = TemporalServer.connect(TemporalAddress.of("temporal://localhost:7233"))) {
///     DurableAsking asking = new DurableQuestions(server).start(
///             DurableQuestion.of("How many r's are in strawberry?"), "berries");
///     Outcome outcome = asking.await(event -> {});
/// }
/// ```
public final class DurableQuestions {

    /// Names the workflows of questions among others.
    private static final String PREFIX = "question-";

    private final WorkflowClient client;
    private final ObjectMapper json;

    public DurableQuestions(TemporalServer server) {
        this(server.client());
    }

    DurableQuestions(WorkflowClient client) {
        this.client = client;
        this.json = TemporalServer.JSON;
    }

    /// Asks, or finds what was asked under this id before.
    ///
    /// @param id names the question on this server for as long as that keeps it
    /// @throws IllegalArgumentException when the question and its documents are too large, or another
    ///     question has this id; the message is one line
    public DurableAsking start(DurableQuestion question, String id) {
        int bytes = json.valueToTree(question).toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > QuestionActivities.MOST_BYTES) {
            throw new IllegalArgumentException("a durable question and its documents may have "
                    + QuestionActivities.MOST_BYTES / 1_000_000.0 + " MB together, not " + bytes / 1_000_000.0
                    + " MB: attach less, or ask without --on");
        }
        QuestionWorkflow workflow = client.newWorkflowStub(
                QuestionWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(PREFIX + id)
                        .setTaskQueue(TemporalServer.TASK_QUEUE)
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                        .build());
        try {
            return new DurableAsking(client, id, WorkflowClient.start(workflow::ask, question));
        } catch (WorkflowExecutionAlreadyStarted known) {
            DurableAsking asking = new DurableAsking(client, id, known.getExecution());
            if (!asking.question().text().equals(question.text())
                    || !asking.question().documents().equals(question.documents())) {
                throw new IllegalArgumentException(
                        "another question was asked under the id " + id + ": take another id, or the same question");
            }
            return asking;
        }
    }
}
