package io.github.jupan.cli.ask;

import io.github.jupan.agent.Agent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.server.ModelSource;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.tools.ToolDefinition;
import java.util.List;

/// A model, a sandbox and a conversation between them. The sandbox's worker starts in the background at once.
final class Chat implements AutoCloseable {

    private final Sandbox sandbox;
    private final Conversation conversation;

    private Chat(Sandbox sandbox, Conversation conversation) {
        this.sandbox = sandbox;
        this.conversation = conversation;
    }

    static Chat open(ModelSource.Opened model, SessionOptions options, Sandbox sandbox, List<ToolDefinition> tools) {
        Agent agent = options.settings()
                .agent(model)
                .sandbox(sandbox)
                .mode(options.mode())
                .limits(options.limits())
                .tools(tools.toArray())
                .build();
        return new Chat(sandbox, agent.open());
    }

    Outcome ask(Question question, AgentListener listener) {
        return conversation.ask(question, listener);
    }

    @Override
    public void close() {
        conversation.close();
        sandbox.close();
    }
}
