package io.github.jupan.agent;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.jupan.agent.AgentEvent.Reason;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Reads a turn whose code, if any, stands in the text.
final class TextTurn implements TurnReader, BlockScanner.Sink {

    private final Events events;
    private final IntSupplier nextRun;
    private final BlockScanner scanner = new BlockScanner(this);
    private final StringBuilder said = new StringBuilder();
    private final StringBuilder code = new StringBuilder();
    private String marker = "";
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
                int taken = scanner.feed(text.text());
                said.append(text.text(), 0, taken);
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
        if (said.isEmpty() && response != null && response.aiMessage().text() != null) {
            read(new Signal.Text(response.aiMessage().text()));
        }
        scanner.end();
        Ending ending = Ending.of(response);
        boolean whole = scanner.closed() || ending.reason() != Reason.LENGTH;
        if (!scanner.opened() || !whole) {
            return turn(List.of(), ending.reason() == Reason.CALL ? Reason.STOP : ending.reason(), ending.usage());
        }
        if (!scanner.closed()) {
            String closing = Markers.TAGS.get(marker);
            said.append(closing != null ? closing : "\n" + marker.substring(0, fenceLength()));
        }
        return turn(List.of(new Call.Block(run, code.toString())), Reason.CALL, ending.usage());
    }

    private int fenceLength() {
        int length = 0;
        while (length < marker.length() && marker.charAt(length) == marker.charAt(0)) {
            length++;
        }
        return length;
    }

    private Turn turn(List<Call> calls, Reason reason, Usage usage) {
        return new Turn(said.toString(), AiMessage.from(said.toString()), calls, reason, usage);
    }

    @Override
    public String said() {
        return said.toString();
    }

    @Override
    public void text(String piece) {
        events.emit(new AgentEvent.Text(piece));
    }

    @Override
    public void opened(String marker) {
        this.marker = marker;
        run = nextRun.getAsInt();
        events.emit(new AgentEvent.CodeStarted(run, marker));
    }

    @Override
    public void code(String piece) {
        code.append(piece);
        events.emit(new AgentEvent.Code(run, piece));
    }
}
