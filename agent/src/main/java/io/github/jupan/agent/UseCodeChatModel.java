package io.github.jupan.agent;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.jupan.agent.internal.AnswerHandler;
import io.github.jupan.agent.internal.History;
import io.github.jupan.agent.internal.RequestedAnswer;
import io.github.jupan.agent.internal.turn.Events;
import io.github.jupan.agent.internal.turn.Stop;
import io.github.jupan.sandbox.Cancellation;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

/// A model that uses code before it answers, for whatever takes a LangChain4j model: `AiServices`, `TokenStream`,
/// Quarkus, Spring. Safe for use by many threads.
///
/// ```java
/// AiServices.builder(Assistant.class).chatModel(new UseCodeChatModel(model)).build();
/// ```
///
/// The request's messages are the conversation, its last user message is the question; each request has an
/// interpreter of its own. Tools that the request brings are the caller's: the response hands their calls out, and
/// the next request brings their results. (For an agent's listener such a question is answered.)
///
/// Texts that belong to a message can go along as [#DOCUMENTS], for Python alone.
///
/// Code and its results are no part of the answer. While it streams, what the model says before its code is heard
/// too, as with LangChain4j's own tool calls, each turn's text as a paragraph of its own.
///
/// Parameters, the response's metadata and finish reason are those of the model inside; its listeners hear each of
/// its calls. Token usage is the sum over all turns, and absent when one of them was not counted. A question
/// without an answer ends in an [UnansweredException]; a provider's failure in LangChain4j's own exception.
public final class UseCodeChatModel implements ChatModel, StreamingChatModel, AutoCloseable {

    /// The attribute of a user message with documents, a map of texts by name: bound in Python as `documents`, and the
    /// model is told of them.
    public static final String DOCUMENTS = History.DOCUMENTS;

    private static final AgentListener NOBODY = event -> {};

    private final Agent agent;
    private final boolean ownsAgent;

    /// Around a model, with an agent's defaults.
    public UseCodeChatModel(StreamingChatModel model) {
        agent = Agent.builder(model).build();
        ownsAgent = true;
    }

    /// Around an agent's model, with its sandbox, bounds, dialect, tools and listener; its [Mode] does not matter.
    /// The caller keeps the agent and closes it.
    public UseCodeChatModel(Agent agent) {
        this.agent = agent;
        ownsAgent = false;
    }

    @Override
    public ChatResponse chat(ChatRequest request, ChatRequestOptions options) {
        Events events = new Events(agent.settings().listener(), NOBODY);
        try (Stop stop = stop(new Cancellation())) {
            return new RequestedAnswer(agent.settings(), request, options, events, stop).get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the asking thread was interrupted");
        } catch (ModelException failure) {
            throw failure.getCause() instanceof LangChain4jException cause ? cause : failure;
        }
    }

    /// Answers, and lets somebody watch all of it: code and results too, in the order that [AgentEvent] shows.
    ///
    /// @param listener hears every event, besides the agent's own listener
    /// @param cancellation ends the question as [Outcome.Cancelled]
    /// @throws UnansweredException when the question ended without an answer
    /// @throws ModelException when the model cannot be reached or refuses
    /// @throws io.github.jupan.sandbox.SandboxException when no code can be run on this machine
    /// @throws IllegalArgumentException when the documents are larger than the limits allow, or two tools share a
    ///     name
    public ChatResponse chat(ChatRequest request, AgentListener listener, Cancellation cancellation) {
        Events events = new Events(agent.settings().listener(), listener);
        try (Stop stop = stop(cancellation)) {
            return new RequestedAnswer(agent.settings(), request, ChatRequestOptions.EMPTY, events, stop).get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the asking thread was interrupted");
        }
    }

    /// Returns at once; the handler is called on a thread of its own. Once it has cancelled it hears no more.
    @Override
    public void chat(ChatRequest request, ChatRequestOptions options, StreamingChatResponseHandler handler) {
        Cancellation cancellation = new Cancellation();
        AnswerHandler answering = new AnswerHandler(handler, cancellation);
        Events events = new Events(agent.settings().listener(), answering);
        Runnable work = () -> {
            try (Stop stop = stop(cancellation)) {
                answering.complete(new RequestedAnswer(agent.settings(), request, options, events, stop).get());
            } catch (ModelException failure) {
                answering.fail(failure.getCause() instanceof LangChain4jException cause ? cause : failure);
            } catch (Throwable failure) {
                answering.fail(failure);
            }
        };
        Thread.ofVirtual().name("jupan-answer").start(agent.settings().context().apply(work));
    }

    private Stop stop(Cancellation cancellation) {
        return Stop.after(
                agent.settings().budget().time(), cancellation, agent.settings().context());
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return agent.settings().model().defaultRequestParameters();
    }

    /// None of its own: those of the model inside hear each of its calls.
    @Override
    public List<ChatModelListener> listeners() {
        return List.of();
    }

    @Override
    public ModelProvider provider() {
        return agent.settings().model().provider();
    }

    /// What the model inside can do. One that writes its code into its text cannot be held to JSON at the same time.
    @Override
    public Set<Capability> supportedCapabilities() {
        return agent.settings().habits().dialect() == Dialect.TEXT
                ? Set.of()
                : agent.settings().model().supportedCapabilities();
    }

    /// Ends what this model itself started.
    @Override
    public void close() {
        if (ownsAgent) {
            agent.close();
        }
    }
}
