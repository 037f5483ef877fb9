package io.github.jupan.agent.internal.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentEvent.Reason;
import io.github.jupan.agent.internal.text.ProgramInJson;
import io.github.jupan.agent.internal.text.TextCall;
import io.github.jupan.agent.internal.text.TextReader;
import io.github.jupan.agent.internal.text.TextSink;
import io.github.jupan.agent.internal.text.ToolNames;
import io.github.jupan.agent.internal.turn.Call.Origin;
import io.github.jupan.tools.JsonEnd;
import io.github.jupan.tools.LenientJson;
import io.github.jupan.tools.PythonTool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Reads one turn of a model while it is written: what it says and thinks, the provider's tool calls, and the
/// programs and calls in its text.
///
/// A program in the text ends the turn at its close, a group of calls at the group's end; how the provider ends the
/// turn is worth a moment's wait, because the token counts come with it. A model whose reasoning was seen, or whose
/// calls come whole, is let finish: such providers refuse a tool's result when the signature of the reasoning before
/// it, which comes last, is missing.
final class TurnReader implements TextSink {

    private static final JsonMapper JSON = new JsonMapper();

    /// What a reader still wants to hear of the turn.
    enum Wants {
        /// All of it.
        MORE,
        /// Another call, should one follow right away.
        CALLS,
        /// How it ends.
        END,
        /// Nothing: the rest is to be cancelled.
        NOTHING
    }

    private final Events events;
    private final IntSupplier nextRun;
    private final ToolNames tools;
    private final String idPrefix;
    private final TextReader reader;
    private final Repetition repetition = new Repetition();
    private final StringBuilder said = new StringBuilder();
    private final List<Call> textCalls = new ArrayList<>();
    private final Map<Integer, Streamed> nativeCalls = new TreeMap<>();
    private final Set<String> ids = new HashSet<>();
    private final StringBuilder shown = new StringBuilder();
    private int run;
    private boolean lastIsOpen;
    private boolean heardText;
    private boolean letFinish;
    private boolean repeated;

    /// @param nextRun numbers a program that begins
    /// @param idPrefix 5 letters and digits that no other turn of the conversation has
    TurnReader(
            Events events,
            IntSupplier nextRun,
            ToolNames tools,
            TextReader.Looking looking,
            TextReader.ThoughtOpening opening,
            String idPrefix) {
        this.events = events;
        this.nextRun = nextRun;
        this.tools = tools;
        this.idPrefix = idPrefix;
        this.reader = new TextReader(this, tools, looking, opening);
    }

    Wants read(Signal.Piece piece) {
        boolean called = nativeCalls.values().stream().anyMatch(Streamed::whole) && !letFinish;
        switch (piece) {
            case Signal.Thinking thinking -> {
                if (called) {
                    return Wants.NOTHING;
                }
                letFinish = true;
                if (!heardText) {
                    reader.thinkingIsApart();
                }
                watch(thinking.text());
                events.emit(new AgentEvent.Thinking(thinking.text()));
            }
            case Signal.Text text -> {
                if ((called || reader.status() == TextReader.Status.DONE)
                        && !text.text().isBlank()) {
                    return Wants.NOTHING;
                }
                heardText = true;
                watch(text.text());
                reader.feed(text.text());
            }
            case Signal.PartialCall partial -> {
                watch(partial.arguments());
                nativeCall(partial.index()).take(partial);
            }
            case Signal.CompleteCall complete -> nativeCall(complete.index()).complete(complete.request());
        }
        return repeated ? Wants.NOTHING : wants();
    }

    private Wants wants() {
        return switch (reader.status()) {
            case DONE -> Wants.END;
            case CALLED -> Wants.CALLS;
            case OPEN ->
                !letFinish && nativeCalls.values().stream().anyMatch(Streamed::whole) ? Wants.CALLS : Wants.MORE;
        };
    }

    private void watch(String piece) {
        repeated |= repetition.feed(piece);
    }

    private Streamed nativeCall(int index) {
        return nativeCalls.computeIfAbsent(index, key -> new Streamed());
    }

