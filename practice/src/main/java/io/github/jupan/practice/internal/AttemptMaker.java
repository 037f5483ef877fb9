package io.github.jupan.practice.internal;

import io.github.jupan.agent.Agent;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.ModelException;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.practice.AgentSource;
import io.github.jupan.practice.Rollout;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One attempt: an agent with its seed, and a record of what it does.
public final class AttemptMaker {

    private final long seed;
    private final AgentSource agents;
    private final AtomicReference<@Nullable OverheardModel> overheard = new AtomicReference<>();

    public AttemptMaker(long seed, AgentSource agents) {
        this.seed = seed;
        this.agents = agents;
    }

    public Agent.Builder agent() {
        return agents.agent(seed, model -> {
            OverheardModel heard = new OverheardModel(model);
            overheard.set(heard);
            return heard;
        });
    }

    /// @throws ModelException when the model could not be reached
    public Rollout made(Conversation conversation, Question question) {
        RolloutRecorder recorder = new RolloutRecorder();
        Outcome outcome = conversation.ask(question, recorder);
        OverheardModel model = overheard.get();
        String system = model == null ? "" : model.system();
        return recorder.rollout(seed, system, question.text(), outcome, conversation.lastMessages());
    }
}
