package io.github.jupan.testkit;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// One turn of a [ScriptedModel]: what is expected of the request, and what is sent in answer to it.
///
/// @param steps what is sent, in order
/// @param usage the token counts at the end; empty where the provider counts nothing
public record Script(
        List<Expectation> expectations, List<Step> steps, FinishReason reason, Optional<TokenUsage> usage) {

    public Script {
        expectations = List.copyOf(expectations);
        steps = List.copyOf(steps);
    }

    /// Something a provider sends.
    public sealed interface Step {
        /// Text, in chunks.
        record Say(String text) implements Step {}

        /// Reasoning, in chunks.
        record Think(String text) implements Step {}

        /// A tool call whose arguments come in chunks, then whole.
        record Call(ToolExecutionRequest request) implements Step {}

        /// A tool call that comes whole.
        record WholeCall(ToolExecutionRequest request) implements Step {}

        /// An error, which ends the turn.
        record Fail(Throwable error) implements Step {}

        /// Nothing, until the request is cancelled or its thread interrupted.
        record Hang() implements Step {}
    }

    /// What a request must be.
    ///
    /// @param description completes the sentence "the request should …"
    public record Expectation(String description, Predicate<ChatRequest> holds) {}

    /// A turn that says this.
    public static Script say(String text) {
        return new Script(
                List.of(), List.of(new Step.Say(text)), FinishReason.STOP, Optional.of(new TokenUsage(10, 5)));
    }

    /// A turn that does nothing yet.
    public static Script turn() {
        return new Script(List.of(), List.of(), FinishReason.STOP, Optional.of(new TokenUsage(10, 5)));
    }

    /// A turn that fails.
    public static Script fail(Throwable error) {
        return turn().then(new Step.Fail(error));
    }

    /// A turn that never ends by itself.
    public static Script hang() {
        return turn().then(new Step.Hang());
    }

    public Script then(Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new Script(expectations, more, reason, usage);
    }

    public Script thenSay(String text) {
        return then(new Step.Say(text));
    }

    public Script thenThink(String text) {
        return then(new Step.Think(text));
    }

    public Script thenCall(String id, String name, String argumentsJson) {
        return then(new Step.Call(request(id, name, argumentsJson)));
    }

    public Script thenWholeCall(String id, String name, String argumentsJson) {
        return then(new Step.WholeCall(request(id, name, argumentsJson)));
    }

    public Script ending(FinishReason value) {
        return new Script(expectations, steps, value, usage);
    }

    public Script counting(int inputTokens, int outputTokens) {
        return new Script(expectations, steps, reason, Optional.of(new TokenUsage(inputTokens, outputTokens)));
    }

    public Script countingNothing() {
        return new Script(expectations, steps, reason, Optional.empty());
    }

    /// Fails the question, loudly, when a request is not as expected.
    public Script expecting(String description, Predicate<ChatRequest> holds) {
        List<Expectation> more = new ArrayList<>(expectations);
        more.add(new Expectation(description, holds));
        return new Script(more, steps, reason, usage);
    }

    private static ToolExecutionRequest request(String id, String name, String argumentsJson) {
        return ToolExecutionRequest.builder()
                .id(id)
                .name(name)
                .arguments(argumentsJson)
                .build();
    }
}
