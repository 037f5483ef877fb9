package io.github.jupan.agent;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.jupan.agent.AgentEvent.Reason;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Reads a turn whose code, if any, stands in the text. What the model thinks there between tags is shown as thinking
/// and not kept.
final class TextTurn implements TurnReader, BlockScanner.Sink {

    private final Events events;
    private final IntSupplier nextRun;
    private final BlockScanner scanner = new BlockScanner(this);
    private final StringBuilder said = new StringBuilder();
    private final StringBuilder code = new StringBuilder();
    private boolean heard;
    private int run;

    /// @param nextRun numbers the block, should there be one
    TextTurn(Events events, IntSupplier nextRun) {
        this.events = events;
        this.nextRun = nextRun;
    }

    @Override
    public Wants read(Signal.Piece piece) {
        if (scanner.closed()) {
            return piece instanceof Signal.Text text && text.text().isBlank() ? Wants.END : Wants.NOTHING;
        }
        switch (piece) {
            case Signal.Text text -> {
                heard = true;
                int taken = scanner.feed(text.text());
                if (scanner.closed()) {
                    return text.text().substring(taken).isBlank() ? Wants.END : Wants.NOTHING;
                }
            }
            case Signal.Thinking thinking -> events.emit(new AgentEvent.Thinking(thinking.text()));
            case Signal.PartialCall partial -> {}
            case Signal.CompleteCall complete -> {}
        }
        return Wants.MORE;
    }

    @Override
    public Turn end(@Nullable ChatResponse response) {
        if (!heard && response != null && response.aiMessage().text() != null) {
            read(new Signal.Text(response.aiMessage().text()));
        }
        scanner.end();
        Ending ending = Ending.of(response);
        boolean whole = scanner.closed() || ending.reason() != Reason.LENGTH;
        if (!scanner.opened() || !whole) {
            Reason reason = ending.reason() == Reason.CALL ? Reason.STOP : ending.reason();
            return turn(scanner.block(), List.of(), reason, ending.usage());
        }
        Call.Closing closing = scanner.missing().isEmpty() ? Call.Closing.AS_MEANT : Call.Closing.END_OF_TURN;
        Call call = new Call.Block(run, code.toString(), closing);
        return turn(scanner.block() + scanner.missing().orElse(""), List.of(call), Reason.CALL, ending.usage());
    }

    /// A result that the model made up is quoted in the transcript, so that it is not mistaken for one later.
    private Turn turn(String block, List<Call> calls, Reason reason, Usage usage) {
        AiMessage message = AiMessage.from(Quoting.framed(said.toString()) + block);
        return new Turn(said + block, message, calls, reason, usage);
    }

    @Override
    public String said() {
        return said + scanner.block();
    }

    @Override
    public void text(String piece) {
        said.append(piece);
        events.emit(new AgentEvent.Text(piece));
    }

    @Override
    public void thought(String piece) {
        events.emit(new AgentEvent.Thinking(piece));
    }

    @Override
    public void opened(String marker) {
        run = nextRun.getAsInt();
        events.emit(new AgentEvent.CodeStarted(run, marker));
    }

    @Override
    public void code(String piece) {
        code.append(piece);
        events.emit(new AgentEvent.Code(run, piece));
    }
}
