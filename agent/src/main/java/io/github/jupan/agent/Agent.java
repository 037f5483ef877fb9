package io.github.jupan.agent;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import io.github.jupan.agent.internal.Settings;
import io.github.jupan.agent.internal.UserTools;
import io.github.jupan.agent.internal.turn.ModelHabits;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.sandbox.WorkerSandbox;
import io.github.jupan.tools.ToolDefinition;
import io.github.jupan.tools.ToolObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Lets a language model use code. Safe for use by many threads; each conversation has its own interpreter.
///
/// ```java
/// try (Agent agent = Agent.builder(model).build()) {
///     switch (agent.ask("How many r's are in strawberry?")) {
///         case Outcome.Answered answered -> System.out.println(answered.text());
///         case Outcome other -> System.out.println("No answer: " + other.why() + ".");
///     }
/// }
/// ```
public final class Agent implements AutoCloseable {

    private static final AgentListener NOBODY = event -> {};

    private final Settings settings;
    private final boolean ownsSandbox;

    private Agent(Builder options) {
        Sandbox given = options.sandbox;
        ownsSandbox = given == null;
        ChatRequestParameters parameters = options.parameters;
        if (options.maxTokensPerTurn.isPresent()) {
            parameters = parameters.overrideWith(ChatRequestParameters.builder()
                    .maxOutputTokens(options.maxTokensPerTurn.getAsInt())
                    .build());
        }
        settings = new Settings(
                options.model,
                new ModelHabits(options.dialect, options.thinking),
                parameters,
                options.patience,
                given == null ? new WorkerSandbox() : given,
                options.limits,
                new UserTools(options.tools),
                options.mode,
                options.budget,
                options.system,
                options.lessons,
                options.listener,
                options.context);
    }

    public static Builder builder(StreamingChatModel model) {
        return new Builder(model);
    }

    /// A conversation with its own interpreter and its own history.
    ///
    /// @throws io.github.jupan.sandbox.SandboxException when no code can be run on this machine
    public Conversation open() {
        return new Conversation(settings, List.of());
    }

    /// A conversation taken up where an earlier one ended, in another process even. What ran is run again before the
    /// first thing that is asked of it, so that its variables are there; nobody hears of that. Where this cannot be
    /// done, or gives something else than before, the model is told with the next result.
    ///
    /// @throws io.github.jupan.sandbox.SandboxException when no code can be run on this machine
    public Conversation resume(List<Past> past) {
        return new Conversation(settings, past);
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
            settings.sandbox().close();
        }
    }

    Settings settings() {
        return settings;
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
        private UnaryOperator<Runnable> context = UnaryOperator.identity();
        private OptionalInt maxTokensPerTurn = OptionalInt.empty();
        private Patience patience = Patience.DEFAULT;
        private ThinkingStart thinking = ThinkingStart.UNKNOWN;
        private ChatRequestParameters parameters =
                ChatRequestParameters.builder().build();
        private String system = "";
        private UnaryOperator<String> lessons = question -> "";

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

        /// Where the model's thinking begins, if it stands in its text. Default: that is found out.
        public Builder thinking(ThinkingStart value) {
            thinking = Objects.requireNonNull(value, "thinking");
            return this;
        }

        /// What each request asks of the model: temperature, top-p, the most output tokens and the like, also in a
        /// provider's own form. Default: nothing, so that what the model was built with holds.
        ///
        /// @throws IllegalArgumentException when there are tools among them: these are given with [#tools]
        public Builder parameters(ChatRequestParameters value) {
            if (!value.toolSpecifications().isEmpty()) {
                throw new IllegalArgumentException("tools are given to the agent itself, not in the parameters");
            }
            parameters = value;
            return this;
        }

        /// A text that is added to the system prompt. Default: none.
        public Builder system(String value) {
            system = Objects.requireNonNull(value, "system");
            return this;
        }

        /// What is added to the system prompt for a question, given its text: worked examples that are like it, for
        /// one. It stands at the prompt's end, behind all that stays the same from question to question, so that a
        /// provider's cache of that is of use. Default: nothing.
        public Builder lessons(UnaryOperator<String> value) {
            lessons = Objects.requireNonNull(value, "lessons");
            return this;
        }

        /// Adds tools: objects with LangChain4j's `@Tool` methods, or [ToolDefinition]s. A model calls them by name;
        /// Python calls them as functions, whose names are the tools' where they can be.
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

        /// Goes with the threads that work for a question: it is given their work, on the thread that asks or works for
        /// the
        /// question already, and gives back work that does the same with what that thread has at hand, such as
        /// thread-local values. Micrometer's `ContextSnapshot::wrap` is one. Default: nothing goes along.
        public Builder context(UnaryOperator<Runnable> value) {
            context = Objects.requireNonNull(value, "context");
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

        public Agent build() {
            return new Agent(this);
        }
    }
}
