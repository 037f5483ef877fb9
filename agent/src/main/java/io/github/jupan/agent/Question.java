package io.github.jupan.agent;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.tools.ToolDefinition;
import io.github.jupan.tools.ToolObjects;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What a user asks, and what differs for this question from the agent's own settings.
///
/// @param text the user's words, bound in Python as `message`
/// @param documents texts by name, added to the conversation's and bound in Python as `documents`
/// @param mode the mode for this question; the agent's own when empty
/// @param approval asked before each run of the model's code
/// @param budget what this question may use up; the agent's own when empty
/// @param limits what each of its runs may use up; the agent's own when empty. Other limits than the question before
///     had mean a new interpreter, whose variables are gone; the model is told
/// @param tools more tools, for this question alone
/// @param system text added to the agent's own system text; may be empty
/// @param parameters of each request of this question's, such as the temperature, before the agent's own; without tools
/// @param cancellation ends the question as [Outcome.Cancelled], also before it was asked
public record Question(
        String text,
        Map<String, String> documents,
        Optional<Mode> mode,
        Approval approval,
        Optional<Budget> budget,
        Optional<Limits> limits,
        List<ToolDefinition> tools,
        String system,
        ChatRequestParameters parameters,
        Cancellation cancellation) {

    public Question {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the question is empty");
        }
        documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
        tools = List.copyOf(tools);
    }

    /// A question with the agent's own settings but for its mode.
    public Question(String text, Map<String, String> documents, Optional<Mode> mode) {
        this(
                text,
                documents,
                mode,
                Approval.GIVEN,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "",
                ChatRequestParameters.builder().build(),
                new Cancellation());
    }

    public static Question of(String text) {
        return new Question(text, Map.of(), Optional.empty());
    }

    /// With these documents in place of any others.
    public Question withDocuments(Map<String, String> value) {
        return new Question(text, value, mode, approval, budget, limits, tools, system, parameters, cancellation);
    }

    public Question withMode(Mode value) {
        return new Question(
                text, documents, Optional.of(value), approval, budget, limits, tools, system, parameters, cancellation);
    }

    public Question withApproval(Approval value) {
        return new Question(text, documents, mode, value, budget, limits, tools, system, parameters, cancellation);
    }

    public Question withBudget(Budget value) {
        return new Question(
                text, documents, mode, approval, Optional.of(value), limits, tools, system, parameters, cancellation);
    }

    public Question withLimits(Limits value) {
        return new Question(
                text, documents, mode, approval, budget, Optional.of(value), tools, system, parameters, cancellation);
    }

    /// With these tools besides: objects with LangChain4j's `@Tool` methods, or [ToolDefinition]s.
    ///
    /// @throws IllegalArgumentException when an object has no such method, or one that cannot be called
    public Question withTools(Object... objects) {
        List<ToolDefinition> all = new ArrayList<>(tools);
        for (Object object : objects) {
            if (object instanceof ToolDefinition definition) {
                all.add(definition);
            } else {
                all.addAll(ToolObjects.of(object));
            }
        }
        return new Question(text, documents, mode, approval, budget, limits, all, system, parameters, cancellation);
    }

    public Question withSystem(String value) {
        return new Question(
                text,
                documents,
                mode,
                approval,
                budget,
                limits,
                tools,
                Objects.requireNonNull(value),
                parameters,
                cancellation);
    }

    /// @throws IllegalArgumentException when there are tools among them: these are given with [#withTools]
    public Question withParameters(ChatRequestParameters value) {
        if (!value.toolSpecifications().isEmpty()) {
            throw new IllegalArgumentException("tools are given by withTools, not in the parameters");
        }
        return new Question(text, documents, mode, approval, budget, limits, tools, system, value, cancellation);
    }

    public Question withCancellation(Cancellation value) {
        return new Question(text, documents, mode, approval, budget, limits, tools, system, parameters, value);
    }
}
