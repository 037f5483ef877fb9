package io.github.jupan.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.OutputListener.Channel;
import io.github.jupan.tools.CopyWarning;
import io.github.jupan.tools.ToolResult;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads what [EventJson] writes.
final class EventReader {

    private EventReader() {}

    /// @throws IllegalArgumentException for a word that this version does not know
    static Optional<AgentEvent> read(JsonNode json) {
        int run = json.path("run").asInt();
        String text = json.path("text").asText();
        return Optional.ofNullable(
                switch (json.path("type").asText()) {
                    case "asked" -> new AgentEvent.Asked(text, word(Mode.class, json, "mode"), documents(json));
                    case "turn_start" -> new AgentEvent.TurnStarted(turn(json));
                    case "thinking" -> new AgentEvent.Thinking(text);
                    case "text" -> new AgentEvent.Text(text);
                    case "code_start" -> new AgentEvent.CodeStarted(run, text(json, "marker"));
                    case "code" -> new AgentEvent.Code(run, text);
                    case "turn_end" ->
                        new AgentEvent.TurnEnded(
                                turn(json), word(AgentEvent.Reason.class, json, "reason"), usage(json));
                    case "dialect" ->
                        new AgentEvent.DialectChanged(
                                Dialect.ofWord(text(json, "dialect")).orElseThrow(IllegalArgumentException::new),
                                text(json, "why"));
                    case "code_repaired" -> new AgentEvent.CodeRepaired(run, text(json, "repair"), text(json, "code"));
                    case "result_doubted" -> new AgentEvent.ResultDoubted(run, text(json, "result"));
                    case "copy_suspected" ->
                        new AgentEvent.CopySuspected(
                                run, new CopyWarning(text(json, "literal"), text(json, "original")));
                    case "run_start" -> new AgentEvent.RunStarted(run, text(json, "code"));
                    case "output" -> new AgentEvent.Printed(run, word(Channel.class, json, "stream"), text);
                    case "run" -> new AgentEvent.RunEnded(run, execution(json));
                    case "tool_start" ->
                        new AgentEvent.ToolStarted(text(json, "id"), text(json, "name"), text(json, "arguments"));
                    case "tool_end" -> new AgentEvent.ToolEnded(text(json, "id"), text(json, "name"), toolResult(json));
                    case "end" -> new AgentEvent.Ended(outcome(json));
                    default -> null;
                });
    }

    private static int turn(JsonNode json) {
        return json.path("turn").asInt();
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asText();
    }

    private static <E extends Enum<E>> E word(Class<E> of, JsonNode json, String name) {
        return Enum.valueOf(of, text(json, name).toUpperCase(Locale.ROOT));
    }

    private static Set<String> documents(JsonNode json) {
        return json.path("documents")
                .valueStream()
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Usage usage(JsonNode json) {
        JsonNode usage = json.path("usage");
        return new Usage(
                usage.path("input_tokens").asLong(),
                usage.path("output_tokens").asLong(),
                usage.path("known").asBoolean());
    }

    private static ToolResult toolResult(JsonNode json) {
        String result = text(json, "result");
        return json.path("ok").asBoolean() ? ToolResult.ok(result) : ToolResult.failed(result);
    }

    private static Execution execution(JsonNode run) {
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
            default -> throw new IllegalArgumentException(text(run, "status"));
        };
    }

    private static Outcome outcome(JsonNode end) {
        String text = text(end, "text");
        Usage usage = usage(end);
        return switch (text(end, "outcome")) {
            case "answered" -> new Outcome.Answered(text, evidence(end), results(end), usage);
            case "declined" -> new Outcome.Declined(word(Outcome.Declined.Reason.class, end, "reason"), text, usage);
            case "incomplete" ->
                new Outcome.Incomplete(word(Outcome.Incomplete.Reason.class, end, "reason"), text, usage);
            case "step_limit" -> new Outcome.StepLimit(0, usage);
            case "token_limit" -> new Outcome.TokenLimit(0, usage);
            case "same_error" -> new Outcome.SameError("", 0, usage);
            case "deadline" -> new Outcome.Deadline(Duration.ZERO, usage);
            case "cancelled" -> new Outcome.Cancelled(usage);
            default -> throw new IllegalArgumentException(text(end, "outcome"));
        };
    }

    private static List<RunResult> results(JsonNode end) {
        return end.path("results")
                .valueStream()
                .map(each -> new RunResult(each.path("run").asInt(), text(each, "value")))
                .toList();
    }

    private static List<Evidence> evidence(JsonNode end) {
        return end.path("evidence")
                .valueStream()
                .map(each -> new Evidence(
                        text(each, "number"),
                        each.path("start").asInt(),
                        each.path("end").asInt(),
                        switch (text(each, "source")) {
                            case "computed" ->
                                new Evidence.Source.Computed(each.path("run").asInt());
                            case "given" -> new Evidence.Source.Given();
                            default -> new Evidence.Source.Neither();
                        }))
                .toList();
    }
}
