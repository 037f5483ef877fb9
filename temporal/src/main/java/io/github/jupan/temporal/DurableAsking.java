package io.github.jupan.temporal;

import com.google.protobuf.ByteString;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.Outcome;
import io.github.jupan.temporal.internal.question.EventCodec;
import io.github.jupan.temporal.internal.question.QuestionFailure;
import io.github.jupan.temporal.internal.question.QuestionHistory;
import io.github.jupan.temporal.internal.question.Step;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.HistoryEventFilterType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowTargetOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A durable question on its way, or one that has ended. Any thread may use it.
public final class DurableAsking {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    /// A server answers within 20 s that nothing is new.
    private static final Duration LATER_WAIT = Duration.ofSeconds(40);

    private final WorkflowClient client;
    private final String id;
    private final WorkflowExecution workflow;

    DurableAsking(WorkflowClient client, String id, WorkflowExecution workflow) {
        this.client = client;
        this.id = id;
        this.workflow = workflow;
    }

    public String id() {
        return id;
    }

    /// What was asked.
    public DurableQuestion question() {
        return QuestionHistory.question(
                history(false, ByteString.EMPTY, LATER_WAIT)
                        .orElseThrow()
                        .getHistory()
                        .getEvents(0),
                client.getOptions().getDataConverter());
    }

    /// Ends the question: what is under way is stopped within about a second, where a worker is at work on
    /// it, and the outcome is [Outcome.Cancelled]. One that has ended stays as it is.
    public void cancel() {
        try {
            client.newUntypedWorkflowStub(WorkflowTargetOptions.newBuilder()
                            .setWorkflowExecution(workflow)
                            .build())
                    .cancel();
        } catch (WorkflowNotFoundException over) {
            // It has ended already.
        }
    }

    /// Waits for the outcome. Interrupting the waiting thread ends the waiting, not the question.
    ///
    /// @param listener hears every event from the first one on, once, in the documented order, on this
    ///     thread: those of a turn or a run when that is finished, with the pieces of a text joined
    /// @throws io.github.jupan.agent.ModelException when the model failed, and asking it again did not help
    ///     within the question's time
    /// @throws io.github.jupan.sandbox.SandboxException when no code could be run
    /// @throws TemporalException when the question was ended on the server, cannot be taken up, or the
    ///     server is gone
    public Outcome await(AgentListener listener) throws InterruptedException {
        Following following = new Following(listener);
        ByteString place = ByteString.EMPTY;
        while (following.end == null) {
            // One that keeps no place for whoever waits is asked for all of it.
            if (place.isEmpty()) {
                following.take(history(false, place, LATER_WAIT));
            }
            if (following.end == null) {
                Optional<GetWorkflowExecutionHistoryResponse> news =
                        history(true, place, place.isEmpty() ? FIRST_WAIT : LATER_WAIT);
                following.take(news);
                place = news.map(GetWorkflowExecutionHistoryResponse::getNextPageToken)
                        .orElse(ByteString.EMPTY);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return following.outcome();
    }

    private Optional<GetWorkflowExecutionHistoryResponse> history(boolean waiting, ByteString place, Duration longest) {
        try {
            return Optional.of(client.getWorkflowServiceStubs()
                    .blockingStub()
                    .withDeadlineAfter(longest.toMillis(), TimeUnit.MILLISECONDS)
                    .getWorkflowExecutionHistory(GetWorkflowExecutionHistoryRequest.newBuilder()
                            .setNamespace(client.getOptions().getNamespace())
                            .setExecution(workflow)
                            .setWaitNewEvent(waiting)
                            .setHistoryEventFilterType(HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
                            .setNextPageToken(place)
                            .build()));
        } catch (StatusRuntimeException failed) {
            // Whether the server is gone, a question that waits for nothing tells.
            if (waiting) {
                return Optional.empty();
            }
            throw new TemporalException(
                    "the Temporal server cannot be asked for the question " + id + ": "
                            + failed.getStatus().getCode(),
                    failed);
        }
    }

    /// Tells of each event once.
    private final class Following {
        private final AgentListener listener;
        private long last;
        private @Nullable Outcome outcome;
        private @Nullable HistoryEvent end;

        private Following(AgentListener listener) {
            this.listener = listener.forQuestion();
        }

        private void take(Optional<GetWorkflowExecutionHistoryResponse> response) {
            for (HistoryEvent event :
                    response.map(each -> each.getHistory().getEventsList()).orElse(List.of())) {
                if (event.getEventId() > last) {
                    last = event.getEventId();
                    QuestionHistory.step(event, client.getOptions().getDataConverter())
                            .ifPresent(this::tell);
                    end = isEnd(event) ? event : end;
                }
            }
        }

        private void tell(Step step) {
            step.events().stream().map(EventCodec::read).forEach(event -> {
                listener.onEvent(event);
                if (event instanceof AgentEvent.Ended ended) {
                    outcome = ended.outcome();
                }
            });
        }

        private static boolean isEnd(HistoryEvent event) {
            return switch (event.getEventType()) {
                case EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
                        EVENT_TYPE_WORKFLOW_EXECUTION_FAILED,
                        EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT,
                        EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED,
                        EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED -> true;
                default -> false;
            };
        }

        private Outcome outcome() {
            Outcome known = outcome;
            if (known != null) {
                return known;
            }
            HistoryEvent event = Objects.requireNonNull(end);
            RuntimeException failure = event.hasWorkflowExecutionFailedEventAttributes()
                    ? QuestionFailure.read(
                            event.getWorkflowExecutionFailedEventAttributes().getFailure(),
                            client.getOptions().getDataConverter())
                    : new TemporalException("the question " + id + " was ended on the server: ask under another id");
            listener.onFailure(failure);
            throw failure;
        }
    }
}