    /// The turn, as far as it was read.
    ///
    /// @param response how the provider ended it; null when it was cancelled
    Turn end(@Nullable ChatResponse response) {
        AiMessage message = response == null ? AiMessage.builder().build() : response.aiMessage();
        if (!heardText && message.text() != null) {
            reader.feed(message.text());
        }
        reader.end();
        completeAll(message.toolExecutionRequests());
        Ending ending = Ending.of(response);
        boolean cut = ending.reason() == Reason.LENGTH || repeated;
        List<Call> calls = new ArrayList<>();
        nativeCalls.values().stream().flatMap(call -> call.call(cut).stream()).forEach(calls::add);
        calls.addAll(cut && lastIsOpen ? textCalls.subList(0, textCalls.size() - 1) : textCalls);
        Reason reason = reason(calls, ending);
        Optional<TextReader.BareBlock> block =
                reason == Reason.STOP || reason == Reason.OTHER ? reader.bareBlock() : Optional.empty();
        String text = said.isEmpty() && reason == Reason.REFUSED ? ending.refusal() : said.toString();
        return new Turn(text, message, calls, block, reason, ending.usage());
    }

    private Reason reason(List<Call> calls, Ending ending) {
        if (!calls.isEmpty()) {
            return Reason.CALL;
        }
        return repeated ? Reason.REPEATED : ending.reason() == Reason.CALL ? Reason.STOP : ending.reason();
    }

    /// @param requests all calls of the turn, in order; none when the provider did not get to list them
    private void completeAll(@Nullable List<ToolExecutionRequest> requests) {
        if (requests == null || requests.size() < nativeCalls.size()) {
            return;
        }
        List<Integer> indexes = List.copyOf(nativeCalls.keySet());
        for (int i = 0; i < requests.size(); i++) {
            nativeCall(i < indexes.size() ? indexes.get(i) : Integer.MAX_VALUE - requests.size() + i)
                    .complete(requests.get(i));
        }
    }

    /// Who opens the model's thinking, as far as the turn has shown.
    TextReader.ThoughtOpening thoughtOpening() {
        return reader.thoughtOpening();
    }

    /// The text so far, for a question that is stopped in mid-turn.
    String said() {
        return said.toString();
    }

    @Override
    public void text(String piece) {
        said.append(piece);
        events.emit(new AgentEvent.Text(piece));
    }

    @Override
    public void thinking(String piece) {
        events.emit(new AgentEvent.Thinking(piece));
    }

    @Override
    public void codeStarted(String marker) {
        run = nextRun.getAsInt();
        shown.setLength(0);
        events.emit(new AgentEvent.CodeStarted(run, marker));
    }

    @Override
    public void code(String piece) {
        shown.append(piece);
        events.emit(new AgentEvent.Code(run, piece));
    }

    @Override
    public void call(TextCall call) {
        Origin origin = call.closing() == TextCall.Closing.NOTHING ? Origin.UNCLOSED_TEXT : Origin.TEXT;
        lastIsOpen = call.closing() != TextCall.Closing.AS_MEANT;
        if (call.form() == TextCall.Form.PROGRAM) {
            textCalls.add(python(List.of(call.content()), origin, "text", null));
        } else if (tools.of(call.name()) == ToolNames.Meaning.PYTHON) {
            List<String> readings = new ArrayList<>();
            PythonTool.code(call.content()).ifPresent(readings::add);
            if (!call.otherwise().isEmpty()) {
                PythonTool.code(call.otherwise()).ifPresent(readings::add);
            }
            textCalls.add(python(readings, origin, "call in the text", null));
        } else {
            textCalls.add(new Call.Tool(id(null), tools.plain(call.name()), object(call.content()), origin));
        }
    }

    @Override
    public void wasThinking() {
        if (!said.toString().isBlank()) {
            events.emit(new AgentEvent.Thinking(said.toString()));
        }
        said.setLength(0);
        textCalls.clear();
        lastIsOpen = false;
        run = 0;
    }

