package io.github.jupan.agent;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.github.jupan.agent.SystemPrompt.Code;
import io.github.jupan.agent.internal.turn.ContextWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One LangChain4j request, answered by the loop, with an interpreter that lasts as long as the request.
final class RequestedAnswer {

    private final Agent agent;
    private final ChatRequest request;
    private final RequestModel model;
    private final History history;
    private final Events events;
    private final Stop stop;

    RequestedAnswer(Agent agent, ChatRequest request, ChatRequestOptions options, Events events, Stop stop) {
        this.agent = agent;
        this.request = request;
        this.model = new RequestModel(agent.model(), request.parameters(), options);
        this.history = History.of(request.messages());
        this.events = events;
        this.stop = stop;
    }

    /// @throws UnansweredException when the question ended without an answer
    /// @throws ModelException when the model cannot be reached or refuses
    /// @throws UnsupportedFeatureException when the request brings tools, and the model takes none
    ChatResponse get() throws InterruptedException {
        String question = history.questions().getLast();
        Code code = UseCode.isWished(question) ? Code.REQUIRED : Code.AVAILABLE;
        UserTools tools = agent.tools().withCallers(request.toolSpecifications());
        events.emit(new AgentEvent.Asked(question, Mode.CODE, Set.of()));
        try (Workspace workspace = new Workspace(agent.sandbox(), agent.limits(), tools)) {
            history.questions().forEach(workspace::ask);
            workspace.bind();
            ContextWindow window = new ContextWindow(agent.budget().contextTokens());
            history.places().forEach(place -> window.asks(history.transcript().get(place)));
            Turns turns = new Turns(
                    new SpokenModel(
                            model,
                            agent.dialect(),
                            request.maxOutputTokens() == null ? agent.maxTokensPerTurn() : OptionalInt.empty(),
                            agent.patience()),
                    workspace,
                    code,
                    dialect -> system(code, dialect, tools, workspace),
                    window,
                    events,
                    stop);
            List<ChatMessage> transcript = new ArrayList<>(history.transcript());
            Outcome outcome =
                    new Loop(turns, workspace, transcript, agent.budget(), code, Approval.GIVEN, events, stop).run();
            events.emit(new AgentEvent.Ended(outcome));
            if (!(outcome instanceof Outcome.Answered)) {
                throw new UnansweredException(outcome);
            }
            return response(outcome.usage(), turns.responses(), transcript, tools);
        } catch (UnansweredException unanswered) {
            throw unanswered;
        } catch (Throwable failure) {
            events.fail(failure);
            throw failure;
        }
    }

    private String system(Code code, Dialect dialect, UserTools tools, Workspace workspace) {
        List<String> parts = new ArrayList<>();
        parts.add(SystemPrompt.of(Mode.CODE, code, dialect, tools.signatures(), workspace.documents()));
        parts.addAll(history.system());
        if (history.codeRan()) {
            parts.add("Variables that earlier code set are gone; define again what you need.");
        }
        return String.join("\n\n", parts);
    }

    private ChatResponse response(
            Usage usage, List<ChatResponse> ended, List<ChatMessage> transcript, UserTools tools) {
        List<ChatMessage> added = transcript.subList(history.transcript().size(), transcript.size());
        AiMessage message = History.handedOut(added, tools);
        ChatResponse last = ended.isEmpty() ? null : ended.getLast();
        ChatResponseMetadata.Builder<?> metadata =
                last == null ? ChatResponseMetadata.builder() : last.metadata().toBuilder();
        metadata.tokenUsage(usage.known() ? sum(ended) : null);
        metadata.finishReason(
                message.hasToolExecutionRequests()
                        ? FinishReason.TOOL_EXECUTION
                        : last == null ? null : last.finishReason());
        return ChatResponse.builder()
                .aiMessage(message)
                .metadata(metadata.build())
                .build();
    }

    /// In the provider's own form, which may count more than input and output.
    private static @Nullable TokenUsage sum(List<ChatResponse> ended) {
        TokenUsage sum = null;
        for (ChatResponse response : ended) {
            sum = TokenUsage.sum(sum, response.tokenUsage());
        }
        return sum;
    }
}
