package io.github.jupan.agent;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.jupan.agent.AgentEvent.Reason;
import io.github.jupan.tools.PythonTool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Reads a turn whose code arrives as calls of the tool `python`, whole or in fragments.
///
/// A complete call of `python` ends the turn. Its end is worth a moment's wait, because the token counts come with it.
/// A model whose reasoning was seen, or whose calls come whole, is let finish: such providers refuse a tool's result
/// when the signature of the reasoning before it, which comes last, is missing. Calls of other tools are collected
/// until the turn ends.
final class ToolTurn implements TurnReader {

    private final Events events;
    private final IntSupplier nextRun;
    private final StringBuilder said = new StringBuilder();
    private final Map<Integer, Streamed> calls = new TreeMap<>();
    private boolean letFinish;
    private int last = -1;

    ToolTurn(Events events, IntSupplier nextRun) {
        this.events = events;
        this.nextRun = nextRun;
    }

    @Override
    public Wants read(Signal.Piece piece) {
        boolean ending = last >= 0 && !letFinish;
        switch (piece) {
            case Signal.Thinking thinking -> {
                if (ending) {
                    return Wants.NOTHING;
                }
                letFinish = true;
                events.emit(new AgentEvent.Thinking(thinking.text()));
            }
            case Signal.Text text -> {
                if (ending && !text.text().isBlank()) {
                    return Wants.NOTHING;
                }
                say(text.text());
            }
            case Signal.PartialCall partial -> {
                if (ending && partial.index() != last) {
                    return Wants.NOTHING;
                }
                call(partial.index()).take(partial);
            }
            case Signal.CompleteCall complete -> {
                if (ending && complete.index() != last) {
                    return Wants.NOTHING;
                }
                call(complete.index()).complete(complete.request());
            }
        }
        return last >= 0 && !letFinish ? Wants.END : Wants.MORE;
    }

    private void say(String text) {
        if (!text.isEmpty()) {
            said.append(text);
            events.emit(new AgentEvent.Text(text));
        }
    }

    private Streamed call(int index) {
        return calls.computeIfAbsent(index, Streamed::new);
    }

    @Override
    public Turn end(@Nullable ChatResponse response) {
        Ending ending = Ending.of(response);
        if (response == null) {
            return turn(AiMessage.builder(), List.of(), ending);
        }
        AiMessage message = response.aiMessage();
        if (said.isEmpty() && message.text() != null) {
            say(message.text());
        }
        List<ToolExecutionRequest> requests = message.toolExecutionRequests();
        return turn(message.toBuilder(), requests == null ? List.of() : requests, ending);
    }

    /// @param requests all calls of the turn, in order; empty when the provider did not get to list them
    private Turn turn(AiMessage.Builder message, List<ToolExecutionRequest> requests, Ending ending) {
        if (requests.size() >= calls.size()) {
            for (int i = 0; i < requests.size(); i++) {
                int position = i;
                int index = calls.keySet().stream().skip(position).findFirst().orElse(position);
                call(index).complete(requests.get(position));
            }
        }
        List<ToolExecutionRequest> kept = new ArrayList<>();
        List<Call> complete = new ArrayList<>();
        for (Streamed call : calls.values()) {
            ToolExecutionRequest request = call.request;
            if (request != null && !(ending.reason() == Reason.LENGTH && !call.arguments.closed())) {
                kept.add(request);
                complete.add(call.isPython() ? new Call.Python(call.run, request) : new Call.Tool(request));
            }
        }
        Reason reason =
                !complete.isEmpty() ? Reason.CALL : ending.reason() == Reason.CALL ? Reason.STOP : ending.reason();
        message.text(said.isEmpty() ? null : said.toString()).toolExecutionRequests(kept);
        return new Turn(said.toString(), message.build(), complete, reason, ending.usage());
    }

    @Override
    public String said() {
        return said.toString();
    }

    /// A call as far as it has arrived.
    private final class Streamed {
        private final int index;
        private final StringBuilder json = new StringBuilder();
        private final StringBuilder shown = new StringBuilder();
        private final StreamedArguments arguments = new StreamedArguments();
        private @Nullable String id;
        private @Nullable String name;
        private @Nullable ToolExecutionRequest request;
        private int run;

        private Streamed(int index) {
            this.index = index;
        }

        private boolean isPython() {
            return PythonTool.NAME.equals(name);
        }

        private void take(Signal.PartialCall partial) {
            id = partial.id() == null ? id : partial.id();
            named(partial.name());
            json.append(partial.arguments());
            show(arguments.feed(partial.arguments()));
            if (arguments.closed() && request == null && isPython()) {
                complete(ToolExecutionRequest.builder()
                        .id(id)
                        .name(name)
                        .arguments(json.toString())
                        .build());
            }
        }

        private void complete(ToolExecutionRequest complete) {
            boolean first = request == null;
            request = complete;
            named(complete.name());
            if (first && json.isEmpty()) {
                letFinish = true;
                arguments.feed(complete.arguments());
            }
            if (first && isPython()) {
                String code = PythonTool.code(complete.arguments()).orElse("");
                if (code.startsWith(shown.toString())) {
                    show(code.substring(shown.length()));
                }
                last = index;
            }
        }

        private void named(@Nullable String given) {
            if (given != null && !given.isEmpty() && name == null) {
                name = given;
                if (isPython()) {
                    run = nextRun.getAsInt();
                    events.emit(new AgentEvent.CodeStarted(run, "tool call"));
                }
            }
        }

        private void show(String code) {
            if (isPython() && !code.isEmpty()) {
                shown.append(code);
                events.emit(new AgentEvent.Code(run, code));
            }
        }
    }
}
