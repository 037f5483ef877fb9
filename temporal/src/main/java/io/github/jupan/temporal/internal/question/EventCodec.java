package io.github.jupan.temporal.internal.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.EventJson;
import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.RunResult;
import io.github.jupan.agent.Usage;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.OutputListener.Channel;
import io.github.jupan.tools.CopyWarning;
import io.github.jupan.tools.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
        int run = json.path("run").asInt();
        return switch (json.path("type").asText()) {
            case "asked" ->
                new AgentEvent.Asked(text(json, "text"), word(Mode.class, json, "mode"), texts(json.path("documents")));
            case "turn_start" -> new AgentEvent.TurnStarted(json.path("turn").asInt());
            case "thinking" -> new AgentEvent.Thinking(text(json, "text"));
            case "text" -> new AgentEvent.Text(text(json, "text"));
            case "code_start" -> new AgentEvent.CodeStarted(run, text(json, "marker"));
            case "code" -> new AgentEvent.Code(run, text(json, "text"));
            case "turn_end" ->
                new AgentEvent.TurnEnded(
                        json.path("turn").asInt(),
                        word(AgentEvent.Reason.class, json, "reason"),
                        usage(json.path("usage")));
            case "dialect" ->
                new AgentEvent.DialectChanged(
                        Dialect.ofWord(text(json, "dialect")).orElseThrow(), text(json, "why"));
            case "code_repaired" -> new AgentEvent.CodeRepaired(run, text(json, "repair"), text(json, "code"));
            case "copy_suspected" ->
                new AgentEvent.CopySuspected(run, new CopyWarning(text(json, "literal"), text(json, "original")));
            case "result_doubted" -> new AgentEvent.ResultDoubted(run, text(json, "result"));
            case "run_start" -> new AgentEvent.RunStarted(run, text(json, "code"));
            case "output" -> new AgentEvent.Printed(run, word(Channel.class, json, "stream"), text(json, "text"));
            case "run" -> new AgentEvent.RunEnded(run, execution(json));
            case "tool_start" ->
                new AgentEvent.ToolStarted(text(json, "id"), text(json, "name"), text(json, "arguments"));
            case "tool_end" ->
                new AgentEvent.ToolEnded(
                        text(json, "id"),
                        text(json, "name"),
                        json.path("ok").asBoolean()
                                ? ToolResult.ok(text(json, "result"))
                                : ToolResult.failed(text(json, "result")));
            case "end" -> new AgentEvent.Ended(outcome(json));
            default -> throw new IllegalArgumentException("an event of another version: " + json.path("type"));
        };
    }

    static Execution execution(JsonNode run) {
        var output = new Execution.Output(text(run, "stdout"), text(run, "stderr"));
        Duration elapsed = Duration.ofMillis(run.path("elapsed_ms").asLong());
        boolean stateLost = run.path("state_lost").asBoolean();
        return switch (text(run, "status")) {
            case "completed" -> new Execution.Completed(run.path("value").textValue(), output, elapsed);
            case "raised" -> {
                JsonNode error = run.path("error");
                yield new Execution.Raised(
                        new Execution.PythonError(
                                text(error, "type"), text(error, "message"), text(error, "traceback")),
                        output,
                        elapsed);
            }
            case "limit" ->
                new Execution.LimitHit(
                        word(Execution.Limit.class, run, "limit"), text(run, "detail"), stateLost, output, elapsed);
            case "cancelled" -> new Execution.Cancelled(stateLost, output, elapsed);
            default -> throw new IllegalArgumentException("a run of another version: " + run.path("status"));
        };
    }

    private static Outcome outcome(JsonNode end) {
        Usage usage = usage(end.path("usage"));
        long limit = end.path("limit").asLong();
        return switch (text(end, "outcome")) {
            case "answered" ->
                new Outcome.Answered(text(end, "text"), evidence(end), results(end.path("results")), usage);
            case "declined" ->
                new Outcome.Declined(word(Outcome.Declined.Reason.class, end, "reason"), text(end, "text"), usage);
            case "incomplete" ->
                new Outcome.Incomplete(word(Outcome.Incomplete.Reason.class, end, "reason"), text(end, "text"), usage);
            case "step_limit" -> new Outcome.StepLimit((int) limit, usage);
            case "token_limit" -> new Outcome.TokenLimit(limit, usage);
            case "same_error" ->
                new Outcome.SameError(text(end, "error"), end.path("times").asInt(), usage);
            case "deadline" -> new Outcome.Deadline(Duration.ofMillis(limit), usage);
            case "cancelled" -> new Outcome.Cancelled(usage);
            default -> throw new IllegalArgumentException("an outcome of another version: " + end.path("outcome"));
        };
    }

    private static List<Evidence> evidence(JsonNode end) {
        List<Evidence> all = new ArrayList<>();
        for (JsonNode each : end.path("evidence")) {
            Evidence.Source source = switch (text(each, "source")) {
                case "computed" -> new Evidence.Source.Computed(each.path("run").asInt());
                case "given" -> new Evidence.Source.Given();
                default -> new Evidence.Source.Neither();
            };
            all.add(new Evidence(
                    text(each, "number"),
                    each.path("start").asInt(),
                    each.path("end").asInt(),
                    source));
        }
        return all;
    }

    private static List<RunResult> results(JsonNode results) {
        List<RunResult> all = new ArrayList<>();
        results.forEach(each -> all.add(new RunResult(each.path("run").asInt(), text(each, "value"))));
        return all;
    }

    private static Usage usage(JsonNode json) {
        return new Usage(
                json.path("input_tokens").asLong(),
                json.path("output_tokens").asLong(),
                json.path("known").asBoolean());
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> all = new LinkedHashSet<>();
        array.forEach(each -> all.add(each.asText()));
        return all;
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asText("");
    }

    private static <E extends Enum<E>> E word(Class<E> type, JsonNode json, String field) {
        return Enum.valueOf(type, text(json, field).toUpperCase(Locale.ROOT));
    }
}