    /// The program that began last, or else one of which nothing was shown yet.
    private Call.Python python(List<String> readings, Origin origin, String marker, @Nullable String id) {
        String program = readings.isEmpty() ? "" : readings.getFirst();
        if (run == 0) {
            codeStarted(marker);
        }
        if (program.startsWith(shown.toString()) && program.length() > shown.length()) {
            code(program.substring(shown.length()));
        }
        Call.Python call = new Call.Python(id(id), run, readings, origin);
        run = 0;
        shown.setLength(0);
        return call;
    }

    /// The id that the provider gave, where it gave one that no other call has. Mistral takes none but nine letters
    /// and digits.
    private String id(@Nullable String given) {
        String id = given;
        while (id == null || id.isBlank() || !ids.add(id)) {
            id = idPrefix + String.format("%04x", ids.size());
        }
        return id;
    }

    /// Providers refuse a transcript whose arguments are no object.
    private static String object(String arguments) {
        if (arguments.isBlank()) {
            return "{}";
        }
        try {
            if (JSON.readTree(arguments).isObject()) {
                return arguments;
            }
        } catch (JsonProcessingException broken) {
            if (LenientJson.read(arguments, 0) instanceof LenientJson.Reading.Value(JsonNode node, int _)
                    && node.isObject()) {
                return node.toString();
            }
        }
        return JSON.createObjectNode().put("arguments", arguments).toString();
    }

    /// A call of the provider's, as far as it has arrived.
    private final class Streamed {
        private final StringBuilder json = new StringBuilder();
        private final StringBuilder name = new StringBuilder();
        private final JsonEnd end = new JsonEnd();
        private @Nullable ProgramInJson program;
        private @Nullable String id;
        private @Nullable ToolExecutionRequest request;
        private int number;
        private final StringBuilder shownCode = new StringBuilder();

        private boolean whole() {
            return request != null || end.state() == JsonEnd.State.CLOSED;
        }

        private void take(Signal.PartialCall partial) {
            id = partial.id() == null ? id : partial.id();
            if (partial.name() != null && json.isEmpty()) {
                named(partial.name());
            }
            arguments(partial.arguments());
        }

        /// Some servers send a name in pieces, others the whole name with each piece.
        private void named(String piece) {
            if (!name.toString().equals(piece)) {
                name.append(piece);
            }
        }

        private void arguments(String piece) {
            if (piece.isEmpty()) {
                return;
            }
            json.append(piece);
            piece.chars().forEach(c -> end.feed((char) c));
            if (program == null && tools.of(name.toString()) == ToolNames.Meaning.PYTHON) {
                number = nextRun.getAsInt();
                events.emit(new AgentEvent.CodeStarted(number, "tool call"));
                program = new ProgramInJson(tools, name.toString());
            }
            if (program != null) {
                show(program.read(piece));
            }
        }

        private void show(String code) {
            if (!code.isEmpty()) {
                shownCode.append(code);
                events.emit(new AgentEvent.Code(number, code));
            }
        }

        private void complete(ToolExecutionRequest whole) {
            boolean atOnce = json.isEmpty();
            request = whole;
            id = whole.id() == null ? id : whole.id();
            if (whole.name() != null) {
                name.setLength(0);
                name.append(whole.name());
            }
            String arguments = whole.arguments() == null ? "" : whole.arguments();
            if (atOnce) {
                letFinish = true;
                arguments(arguments);
            } else {
                json.setLength(0);
                json.append(arguments);
            }
        }

        /// @param cut whether the turn was cut, and with it perhaps this call
        private Optional<Call> call(boolean cut) {
            boolean closed = end.state() == JsonEnd.State.CLOSED;
            if ((cut && !closed) || (request == null && !closed)) {
                return Optional.empty();
            }
            String arguments = json.toString();
            if (tools.of(name.toString()) != ToolNames.Meaning.PYTHON) {
                return Optional.of(
                        new Call.Tool(id(id), tools.plain(name.toString()), object(arguments), Origin.TOOL_CALL));
            }
            run = number;
            shown.setLength(0);
            shown.append(shownCode);
            return Optional.of(python(PythonTool.code(arguments).stream().toList(), Origin.TOOL_CALL, "tool call", id));
        }
    }
}
