package io.github.jupan.agent;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.jupan.agent.SystemPrompt.Code;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntSupplier;

/// Lets the model take its turns in one question.
final class Turns {

    /// How long a turn that has its call may take to end by itself and bring its token counts, before the code runs.
    private static final Duration ENDING = Duration.ofMillis(250);

    private static final Duration UNTIL_STOPPED = Duration.ofDays(365);

    private final StreamingChatModel model;
    private final SpokenDialect dialect;
    private final OptionalInt maxTokens;
    private final List<ToolSpecification> tools;
    private final Code code;
    private final Function<Dialect, String> system;
    private final ContextWindow window;
    private final IntSupplier nextRun;
    private final Events events;
    private final Stop stop;
    private String said = "";

    /// @param system the system message in a dialect
    /// @param window what goes into one request
    /// @param nextRun numbers a block of code that begins
    Turns(
            StreamingChatModel model,
            SpokenDialect dialect,
            OptionalInt maxTokens,
            List<ToolSpecification> tools,
            Code code,
            Function<Dialect, String> system,
            ContextWindow window,
            IntSupplier nextRun,
            Events events,
            Stop stop) {
        this.model = model;
        this.dialect = dialect;
        this.maxTokens = maxTokens;
        this.tools = tools;
        this.code = code;
        this.system = system;
        this.window = window;
        this.nextRun = nextRun;
        this.events = events;
        this.stop = stop;
    }

    /// The next turn; empty when it was stopped.
    ///
    /// @throws ModelException when the model cannot be reached or refuses
    Optional<Turn> next(int number, List<ChatMessage> transcript) throws InterruptedException {
        events.emit(new AgentEvent.TurnStarted(number));
        Optional<Turn> turn = take(transcript);
        turn.ifPresent(taken -> window.counted(taken.usage()));
        turn.ifPresent(taken -> events.emit(new AgentEvent.TurnEnded(number, taken.reason(), taken.usage())));
        return turn;
    }

    /// What the model had said when its last turn was stopped.
    String said() {
        return said;
    }

    private Optional<Turn> take(List<ChatMessage> transcript) throws InterruptedException {
        Dialect spoken = dialect.get();
        TurnReader reader = reader(spoken);
        boolean heard = false;
        try (ModelStream stream = new ModelStream(model, request(spoken, transcript))) {
            Duration patience = UNTIL_STOPPED;
            while (true) {
                Signal signal = stream.next(stop, patience);
                if (stop.requested()) {
                    said = reader.said();
                    return Optional.empty();
                }
                switch (signal) {
                    case null -> {
                        return Optional.of(reader.end(null));
                    }
                    case Signal.Done done -> {
                        return Optional.of(reader.end(done.response()));
                    }
                    case Signal.Failed failed -> {
                        if (patience.equals(ENDING)) {
                            return Optional.of(reader.end(null));
                        }
                        if (heard
                                || hasCalls(transcript)
                                || !ModelErrors.refusesTools(failed.error())
                                || !dialect.refused()) {
                            throw ModelErrors.of(failed.error());
                        }
                        return take(transcript);
                    }
                    case Signal.Piece piece -> {
                        heard = true;
                        switch (reader.read(piece)) {
                            case MORE -> {}
                            case END -> patience = ENDING;
                            case NOTHING -> {
                                return Optional.of(reader.end(null));
                            }
                        }
                    }
                }
            }
        }
    }

    private TurnReader reader(Dialect spoken) {
        if (spoken != Dialect.TEXT) {
            return new ToolTurn(events, nextRun);
        }
        return code == Code.NOT_AVAILABLE ? new PlainTurn(events) : new TextTurn(events, nextRun);
    }

    private ChatRequest request(Dialect spoken, List<ChatMessage> transcript) {
        ChatRequest.Builder request =
                ChatRequest.builder().messages(window.request(system.apply(spoken), tools, transcript));
        // Providers refuse a transcript with calls in it when no tools come along, also where none may be called.
        if (spoken == Dialect.TOOL_CALLS && (code != Code.NOT_AVAILABLE || hasCalls(transcript))) {
            request.toolSpecifications(tools);
        }
        maxTokens.ifPresent(request::maxOutputTokens);
        return request.build();
    }

    private static boolean hasCalls(List<ChatMessage> transcript) {
        return transcript.stream()
                .anyMatch(message -> message instanceof AiMessage ai && ai.hasToolExecutionRequests());
    }
}
