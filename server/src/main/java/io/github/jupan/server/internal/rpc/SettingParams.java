package io.github.jupan.server.internal.rpc;

import static io.github.jupan.server.internal.rpc.Param.optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.Budget;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Patience;
import io.github.jupan.agent.ThinkingStart;
import io.github.jupan.server.Settings;
import io.github.jupan.server.internal.peer.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// The parameters by which a client sets a session up; each is the server's own where it is left out. Addresses, keys
/// and headers are none of them: what goes out on the server's account is the server's to say.
final class SettingParams {

    private static final Param DIALECT = optional(
            "dialect",
            new Shape.Word(Arrays.stream(Dialect.values()).map(Dialect::word).toList()),
            "how the model asks for code: tools by calls, text by marked blocks, auto as it turns out");
    private static final Param THINKING = optional(
            "thinking",
            new Shape.Word(Arrays.stream(ThinkingStart.values())
                    .map(ThinkingStart::word)
                    .toList()),
            "who opens the model's thinking in its text: model, template (only </think> arrives), auto as it turns"
                    + " out");
    private static final Param TEMPERATURE = optional("temperature", new Shape.Decimal(0, 2), "of the sampling");
    private static final Param TOP_P = optional("top_p", new Shape.Decimal(0, 1), "of the sampling");
    private static final Param SEED =
            optional("seed", new Shape.Whole(0, Long.MAX_VALUE), "where a provider takes one");
    private static final Param MAX_TOKENS =
            optional("max_tokens", new Shape.Whole(1, Integer.MAX_VALUE), "the most that a turn of the model may have");
    private static final Param REASONING_EFFORT =
            optional("reasoning_effort", new Shape.Text(), "none, low, medium, high or another word of the model's");
    private static final Param STEPS =
            optional("steps", new Shape.Whole(1, 1_000), "turns of one question; " + Budget.DEFAULT.steps());
    private static final Param TIME = optional(
            "time_ms",
            new Shape.Whole(1, 86_400_000),
            "time of one question; " + Budget.DEFAULT.time().toMillis());
    private static final Param CONTEXT = optional(
            "context",
            new Shape.Whole(Settings.LEAST_CONTEXT_TOKENS, 100_000_000),
            "the model's window in tokens; longer conversations are shortened");
    private static final Param STALL = optional(
            "stall_ms",
            new Shape.Whole(1, 86_400_000),
            "how long a model may send nothing; " + Patience.DEFAULT.silence().toMillis());
    private static final Param SYSTEM = optional("system", new Shape.Text(), "a text added to the system prompt");

    static final List<Param> ALL = List.of(
            DIALECT,
            THINKING,
            TEMPERATURE,
            TOP_P,
            SEED,
            MAX_TOKENS,
            REASONING_EFFORT,
            STEPS,
            TIME,
            CONTEXT,
            STALL,
            SYSTEM);

    /// Of these, what a client is told of the server's: not the text in the prompt, which is between whoever started
    /// the
    /// server and the model.
    static final Shape.Fields TOLD =
            new Shape.Fields(ALL.stream().filter(each -> !each.equals(SYSTEM)).toList());

    private SettingParams() {}

    /// What [#TOLD] describes.
    static ObjectNode json(Settings settings) {
        ObjectNode node = Json.NODES.objectNode();
        settings.dialect().ifPresent(value -> node.put(DIALECT.name(), value.word()));
        settings.thinking().ifPresent(value -> node.put(THINKING.name(), value.word()));
        settings.temperature().ifPresent(value -> node.put(TEMPERATURE.name(), value));
        settings.topP().ifPresent(value -> node.put(TOP_P.name(), value));
        settings.seed().ifPresent(value -> node.put(SEED.name(), value));
        settings.maxTokens().ifPresent(value -> node.put(MAX_TOKENS.name(), value));
        settings.reasoningEffort().ifPresent(value -> node.put(REASONING_EFFORT.name(), value));
        settings.steps().ifPresent(value -> node.put(STEPS.name(), value));
        settings.time().ifPresent(value -> node.put(TIME.name(), value.toMillis()));
        settings.contextTokens().ifPresent(value -> node.put(CONTEXT.name(), value));
        settings.stall().ifPresent(value -> node.put(STALL.name(), value.toMillis()));
        return node;
    }

    static Settings of(Arguments arguments) {
        return new Settings(
                arguments.optionalText(DIALECT.name()).flatMap(Dialect::ofWord),
                arguments.optionalText(THINKING.name()).flatMap(ThinkingStart::ofWord),
                arguments.value(TEMPERATURE.name()).map(JsonNode::doubleValue),
                arguments.value(TOP_P.name()).map(JsonNode::doubleValue),
                arguments.value(SEED.name()).map(JsonNode::longValue),
                arguments.value(MAX_TOKENS.name()).map(JsonNode::intValue),
                arguments.optionalText(REASONING_EFFORT.name()),
                arguments.value(STEPS.name()).map(JsonNode::intValue),
                arguments.value(TIME.name()).map(JsonNode::longValue).map(Duration::ofMillis),
                arguments.value(CONTEXT.name()).map(JsonNode::intValue),
                arguments.value(STALL.name()).map(JsonNode::longValue).map(Duration::ofMillis),
                arguments.optionalText(SYSTEM.name()));
    }
}
