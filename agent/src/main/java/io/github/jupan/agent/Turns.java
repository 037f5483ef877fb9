package io.github.jupan.agent;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.jupan.agent.SystemPrompt.Code;
import io.github.jupan.agent.internal.turn.ContextWindow;
import io.github.jupan.agent.internal.turn.ModelFailure;
import io.github.jupan.agent.internal.turn.ModelFailure.Meaning;
import io.github.jupan.agent.internal.turn.Retries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Lets the model take its turns in one question.
final class Turns {

    /// How long a turn that has its call may take to end by itself and bring its token counts, before the code runs.
    private static final Duration ENDING = Duration.ofMillis(250);

    private final SpokenModel model;
    private final Workspace workspace;
    private final Code code;
    private final Function<Dialect, String> system;
    private final ContextWindow window;
    private final Events events;
    private final Stop stop;
    private final List<ChatResponse> responses = new ArrayList<>();
    private String said = "";

    /// @param system the system message in a dialect
    /// @param window what goes into one request
    Turns(
            SpokenModel model,
            Workspace workspace,
            Code code,
            Function<Dialect, String> system,
            ContextWindow window,
            Events events,
            Stop stop) {
        this.model = model;
        this.workspace = workspace;
        this.code = code;
        this.system = system;
        this.window = window;
        this.events = events;
        this.stop = stop;
    }

    /// The next turn; empty when it was stopped.
    ///
    /// @throws ModelException when the model cannot be reached or refuses
    Optional<Turn> next(int number, List<ChatMessage> transcript) throws InterruptedException {
        events.emit(new AgentEvent.TurnStarted(number));
        Optional<Turn> turn = take(transcript, new Retries(model.patience()));
        turn.ifPresent(taken -> window.counted(taken.usage()));
        turn.ifPresent(taken -> events.emit(new AgentEvent.TurnEnded(number, taken.reason(), taken.usage())));
        return turn;
    }

    /// What the model had said when its last turn was stopped.
    String said() {
        return said;
    }

    /// How the provider ended the turns that were not cut short.
    List<ChatResponse> responses() {
        return responses;
    }

    private Optional<Turn> take(List<ChatMessage> transcript, Retries retries) throws InterruptedException {
        Dialect spoken = model.dialect().get();
        TurnReader reader = reader(spoken);
        boolean heard = false;
        boolean ending = false;
        try (ModelStream stream = new ModelStream(model.model(), request(spoken, transcript))) {
            while (true) {
                Signal signal =
                        stream.next(stop, ending ? ENDING : model.patience().silence());
                if (stop.requested()) {
                    said = reader.said();
                    return Optional.empty();
                }
                switch (signal) {
                    case null -> {
                        if (!ending) {
                            throw ModelFailure.silent(model.patience().silence())
                                    .exception();
                        }
                        return Optional.of(reader.end(null));
                    }
                    case Signal.Done done -> {
                        Optional<ModelFailure> overflow =
                                heard ? Optional.empty() : ModelFailure.overflow(done.response());
                        if (overflow.isPresent()) {
                            return anew(overflow.get(), transcript, retries);
                        }
                        responses.add(done.response());
                        return Optional.of(reader.end(done.response()));
                    }
                    case Signal.Failed failed -> {
                        if (ending) {
                            return Optional.of(reader.end(null));
                        }
                        ModelFailure failure = ModelFailure.of(failed.error());
                        if (heard) {
                            throw failure.exception();
                        }
                        return anew(failure, transcript, retries);
                    }
                    case Signal.Piece piece -> {
                        heard = true;
                        switch (reader.read(piece)) {
                            case MORE -> {}
                            case END -> ending = true;
                            case NOTHING -> {
                                return Optional.of(reader.end(null));
                            }
                        }
                    }
                }
            }
        }
    }

    /// Takes a turn again of which nothing was shown, in the way that its failure asks for.
    private Optional<Turn> anew(ModelFailure failure, List<ChatMessage> transcript, Retries retries)
            throws InterruptedException {
        boolean mayHelp = switch (failure.meaning()) {
            case Meaning.ToolsRefused _ ->
                !hasCalls(transcript) && model.dialect().refused();
            case Meaning.ContextExceeded too -> window.shrink(too.limitTokens(), too.sentTokens());
            case Meaning.Passing passing -> waited(retries.next(passing.after()));
            case Meaning.ReasoningMissing _, Meaning.Final _ -> false;
        };
        if (!mayHelp) {
            throw failure.exception();
        }
        return stop.requested() ? Optional.empty() : take(transcript, retries);
    }

    private boolean waited(Optional<Duration> pause) throws InterruptedException {
        if (pause.isPresent()) {
            stop.pause(pause.get());
        }
        return pause.isPresent();
    }

    private TurnReader reader(Dialect spoken) {
        if (spoken != Dialect.TEXT) {
            return new ToolTurn(events, workspace.runs()::next);
        }
        return code == Code.NOT_AVAILABLE ? new PlainTurn(events) : new TextTurn(events, workspace.runs()::next);
    }

    private ChatRequest request(Dialect spoken, List<ChatMessage> transcript) {
        List<ToolSpecification> tools = workspace.tools().specifications();
        ChatRequest.Builder request =
                ChatRequest.builder().messages(window.request(system.apply(spoken), tools, transcript));
        // Providers refuse a transcript with calls in it when no tools come along, also where none may be called.
        if (spoken == Dialect.TOOL_CALLS && (code != Code.NOT_AVAILABLE || hasCalls(transcript))) {
            request.toolSpecifications(tools);
        }
        model.maxTokens().ifPresent(request::maxOutputTokens);
        return request.build();
    }

    private static boolean hasCalls(List<ChatMessage> transcript) {
        return transcript.stream()
                .anyMatch(message -> message instanceof AiMessage ai && ai.hasToolExecutionRequests());
    }
}
