package io.github.jupan.temporal.internal.question;

import io.github.jupan.temporal.DurableQuestion;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a question's workflow has kept.
public final class QuestionHistory {

    private QuestionHistory() {}

    /// The question and its finished steps.
    record Kept(DurableQuestion question, List<Step> steps) {}

    static Kept read(WorkflowClient client, WorkflowExecution workflow) {
        DataConverter converter = client.getOptions().getDataConverter();
        List<HistoryEvent> events = client.fetchHistory(workflow.getWorkflowId(), workflow.getRunId())
                .getEvents();
        List<Step> steps = new ArrayList<>();
        events.forEach(event -> step(event, converter).ifPresent(steps::add));
        return new Kept(question(events.getFirst(), converter), steps);
    }

    /// What was asked, from the first event of a workflow.
    public static DurableQuestion question(HistoryEvent first, DataConverter converter) {
        return value(first.getWorkflowExecutionStartedEventAttributes().getInput(), DurableQuestion.class, converter);
    }

    /// The step that an event says is finished.
    public static Optional<Step> step(HistoryEvent event, DataConverter converter) {
        return event.hasActivityTaskCompletedEventAttributes()
                ? Optional.of(
                        value(event.getActivityTaskCompletedEventAttributes().getResult(), Step.class, converter))
                : Optional.empty();
    }

    private static <T> T value(Payloads payloads, Class<T> type, DataConverter converter) {
        return converter.fromPayloads(0, Optional.of(payloads), type, type);
    }
}
