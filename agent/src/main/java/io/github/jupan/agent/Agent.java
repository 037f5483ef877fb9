package io.github.jupan.agent;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.sandbox.WorkerSandbox;
import io.github.jupan.tools.ToolDefinition;
import io.github.jupan.tools.ToolObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Lets a language model use code. Safe for use by many threads; each conversation has its own interpreter.
///
/// ```java
/// try (Agent agent = Agent.builder(model).build()) {
///     switch (agent.ask("How many r's are in strawberry?")) {
///         case Outcome.Answered answered -> System.out.println(answered.text());
///         case Outcome.StepLimit limit -> System.out.println("no answer after " + limit.steps() + " steps");
///         case Outcome.TokenLimit limit -> System.out.println("no answer after " + limit.tokens() + " tokens");
///         case Outcome.SameError same -> System.out.println("no answer for " + same.error());
///         case Outcome.Deadline late -> System.out.println("no answer after " + late.time());
///         case Outcome.Cancelled cancelled -> System.out.println("cancelled");
///     }
/// }
/// ```
public final class Agent implements AutoCloseable {

    private static final AgentListener NOBODY = event -> {};

    /// None of the agent's own.
    static final ChatRequestParameters NO_PARAMETERS =
            ChatRequestParameters.builder().build();

    private final StreamingChatModel model;
    private final Sandbox sandbox;
    private final boolean ownsSandbox;
    private final Limits limits;
    private final Budget budget;
    private final Mode mode;
    private final SpokenDialect dialect;
    private final UserTools tools;
    private final AgentListener listener;
    private final OptionalInt maxTokensPerTurn;
    private final Patience patience;
    private final ChatRequestParameters parameters;
    private final String system;

    private Agent(Builder options) {
        model = options.model;
        limits = options.limits;
        budget = options.budget;
        mode = options.mode;
        dialect = new SpokenDialect(options.dialect);
        tools = new UserTools(options.tools);
        listener = options.listener;
        maxTokensPerTurn = options.maxTokensPerTurn;
        patience = options.patience;
        parameters = options.parameters;
        system = options.system;
        Sandbox given = options.sandbox;
        ownsSandbox = given == null;
        sandbox = given == null ? new WorkerSandbox() : given;
    }

    public static Builder builder(StreamingChatModel model) {
        return new Builder(model);
    }

    /// A conversation with its own interpreter and its own history.
    ///
    /// @throws io.github.jupan.sandbox.SandboxException when no code can be run on this machine
    public Conversation open() {
        return new Conversation(this, List.of());
    }

    /// A conversation taken up where an earlier one ended, in another process even. What ran is run again before the
    /// first thing that is asked of it, so that its variables are there; nobody hears of that. Where this cannot be
    /// done, or gives something else than before, the model is told with the next result.
    ///
    /// @throws io.github.jupan.sandbox.SandboxException when no code can be run on this machine
    public Conversation resume(List<Past> past) {
        return new Conversation(this, past);
    }

    /// Asks one question in a conversation of its own.
    ///
    /// @throws ModelException when the model cannot be reached or refuses
    /// @throws io.github.jupan.sandbox.SandboxException when no code can be run on this machine
    public Outcome ask(String question) {
        try (Conversation conversation = open()) {
            return conversation.ask(Question.of(question), NOBODY);
        }
    }

    /// Ends what the agent itself started: the sandbox, when the builder made it.
    @Override
    public void close() {
        if (ownsSandbox) {
            sandbox.close();
        }
    }

    StreamingChatModel model() {
        return model;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Limits limits() {
        return limits;
    }

    Budget budget() {
        return budget;
    }

    Mode mode() {
        return mode;
    }

    SpokenDialect dialect() {
        return dialect;
    }

    UserTools tools() {
        return tools;
    }

    AgentListener listener() {
        return listener;
    }

    OptionalInt maxTokensPerTurn() {
        return maxTokensPerTurn;
    }

    Patience patience() {
        return patience;
    }

    ChatRequestParameters parameters() {
        return parameters;
    }

    String system() {
        return system;
    }

    /// Options of an agent, each with a default.
    public static final class Builder {
        private final StreamingChatModel model;
        private final List<ToolDefinition> tools = new ArrayList<>();
        private @Nullable Sandbox sandbox;
        private Limits limits = Limits.DEFAULT;
        private Budget budget = Budget.DEFAULT;
        private Mode mode = Mode.CODE;
        private Dialect dialect = Dialect.AUTO;
        private AgentListener listener = NOBODY;
        private OptionalInt maxTokensPerTurn = OptionalInt.empty();
        private Patience patience = Patience.DEFAULT;
        private ChatRequestParameters parameters = NO_PARAMETERS;
        private String system = "";

        private Builder(StreamingChatModel model) {
            this.model = Objects.requireNonNull(model, "model");
        }

        /// Where code runs. The caller keeps it and closes it. Default: a [WorkerSandbox] of the agent's own.
        public Builder sandbox(Sandbox value) {
            sandbox = Objects.requireNonNull(value, "sandbox");
            return this;
        }

        /// What one run may use up. Default: [Limits#DEFAULT].
        public Builder limits(Limits value) {
            limits = Objects.requireNonNull(value, "limits");
            return this;
        }

        /// What one question may use up. Default: [Budget#DEFAULT].
        public Builder budget(Budget value) {
            budget = Objects.requireNonNull(value, "budget");
            return this;
        }

        /// How much the model may do before it answers, where a question does not say. Default: [Mode#CODE].
        public Builder mode(Mode value) {
            mode = Objects.requireNonNull(value, "mode");
            return this;
        }

        /// How the model asks for code to be run. Default: [Dialect#AUTO].
        public Builder dialect(Dialect value) {
            dialect = Objects.requireNonNull(value, "dialect");
            return this;
        }

        /// Adds tools: objects with LangChain4j's `@Tool` methods, or [ToolDefinition]s. A model calls them by name;
        /// Python calls them as functions.
        ///
        /// @throws IllegalArgumentException when an object has no such method, or one that cannot be called
        public Builder tools(Object... objects) {
            for (Object object : objects) {
                if (object instanceof ToolDefinition definition) {
                    tools.add(definition);
                } else {
                    tools.addAll(ToolObjects.of(object));
                }
            }
            return this;
        }

        /// Hears the events of every conversation. Default: nobody.
        public Builder listener(AgentListener value) {
            listener = Objects.requireNonNull(value, "listener");
            return this;
        }

        /// The most output tokens of one turn. Default: the provider's own bound.
        public Builder maxTokensPerTurn(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("a turn needs at least one token, not " + value);
            }
            maxTokensPerTurn = OptionalInt.of(value);
            return this;
        }

        /// How much of a provider's failing is borne. Default: [Patience#DEFAULT].
        public Builder patience(Patience value) {
            patience = Objects.requireNonNull(value, "patience");
            return this;
        }

        /// How the model samples in each turn: temperature, top p and the like. Tools, and a bound on the turn's tokens
        /// where the builder has one, come from the agent. Default: what the model was built with.
        public Builder parameters(ChatRequestParameters value) {
            parameters = Objects.requireNonNull(value, "parameters");
            return this;
        }

        /// A text for the model that is added to the system prompt. Default: none.
        public Builder system(String value) {
            system = Objects.requireNonNull(value, "system");
            return this;
        }

        public Agent build() {
            return new Agent(this);
        }
    }
}
