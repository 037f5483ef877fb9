package io.github.jupan.agent.internal;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Approval;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.UnansweredException;
import io.github.jupan.agent.Usage;
import io.github.jupan.agent.internal.SystemPrompt.Code;
import io.github.jupan.agent.internal.turn.ContextWindow;
import io.github.jupan.agent.internal.turn.Events;
import io.github.jupan.agent.internal.turn.Stop;
import io.github.jupan.agent.internal.turn.Turns;
import io.github.jupan.prompts.Prompt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One LangChain4j request, answered by the loop, with an interpreter that lasts as long as the request.
public final class RequestedAnswer {

    private final Settings settings;
    private final ChatRequest request;
    private final ChatRequestOptions options;
    private final History history;
    private final Events events;
    private final Stop stop;

    public RequestedAnswer(
            Settings settings, ChatRequest request, ChatRequestOptions options, Events events, Stop stop) {
        this.settings = settings;
        this.request = request;
        this.options = options;
        this.history = History.of(request.messages());
        this.events = events;
        this.stop = stop;
    }

    /// @throws UnansweredException when the question ended without an answer
    /// @throws ModelException when the model cannot be reached or refuses
    /// @throws UnsupportedFeatureException when the request brings tools, and the model takes none
    public ChatResponse get() throws InterruptedException {
        String question = history.questions().getLast();
        Code code = UseCode.isWished(question) ? Code.REQUIRED : Code.AVAILABLE;
        UserTools tools = settings.tools().withCallers(request.toolSpecifications());
        Settings asked = settings.of(
                new RequestModel(settings.model(), settings.parameters(), request.parameters(), options),
                tools,
                question,
                system());
        events.emit(
                new AgentEvent.Asked(question, Mode.CODE, history.documents().keySet()));
        try (Workspace workspace = new Workspace(asked.sandbox(), asked.limits(), tools)) {
            workspace.add(history.documents());
            history.questions().forEach(workspace::ask);
            workspace.bind();
            ContextWindow window = new ContextWindow(asked.budget().contextTokens());
            history.places().forEach(place -> window.asks(history.transcript().get(place)));
            var context = new QuestionContext(asked, code, Approval.GIVEN, workspace, events, stop);
            Turns turns = context.turns(window);
            List<ChatMessage> transcript = new ArrayList<>(history.transcript());
            Outcome outcome = new Loop(context, turns, transcript).run();
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

    /// What the caller's own system messages say, and that variables are gone.
    private String system() {
        List<String> parts = new ArrayList<>(history.system());
        if (history.codeRan()) {
            parts.add(Prompt.VARIABLES_GONE.text());
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
