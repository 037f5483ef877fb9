package io.github.jupan.agent.telemetry;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.ModelException;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Usage;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.tools.PythonTool;
import io.github.jupan.tools.ToolResult;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The spans of one question: each begins inside the one that was begun last and has not ended.
final class QuestionSpans implements AgentListener {

    private static final AttributeKey<String> AGENT = AttributeKey.stringKey("gen_ai.agent.name");
    private static final AttributeKey<String> TOOL = AttributeKey.stringKey("gen_ai.tool.name");
    private static final AttributeKey<String> TOOL_TYPE = AttributeKey.stringKey("gen_ai.tool.type");
    private static final AttributeKey<String> CALL = AttributeKey.stringKey("gen_ai.tool.call.id");
    private static final AttributeKey<List<String>> REASONS =
            AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
    private static final AttributeKey<Long> INPUT = AttributeKey.longKey("gen_ai.usage.input_tokens");
    private static final AttributeKey<Long> OUTPUT = AttributeKey.longKey("gen_ai.usage.output_tokens");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final Tracer tracer;
    private final Attributes model;
    private final Context asker = Context.current();
    private final Deque<Span> open = new ArrayDeque<>();
    private Span run = Span.getInvalid();

    QuestionSpans(Tracer tracer, Attributes model) {
        this.tracer = tracer;
        this.model = model;
    }

    @Override
    public void onEvent(AgentEvent event) {
        switch (event) {
            case AgentEvent.Asked asked ->
                begin("invoke_agent", "jupan", SpanKind.INTERNAL, model).setAttribute(AGENT, "jupan");
            case AgentEvent.TurnStarted turn ->
                begin("chat", model.get(OpenTelemetryListener.MODEL), SpanKind.CLIENT, model);
            case AgentEvent.TurnEnded turn -> {
                Span span = open.pop().setAttribute(REASONS, List.of(reason(turn.reason())));
                count(span, turn.usage()).end();
            }
            case AgentEvent.RunStarted started -> run = tool(PythonTool.NAME);
            case AgentEvent.RunEnded ended -> endRun(error(ended.execution()));
            case AgentEvent.ToolStarted call -> {
                Span span = tool(call.name());
                if (!call.id().isEmpty()) {
                    span.setAttribute(CALL, call.id());
                }
            }
            case AgentEvent.ToolEnded call ->
                end(open.pop(), call.result().status() == ToolResult.Status.FAILED ? "tool_failed" : null);
            case AgentEvent.Ended ended -> {
                String error = error(ended.outcome());
                count(open.getLast(), ended.outcome().usage());
                endAll(error);
            }
            case AgentEvent.Thinking shown -> {}
            case AgentEvent.Text shown -> {}
            case AgentEvent.CodeStarted shown -> {}
            case AgentEvent.Code shown -> {}
            case AgentEvent.DialectChanged ignored -> {}
            case AgentEvent.CodeRepaired ignored -> {}
            case AgentEvent.ResultDoubted ignored -> {}
            case AgentEvent.CopySuspected shown -> {}
            case AgentEvent.Printed shown -> {}
        }
    }

    @Override
    public void onFailure(Throwable failure) {
        Throwable cause =
                failure instanceof ModelException && failure.getCause() != null ? failure.getCause() : failure;
        endAll(cause.getClass().getName());
    }

    private Span begin(String operation, @Nullable String name, SpanKind kind, Attributes attributes) {
        Span span = tracer.spanBuilder(name == null ? operation : operation + " " + name)
                .setParent(open.isEmpty() ? asker : asker.with(open.peek()))
                .setSpanKind(kind)
                .setAttribute(OpenTelemetryListener.OPERATION, operation)
                .setAllAttributes(attributes)
                .startSpan();
        open.push(span);
        return span;
    }

    private Span tool(String name) {
        return begin("execute_tool", name, SpanKind.INTERNAL, Attributes.of(TOOL, name, TOOL_TYPE, "function"));
    }

    private static Span count(Span span, Usage usage) {
        return usage.known()
                ? span.setAttribute(INPUT, usage.inputTokens()).setAttribute(OUTPUT, usage.outputTokens())
                : span;
    }

    private static void end(Span span, @Nullable String error) {
        if (error != null) {
            span.setAttribute(ERROR, error).setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    /// A tool that is still at work then is not heard of any more.
    private void endRun(@Nullable String error) {
        while (open.peek() != run) {
            end(open.pop(), "abandoned");
        }
        end(open.pop(), error);
    }

    private void endAll(@Nullable String error) {
        while (!open.isEmpty()) {
            end(open.pop(), error);
        }
    }

    private static String reason(AgentEvent.Reason reason) {
        return switch (reason) {
            case STOP -> "stop";
            case CALL -> "tool_calls";
            case LENGTH -> "length";
            case FILTERED -> "content_filter";
            case REFUSED -> "refusal";
            case NOT_UNDERSTOOD -> "not_understood";
            case REPEATED -> "repetition";
            case OTHER -> "other";
        };
    }

    private static @Nullable String error(Execution execution) {
        return switch (execution) {
            case Execution.Completed completed -> null;
            case Execution.Raised raised -> raised.error().type();
            case Execution.LimitHit hit -> "limit_" + hit.limit().name().toLowerCase(Locale.ROOT);
            case Execution.Cancelled cancelled -> "cancelled";
        };
    }

    private static @Nullable String error(Outcome outcome) {
        return outcome instanceof Outcome.Answered ? null : outcome.word();
    }
}
