package io.github.jupan.practice;

import dev.langchain4j.model.chat.StreamingChatModel;
import io.github.jupan.agent.Agent;
import java.util.function.UnaryOperator;

/// Makes the agent of an attempt.
@FunctionalInterface
public interface AgentSource {

    /// @param seed for the model, from 0 to 2^31 - 1
    /// @param heard goes around the model, to hear what it is asked
    Agent.Builder agent(long seed, UnaryOperator<StreamingChatModel> heard);

    /// Always the same model, which takes no seed.
    static AgentSource of(StreamingChatModel model) {
        return (seed, heard) -> Agent.builder(heard.apply(model));
    }
}
