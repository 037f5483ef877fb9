package io.github.jupan.agent.internal.turn;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Patience;
import io.github.jupan.agent.internal.text.TextReader.Looking;
import io.github.jupan.agent.internal.text.ToolNames;
import io.github.jupan.agent.internal.turn.ModelFailure.Meaning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;

/// Lets the model take its turns in one question.
public final class Turns {

    private static final System.Logger LOG = System.getLogger(Turns.class.getName());

    /// How long a turn that has its program may take to end by itself and bring its token counts, before the code
    /// runs.
    private static final Duration ENDING = Duration.ofMillis(250);

    /// How long the next call of a group, or the turn's end, may take after a call.
    private static final Duration NEXT_CALL = Duration.ofSeconds(3);

    /// The model that is asked.
    ///
    /// @param parameters of each request
    public record Model(
            StreamingChatModel chat, ModelHabits habits, ChatRequestParameters parameters, Patience patience) {}

    /// What the model may call.
    ///
    /// @param names the same tools by the names that models give them
    public record Offer(List<ToolSpecification> tools, ToolNames names, Offering offering, Looking looking) {}

    /// When tools are offered.
    public enum Offering {
        AS_THE_MODEL_TAKES_THEM,
        /// Some can only be called by whoever asked, who wants to be handed their calls.
        ALWAYS
    }

    private final Model model;
    private final Offer offer;
    private final Function<Dialect, String> system;
    private final IntSupplier nextRun;
    private final ContextWindow window;
    private final Events events;
    private final Stop stop;
    private final List<ChatResponse> responses = new ArrayList<>();
    private Dialect dialect = Dialect.TOOL_CALLS;
    private String said = "";
    private int calls;

    /// @param system the system message in a dialect
    /// @param nextRun numbers a program that begins
    /// @param window what goes into one request
    public Turns(
            Model model,
            Offer offer,
            Function<Dialect, String> system,
            IntSupplier nextRun,
            ContextWindow window,
            Events events,
            Stop stop) {
        this.model = model;
        this.offer = offer;
        this.system = system;
        this.nextRun = nextRun;
        this.window = window;
        this.events = events;
        this.stop = stop;
    }

    /// The next turn; empty when it was stopped.
    ///
    /// @throws io.github.jupan.agent.ModelException when the model cannot be reached or refuses the request
    public Optional<Turn> next(int number, List<ChatMessage> transcript) throws InterruptedException {
        if (stop.requested()) {
            said = "";
            return Optional.empty();
        }
        events.emit(new AgentEvent.TurnStarted(number));
        Optional<Turn> turn = take(transcript, new Retries(model.patience()));
        turn.ifPresent(taken -> window.counted(taken.usage()));
        turn.ifPresent(taken -> events.emit(new AgentEvent.TurnEnded(number, taken.reason(), taken.usage())));
        return turn;
    }

    /// What the model had said when its last turn was stopped.
    public String said() {
        return said;
    }

    /// How the provider ended the turns that were not cut short.
    public List<ChatResponse> responses() {
        return responses;
    }

    /// The dialect of the last turn.
    public Dialect dialect() {
        return dialect;
    }

    /// An id for a call that the model did not write as one.
    public String nextCallId() {
        return String.format("z%08x", ++calls);
    }

    /// A model that was offered tools and calls them in its text is spoken to in text before long.
    public void answeredIn(Turn turn) {
        boolean inText = turn.calls().stream().allMatch(call -> call.origin() != Call.Origin.TOOL_CALL);
        boolean counts = dialect == Dialect.TOOL_CALLS && inText && offer.offering() != Offering.ALWAYS;
        if (counts && model.habits().answeredInText()) {
            changed("the model answers an offer of tools in its text");
        }
    }

    private void changed(String why) {
        LOG.log(System.Logger.Level.INFO, "the model is asked for code in its text from now on: {0}", why);
        events.emit(new AgentEvent.DialectChanged(Dialect.TEXT, why));
    }

