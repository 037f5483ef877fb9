package io.github.jupan.agent;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.jupan.agent.AgentEvent.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a turn in which nothing runs, whatever it looks like.
final class PlainTurn implements TurnReader {

    private final Events events;
    private final StringBuilder said = new StringBuilder();

    PlainTurn(Events events) {
        this.events = events;
    }

    @Override
    public Wants read(Signal.Piece piece) {
        switch (piece) {
            case Signal.Text text -> say(text.text());
            case Signal.Thinking thinking -> events.emit(new AgentEvent.Thinking(thinking.text()));
            case Signal.PartialCall partial -> {}
            case Signal.CompleteCall complete -> {}
        }
        return Wants.MORE;
    }

    private void say(String text) {
        if (!text.isEmpty()) {
            said.append(text);
            events.emit(new AgentEvent.Text(text));
        }
    }

    @Override
    public Turn end(@Nullable ChatResponse response) {
        if (said.isEmpty() && response != null && response.aiMessage().text() != null) {
            say(response.aiMessage().text());
        }
        Ending ending = Ending.of(response);
        Reason reason = ending.reason() == Reason.CALL ? Reason.STOP : ending.reason();
        return new Turn(said.toString(), AiMessage.from(said.toString()), List.of(), reason, ending.usage());
    }

    @Override
    public String said() {
        return said.toString();
    }
}
