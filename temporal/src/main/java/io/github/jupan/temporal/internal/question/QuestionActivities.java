package io.github.jupan.temporal.internal.question;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.agent.ModelException;
import io.github.jupan.sandbox.JupanException;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.sandbox.SandboxException;
import io.github.jupan.server.ModelSource;
import io.github.jupan.server.RequestException;
import io.github.jupan.temporal.internal.question.HeldQuestion.Given;
import io.github.jupan.temporal.internal.question.StepRequest.End;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// Takes the steps of questions on a worker. While one is taken a heartbeat goes out twice a second: so a
/// killed worker is noticed, and so a cancellation comes in.
public final class QuestionActivities implements QuestionSteps, AutoCloseable {

    /// How often the server is told that a step is under way.
    public static final Duration HEARTBEAT = Duration.ofMillis(400);

    /// What the server takes is 2 MiB; the rest is for what goes around it.
    public static final int MOST_BYTES = 1_900_000;

    /// A machine whose sandbox fails is not asked for ever.
    private static final int SANDBOX_ATTEMPTS = 5;

    private final WorkflowClient client;
    private final ModelSource models;
    private final Sandbox sandbox;
    private final ObjectMapper json;
    private final String queue;
    private final HeldQuestions held = new HeldQuestions();

    /// @param sandbox stays the caller's
    /// @param json as the client's converter writes
    /// @param queue of this worker alone
    public QuestionActivities(
            WorkflowClient client, ModelSource models, Sandbox sandbox, ObjectMapper json, String queue) {
        this.client = client;
        this.models = models;
        this.sandbox = sandbox;
        this.json = json;
        this.queue = queue;
    }

    @Override
    public Step turn(StepRequest request) {
        return step(request);
    }

    @Override
    public Step run(StepRequest request) {
        return step(request);
    }

    @Override
    public Step end(StepRequest request) {
        return step(request);
    }

    private Step step(StepRequest request) {
        ActivityExecutionContext context = Activity.getExecutionContext();
        ActivityInfo info = context.getInfo();
        WorkflowExecution workflow = workflow(info);
        HeldQuestion question = taken(request, workflow);
        boolean kept = false;
        try {
            Given given = given(question, request, context);
            Step step = switch (given) {
                case Given.Done done -> checked(done.step());
                case Given.Failed failed -> throw failure(failed.error(), info.getAttempt());
            };
            kept = step.next() != Step.Next.NOTHING;
            if (kept) {
                held.hold(workflow.getRunId(), question);
            }
            return kept ? step.heldBy(queue) : step;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw ApplicationFailure.newFailure("the worker is ending", "worker");
        } finally {
            if (!kept) {
                question.close();
            }
        }
    }

    private static WorkflowExecution workflow(ActivityInfo info) {
        return WorkflowExecution.newBuilder()
                .setWorkflowId(Objects.requireNonNull(info.getWorkflowId()))
                .setRunId(Objects.requireNonNull(info.getWorkflowRunId()))
                .build();
    }

    private HeldQuestion taken(StepRequest request, WorkflowExecution workflow) {
        HeldQuestion here = held.take(workflow.getRunId(), request.steps());
        if (here != null) {
            return here;
        }
        QuestionHistory.Kept history = QuestionHistory.read(client, workflow);
        return new HeldQuestion(history.question(), history.steps().subList(0, request.steps()), models, sandbox);
    }

    private static Given given(HeldQuestion question, StepRequest request, ActivityExecutionContext context)
            throws InterruptedException {
        Instant end =
                Instant.ofEpochMilli(context.getInfo().getScheduledTimestamp()).plus(request.left());
        Instant start = Instant.ofEpochMilli(context.getInfo().getStartedTimestamp());
        long deadline = System.nanoTime() + Duration.between(start, end).toNanos();
        if (request.end() == End.NOT_YET) {
            question.goOn();
        } else {
            question.end(request.end());
        }
        boolean wanted = true;
        while (true) {
            if (request.end() == End.NOT_YET && System.nanoTime() - deadline >= 0) {
                question.end(End.LATE);
            }
            Given given = question.poll(HEARTBEAT);
            if (given != null) {
                return given;
            }
            wanted = wanted && stillWanted(context);
            if (!wanted) {
                question.end(End.CANCELLED);
            }
        }
    }

    /// @throws ActivityCompletionException when the step is another worker's by now, or this one is ending
    private static boolean stillWanted(ActivityExecutionContext context) {
        try {
            context.heartbeat(null);
            return true;
        } catch (ActivityCanceledException cancelled) {
            if (cancelled.getCause() instanceof TimeoutFailure) {
                throw cancelled;
            }
            return false;
        }
    }

    private Step checked(Step step) {
        int bytes = json.valueToTree(step.heldBy(queue)).toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "a step of this question gave " + bytes / 1_000_000.0 + " MB, and Temporal takes "
                            + MOST_BYTES / 1_000_000.0 + " MB: have less printed, or ask without --on",
                    QuestionFailure.USAGE);
        }
        return step;
    }

    /// What may help when it is tried again, on this worker or another, and what cannot.
    private static ApplicationFailure failure(Throwable error, int attempt) {
        ApplicationFailure.Builder failure = ApplicationFailure.newBuilder()
                .setMessage(JupanException.line(error.getMessage()))
                .setNonRetryable(true);
        switch (error) {
            case ModelException model -> {
                failure.setType(QuestionFailure.MODEL)
                        .setDetails(model.retry().name(), model.kind().name())
                        .setNonRetryable(model.retry() == ModelException.Retry.WILL_NOT_HELP);
                model.after().ifPresent(failure::setNextRetryDelay);
            }
            case SandboxException _ ->
                failure.setType(QuestionFailure.SANDBOX).setNonRetryable(attempt >= SANDBOX_ATTEMPTS);
            case RequestException refused
            when refused.kind() == RequestException.Kind.MODEL ->
                failure.setType(QuestionFailure.MODEL)
                        .setDetails(ModelException.Retry.WILL_NOT_HELP.name(), ModelException.Kind.FAILED.name());
            case JupanException _, IllegalArgumentException _ -> failure.setType(QuestionFailure.USAGE);
            case OtherWay _ -> failure.setType(QuestionFailure.OTHER_WAY);
            default ->
                failure.setType(QuestionFailure.INTERNAL)
                        .setMessage(Optional.ofNullable(error.getMessage()).orElse("") + " ("
                                + error.getClass().getName() + ")")
                        .setCause(error);
        }
        return failure.build();
    }

    @Override
    public void close() {
        held.close();
    }
}
