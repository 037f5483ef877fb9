package io.github.jupan.temporal.internal.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.EventJson;
import io.github.jupan.agent.Outcome;
import io.github.jupan.sandbox.Execution;
import java.time.Duration;
import java.util.List;

/// Events as they travel: as `docs/events.md` has them, and with an outcome's own figures, which that leaves out.
/// Times are in milliseconds.
public final class EventCodec {

    private EventCodec() {}

    static ObjectNode write(AgentEvent event) {
        ObjectNode json = EventJson.of(event);
        if (event instanceof AgentEvent.Ended ended) {
            switch (ended.outcome()) {
                case Outcome.StepLimit limit -> json.put("limit", limit.steps());
                case Outcome.TokenLimit limit -> json.put("limit", limit.tokens());
                case Outcome.Deadline late -> json.put("limit", late.time().toMillis());
                case Outcome.SameError same -> json.put("error", same.error()).put("times", same.times());
                case Outcome.Answered _, Outcome.Declined _, Outcome.Incomplete _, Outcome.Cancelled _ -> {}
            }
        }
        return json;
    }

    /// Takes the next event in, joined with the last one where both are pieces of the same text.
    static void add(List<ObjectNode> events, AgentEvent event) {
        ObjectNode next = write(event);
        ObjectNode last = events.isEmpty() ? null : events.getLast();
        boolean piece = switch (event) {
            case AgentEvent.Thinking _, AgentEvent.Text _, AgentEvent.Code _, AgentEvent.Printed _ -> true;
            default -> false;
        };
        if (piece
                && last != null
                && last.deepCopy().without("text").equals(next.deepCopy().without("text"))) {
            last.put("text", last.path("text").asText() + next.path("text").asText());
        } else {
            events.add(next);
        }
    }

    /// @throws IllegalArgumentException when it is no event of this version
    public static AgentEvent read(JsonNode json) {
        AgentEvent event = EventJson.read(json)
                .orElseThrow(() -> new IllegalArgumentException("an event of another version: " + json.path("type")));
        return event instanceof AgentEvent.Ended ended
                ? new AgentEvent.Ended(withFigures(ended.outcome(), json))
                : event;
    }

    private static Outcome withFigures(Outcome outcome, JsonNode json) {
        long limit = json.path("limit").asLong();
        return switch (outcome) {
            case Outcome.StepLimit read -> new Outcome.StepLimit((int) limit, read.usage());
            case Outcome.TokenLimit read -> new Outcome.TokenLimit(limit, read.usage());
            case Outcome.Deadline read -> new Outcome.Deadline(Duration.ofMillis(limit), read.usage());
            case Outcome.SameError read ->
                new Outcome.SameError(
                        json.path("error").asText(), json.path("times").asInt(), read.usage());
            case Outcome.Answered _, Outcome.Declined _, Outcome.Incomplete _, Outcome.Cancelled _ -> outcome;
        };
    }

    /// @param run the event of a run's end
    static Execution execution(JsonNode run) {
        if (read(run) instanceof AgentEvent.RunEnded ended) {
            return ended.execution();
        }
        throw new IllegalArgumentException("not the end of a run: " + run.path("type"));
    }
}