    private Optional<Turn> take(List<ChatMessage> transcript, Retries retries) throws InterruptedException {
        dialect = offer.offering() == Offering.ALWAYS && model.habits().mayOffer()
                ? Dialect.TOOL_CALLS
                : model.habits().dialect();
        TurnReader reader = new TurnReader(
                events,
                nextRun,
                offer.names(),
                offer.looking(),
                model.habits().thoughtOpening(),
                String.format("c%04x", transcript.size() & 0xffff));
        boolean heard = false;
        TurnReader.Wants wants = TurnReader.Wants.MORE;
        try (ModelStream stream = new ModelStream(model.chat(), request(transcript), stop)) {
            while (true) {
                switch (stream.next(patience(wants))) {
                    case Signal.Stopped _ -> {
                        said = reader.said();
                        return Optional.empty();
                    }
                    case null -> {
                        if (wants == TurnReader.Wants.MORE) {
                            throw ModelFailure.silent(model.patience().silence())
                                    .exception();
                        }
                        return Optional.of(end(reader, Optional.empty()));
                    }
                    case Signal.Done done -> {
                        Optional<ModelFailure> overflow =
                                heard ? Optional.empty() : ModelFailure.overflow(done.response());
                        if (overflow.isPresent()) {
                            return anew(overflow.get(), transcript, retries);
                        }
                        responses.add(done.response());
                        return Optional.of(end(reader, Optional.of(done.response())));
                    }
                    case Signal.Failed failed -> {
                        if (wants != TurnReader.Wants.MORE) {
                            return Optional.of(end(reader, Optional.empty()));
                        }
                        ModelFailure failure = ModelFailure.of(failed.error());
                        if (heard) {
                            throw failure.exception();
                        }
                        return anew(failure, transcript, retries);
                    }
                    case Signal.Piece piece -> {
                        heard = true;
                        wants = reader.read(piece);
                        if (wants == TurnReader.Wants.NOTHING) {
                            return Optional.of(end(reader, Optional.empty()));
                        }
                    }
                }
            }
        }
    }

    private Duration patience(TurnReader.Wants wants) {
        Duration silence = model.patience().silence();
        return switch (wants) {
            case MORE -> silence;
            case CALLS -> silence.compareTo(NEXT_CALL) < 0 ? silence : NEXT_CALL;
            case END, NOTHING -> ENDING;
        };
    }

    private Turn end(TurnReader reader, Optional<ChatResponse> response) {
        Turn turn = reader.end(response.orElse(null));
        if (turn.reason() != AgentEvent.Reason.LENGTH && turn.reason() != AgentEvent.Reason.REPEATED) {
            model.habits().learned(reader.thoughtOpening());
        }
        return turn;
    }

    /// Takes a turn again of which nothing was shown, in the way that its failure asks for.
    private Optional<Turn> anew(ModelFailure failure, List<ChatMessage> transcript, Retries retries)
            throws InterruptedException {
        boolean mayHelp = switch (failure.meaning()) {
            case Meaning.ToolsRefused _ -> dialect == Dialect.TOOL_CALLS && refused();
            case Meaning.ContextExceeded too -> window.shrink(too.limitTokens(), too.sentTokens());
            case Meaning.Passing passing -> waited(retries.next(passing.after()), failure);
            case Meaning.ReasoningMissing _, Meaning.Final _ -> false;
        };
        if (!mayHelp) {
            throw failure.exception();
        }
        return stop.requested() ? Optional.empty() : take(transcript, retries);
    }

    private boolean refused() {
        boolean changes = model.habits().refused();
        if (changes) {
            changed("the provider takes no tools");
        }
        return changes;
    }

    private boolean waited(Optional<Duration> pause, ModelFailure failure) throws InterruptedException {
        if (pause.isPresent()) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "asking again in {0} ms: {1}",
                    String.valueOf(pause.get().toMillis()),
                    failure.line());
            stop.pause(pause.get());
        }
        return pause.isPresent();
    }

    private ChatRequest request(List<ChatMessage> transcript) {
        List<ChatMessage> messages = dialect == Dialect.TEXT ? TurnMessages.inText(transcript) : transcript;
        ChatRequest.Builder request =
                ChatRequest.builder().messages(window.request(system.apply(dialect), offer.tools(), messages));
        // Providers refuse a transcript with calls in it when no tools come along, also where none may be called.
        boolean offered =
                dialect == Dialect.TOOL_CALLS && (offer.looking() == Looking.FOR_CALLS || hasCalls(transcript));
        return request.parameters(
                        offered
                                ? model.parameters()
                                        .overrideWith(ChatRequestParameters.builder()
                                                .toolSpecifications(offer.tools())
                                                .build())
                                : model.parameters())
                .build();
    }

    private static boolean hasCalls(List<ChatMessage> transcript) {
        return transcript.stream()
                .anyMatch(message -> message instanceof AiMessage ai && ai.hasToolExecutionRequests());
    }
}
