package io.github.jupan.agent.internal;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.Budget;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Patience;
import io.github.jupan.agent.Question;
import io.github.jupan.agent.internal.turn.ModelHabits;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an agent was built with, or what holds for one question.
///
/// @param habits what is known of the model, shared by all questions
/// @param system text added to the system prompt; may be empty
/// @param lessons what is added behind it for a question
/// @param parameters of each request, such as the temperature
/// @param context goes with every thread that works for a question
public record Settings(
        StreamingChatModel model,
        ModelHabits habits,
        ChatRequestParameters parameters,
        Patience patience,
        Sandbox sandbox,
        Limits limits,
        UserTools tools,
        Mode mode,
        Budget budget,
        String system,
        UnaryOperator<String> lessons,
        AgentListener listener,
        UnaryOperator<Runnable> context) {

    /// The same for a question, which may want some of it otherwise.
    public Settings of(Question question) {
        return new Settings(
                model,
                habits,
                parameters.overrideWith(question.parameters()),
                patience,
                sandbox,
                question.limits().orElse(limits),
                tools.with(question.tools()),
                question.mode().orElse(mode),
                question.budget().orElse(budget),
                system(question.text(), question.system()),
                lessons,
                listener,
                context);
    }

    /// The same for a request that brings its own: its parameters go before the agent's.
    Settings of(StreamingChatModel request, UserTools offered, String question, String added) {
        ChatRequestParameters none = ChatRequestParameters.builder().build();
        return new Settings(
                request,
                habits,
                none,
                patience,
                sandbox,
                limits,
                offered,
                Mode.CODE,
                budget,
                system(question, added),
                lessons,
                listener,
                context);
    }

    private String system(String question, String added) {
        return Stream.of(system, added, lessons.apply(question))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }
}
