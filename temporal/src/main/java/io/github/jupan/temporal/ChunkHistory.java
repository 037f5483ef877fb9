package io.github.jupan.temporal;

import com.google.protobuf.ByteString;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.RolloutRequest;
import io.github.jupan.sandbox.JupanException;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.ActivityTaskFailedEventAttributes;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.serviceclient.MetricsTag;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Reads what came of a chunk's attempts in its workflow's history, while that is written and a page at a time. No
/// worker need be there to tell.
final class ChunkHistory {

    /// Hears of it.
    interface Listener {

        /// The server has answered, with something new or without.
        void heard();

        /// A worker is there.
        void begun();

        void made(AttemptActivity.Made made);

        /// An attempt was given up.
        void failed(Attempt.Key key, String why);

        /// No attempt of the chunk can be made.
        void cannot(String why);
    }

    private static final int PAGE_EVENTS = 100;
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /// A server that does not answer for so long is not waited for.
    private static final Duration AWAY = Duration.ofMinutes(10);

    private final TemporalServer server;
    private final String workflow;
    private final Context.CancellableContext calls;
    private final Listener listener;
    private final Map<Long, Attempt.Key> scheduled = new HashMap<>();
    private long read;
    private boolean closed;

    /// @param calls ends the reading when it is cancelled; an interrupt would also end what a listener writes
    ChunkHistory(TemporalServer server, String workflow, Context.CancellableContext calls, Listener listener) {
        this.server = server;
        this.workflow = workflow;
        this.calls = calls;
        this.listener = listener;
    }

    /// Returns when the workflow has ended, and all of it was heard.
    ///
    /// @return whether there was such a workflow
    /// @throws CancellationException when the calls were cancelled
    boolean follow() {
        long answered = System.nanoTime();
        while (!closed) {
            try {
                readAll();
                answered = System.nanoTime();
                readOn();
            } catch (StatusRuntimeException failure) {
                if (calls.isCancelled()) {
                    throw new CancellationException();
                }
                if (failure.getStatus().getCode() == Status.Code.NOT_FOUND) {
                    return read > 0;
                }
                if (System.nanoTime() - answered > AWAY.toNanos()) {
                    throw new TemporalException(
                            "the Temporal server at " + server.address().target()
                                    + " does not answer any more; --resume goes on when it does",
                            failure);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        return true;
    }

    /// All that is there, from the beginning.
    private void readAll() {
        ByteString token = ByteString.EMPTY;
        do {
            GetWorkflowExecutionHistoryResponse page = page(token, false);
            page.getHistory().getEventsList().forEach(this::take);
            listener.heard();
            token = page.getNextPageToken();
        } while (!token.isEmpty());
    }

    /// What is added, as long as the server says where to go on.
    private void readOn() {
        ByteString token = ByteString.EMPTY;
        do {
            GetWorkflowExecutionHistoryResponse page = page(token, true);
            for (HistoryEvent event : page.getHistory().getEventsList()) {
                if (event.getEventId() > read + 1) {
                    return;
                }
                take(event);
            }
            listener.heard();
            token = page.getNextPageToken();
        } while (!closed && !token.isEmpty());
    }

    private GetWorkflowExecutionHistoryResponse page(ByteString token, boolean wait) {
        Context before = calls.attach();
        try {
            return server.client()
                    .getWorkflowServiceStubs()
                    .blockingStub()
                    .withOption(MetricsTag.HISTORY_LONG_POLL_CALL_OPTIONS_KEY, true)
                    .withDeadlineAfter(WAIT.toMillis(), TimeUnit.MILLISECONDS)
                    .getWorkflowExecutionHistory(GetWorkflowExecutionHistoryRequest.newBuilder()
                            .setNamespace(server.address().namespace())
                            .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflow))
                            .setMaximumPageSize(PAGE_EVENTS)
                            .setWaitNewEvent(wait)
                            .setNextPageToken(token)
                            .build());
        } finally {
            calls.detach(before);
        }
    }

    private void take(HistoryEvent event) {
        if (event.getEventId() <= read) {
            return;
        }
        switch (event.getEventType()) {
            case EVENT_TYPE_WORKFLOW_TASK_STARTED -> listener.begun();
            case EVENT_TYPE_ACTIVITY_TASK_SCHEDULED ->
                scheduled.put(
                        event.getEventId(),
                        value(1, event.getActivityTaskScheduledEventAttributes().getInput(), RolloutRequest.class)
                                .key());
            case EVENT_TYPE_ACTIVITY_TASK_COMPLETED ->
                listener.made(value(
                        0, event.getActivityTaskCompletedEventAttributes().getResult(), AttemptActivity.Made.class));
            case EVENT_TYPE_ACTIVITY_TASK_FAILED -> failed(event.getActivityTaskFailedEventAttributes());
            case EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT ->
                failed(
                        event.getActivityTaskTimedOutEventAttributes().getScheduledEventId(),
                        "no worker came to its end: " + PracticeChunkWorkflow.ATTEMPTS + " were lost at it, or it took"
                                + " too long");
            case EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
                    EVENT_TYPE_WORKFLOW_EXECUTION_FAILED,
                    EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED,
                    EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED,
                    EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT -> closed = true;
            default -> {}
        }
        read = event.getEventId();
    }

    private void failed(ActivityTaskFailedEventAttributes event) {
        Failure failure = event.getFailure();
        if (failure.getApplicationFailureInfo().getType().equals(AttemptActivity.CANNOT)) {
            listener.cannot("the worker " + event.getIdentity() + " cannot: " + failure.getMessage());
        } else {
            failed(event.getScheduledEventId(), "a worker failed: " + JupanException.line(failure.getMessage()));
        }
    }

    private void failed(long event, String why) {
        Attempt.@Nullable Key key = scheduled.get(event);
        if (key != null) {
            listener.failed(key, why);
        }
    }

    private static <T> T value(int argument, Payloads payloads, Class<T> type) {
        return TemporalServer.CONVERTER.fromPayloads(argument, Optional.of(payloads), type, type);
    }
}
