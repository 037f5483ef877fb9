package io.github.jupan.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.tools.ToolResult;
import java.util.Locale;
import java.util.Optional;

/// The JSON of an event, one object each; `docs/events.md` describes it. A conversation's events, one a line, are its
/// journal.
public final class EventJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private EventJson() {}

    public static ObjectNode of(AgentEvent event) {
        return switch (event) {
            case AgentEvent.Asked e -> {
                ObjectNode node = type("asked").put("text", e.text()).put("mode", lower(e.mode()));
                ArrayNode documents = node.putArray("documents");
                e.documents().forEach(documents::add);
                yield node;
            }
            case AgentEvent.TurnStarted e -> type("turn_start").put("turn", e.turn());
            case AgentEvent.Thinking e -> type("thinking").put("text", e.text());
            case AgentEvent.Text e -> type("text").put("text", e.text());
            case AgentEvent.CodeStarted e ->
                type("code_start").put("run", e.run()).put("marker", e.marker());
            case AgentEvent.Code e -> type("code").put("run", e.run()).put("text", e.text());
            case AgentEvent.TurnEnded e -> {
                ObjectNode node = type("turn_end").put("turn", e.turn()).put("reason", lower(e.reason()));
                node.set("usage", of(e.usage()));
                yield node;
            }
            case AgentEvent.DialectChanged e ->
                type("dialect").put("dialect", e.dialect().word()).put("why", e.why());
            case AgentEvent.CodeRepaired e ->
                type("code_repaired")
                        .put("run", e.run())
                        .put("repair", e.repair())
                        .put("code", e.code());
            case AgentEvent.ResultDoubted e ->
                type("result_doubted").put("run", e.run()).put("result", e.result());
            case AgentEvent.CopySuspected e ->
                type("copy_suspected")
                        .put("run", e.run())
                        .put("literal", e.warning().literal())
                        .put("original", e.warning().original());
            case AgentEvent.RunStarted e ->
                type("run_start").put("run", e.run()).put("code", e.code());
            case AgentEvent.Printed e ->
                type("output")
                        .put("run", e.run())
                        .put("stream", lower(e.channel()))
                        .put("text", e.text());
            case AgentEvent.RunEnded e -> run(e.run(), e.execution());
            case AgentEvent.ToolStarted e ->
                type("tool_start").put("id", e.id()).put("name", e.name()).put("arguments", e.argumentsJson());
            case AgentEvent.ToolEnded e ->
                type("tool_end")
                        .put("id", e.id())
                        .put("name", e.name())
                        .put("ok", e.result().status() == ToolResult.Status.OK)
                        .put("result", e.result().text());
            case AgentEvent.Ended e -> end(e.outcome());
        };
    }

    /// The event of which this is the JSON. It is empty where this version does not know such an event; what the JSON
    /// of an outcome does not tell, such as how many turns there were, is 0 in it.
    public static Optional<AgentEvent> read(JsonNode json) {
        try {
            return EventReader.read(json);
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /// How a run ended, as in the event `run`: `completed`, `raised`, `limit`, `cancelled`.
    public static String status(Execution execution) {
        return switch (execution) {
            case Execution.Completed _ -> "completed";
            case Execution.Raised _ -> "raised";
            case Execution.LimitHit _ -> "limit";
            case Execution.Cancelled _ -> "cancelled";
        };
    }

    private static ObjectNode run(int run, Execution execution) {
        ObjectNode node = type("run").put("run", run).put("status", status(execution));
        node.put("value", execution instanceof Execution.Completed e ? e.value() : null);
        node.put("stdout", execution.output().stdout());
        node.put("stderr", execution.output().stderr());
        if (execution instanceof Execution.Raised e) {
            node.putObject("error")
                    .put("type", e.error().type())
                    .put("message", e.error().message())
                    .put("traceback", e.error().traceback());
        } else {
            node.putNull("error");
        }
        node.put("limit", execution instanceof Execution.LimitHit e ? lower(e.limit()) : null);
        node.put("detail", execution instanceof Execution.LimitHit e ? e.detail() : null);
        node.put(
                "state_lost",
                switch (execution) {
                    case Execution.LimitHit e -> e.stateLost();
                    case Execution.Cancelled e -> e.stateLost();
                    case Execution.Completed e -> false;
                    case Execution.Raised e -> false;
                });
        return node.put("elapsed_ms", execution.elapsed().toMillis());
    }

    private static ObjectNode end(Outcome outcome) {
        ObjectNode node = type("end").put("outcome", outcome.word());
        node.put(
                "reason",
                switch (outcome) {
                    case Outcome.Declined e -> lower(e.reason());
                    case Outcome.Incomplete e -> lower(e.reason());
                    default -> null;
                });
        node.put(
                "text",
                switch (outcome) {
                    case Outcome.Answered e -> e.text();
                    case Outcome.Declined e -> e.text();
                    case Outcome.Incomplete e -> e.text();
                    default -> null;
                });
        ArrayNode results = node.putArray("results");
        ArrayNode evidence = node.putArray("evidence");
        if (outcome instanceof Outcome.Answered answered) {
            answered.results()
                    .forEach(each -> results.addObject().put("run", each.run()).put("value", each.value()));
            answered.evidence().forEach(each -> evidence.add(of(each)));
        }
        node.set("usage", of(outcome.usage()));
        return node;
    }

    /// One number of an answer and where it came from, as in the event `end`.
    public static ObjectNode of(Evidence evidence) {
        ObjectNode node = JSON.objectNode()
                .put("number", evidence.number())
                .put("start", evidence.start())
                .put("end", evidence.end());
        return switch (evidence.source()) {
            case Evidence.Source.Computed computed ->
                node.put("source", "computed").put("run", computed.run());
            case Evidence.Source.Given given -> node.put("source", "given");
            case Evidence.Source.Neither neither -> node.put("source", "neither");
        };
    }

    /// What a question took, as in the event `end`.
    public static ObjectNode of(Usage usage) {
        return JSON.objectNode()
                .put("input_tokens", usage.inputTokens())
                .put("output_tokens", usage.outputTokens())
                .put("known", usage.known());
    }

    private static ObjectNode type(String type) {
        return JSON.objectNode().put("type", type);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
