package io.github.jupan.agent.internal.text;

import io.github.jupan.agent.internal.text.Format.Kind;
import io.github.jupan.agent.internal.text.Format.Payload;
import io.github.jupan.agent.internal.text.TextCall.Closing;
import io.github.jupan.agent.internal.text.TextCall.Form;
import io.github.jupan.tools.JsonEnd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls or arguments in JSON. A value ends by its own grammar, or where something stands outside its strings that is
/// no JSON: the beginning of a closing mark.
final class JsonPayload implements State {

    private final TextReader reader;
    private final Head head;
    private final Format format;
    private final @Nullable String name;
    private final StringBuilder json = new StringBuilder();
    private ProgramInJson text;
    private JsonEnd end = new JsonEnd();
    private boolean shown;
    private boolean certain;
    private boolean between;
    private boolean called;

    JsonPayload(TextReader reader, Head head, Format format, @Nullable String name) {
        this.reader = reader;
        this.head = head;
        this.format = format;
        this.name = name;
        this.text = new ProgramInJson(reader.tools(), name);
    }

    @Override
    public void read(char c) {
        head.keep(c);
        if (between) {
            next(c);
            return;
        }
        if (json.isEmpty() && Character.isWhitespace(c)) {
            return;
        }
        if ((c == '<' || c == '`') && end.state() == JsonEnd.State.STRUCTURE) {
            value(Closing.NOTHING);
            if (between) {
                next(c);
            }
            return;
        }
        json.append(c);
        text.read(c);
        decide();
        if (format.kind() == Kind.KNOWN && text.verdict() == ProgramInJson.Verdict.NO_CALL) {
            notACall();
        } else if (end.feed(c)) {
            value(Closing.AS_MEANT);
        } else if (end.state() == JsonEnd.State.NO_VALUE) {
            notACall();
        }
    }

    private void notACall() {
        if (called) {
            reader.finish();
        } else {
            head.fail();
        }
    }

    /// A program of a tool that there is makes a call certain, whatever comes.
    private void decide() {
        boolean known = format.kind() != Kind.KNOWN || text.verdict() == ProgramInJson.Verdict.CALL;
        if (!certain && known && text.hasProgram()) {
            certain = true;
            head.accept();
        }
    }

    /// A value is over.
    private void value(Closing closing) {
        if (format.payload() == Payload.CALLS && !certain && WrittenCalls.isDescription(json.toString())) {
            head.accept();
            reader.afterDescription();
            return;
        }
        List<TextCall> calls = format.payload() == Payload.ARGUMENTS
                ? List.of(new TextCall(name == null ? "" : name, json.toString(), Form.ARGUMENTS, closing))
                : WrittenCalls.in(json.toString(), reader.tools(), closing);
        if (calls.isEmpty() && certain) {
            String called = text.name() == null ? "" : text.name();
            calls = List.of(new TextCall(called, json.toString(), Form.ARGUMENTS, closing));
        }
        boolean known = calls.stream().allMatch(call -> reader.tools().of(call.name()) != ToolNames.Meaning.NO_TOOL);
        if (calls.isEmpty() || (format.kind() == Kind.KNOWN && !known)) {
            notACall();
            return;
        }
        show();
        head.accept();
        calls.forEach(reader::call);
        called = true;
        between = true;
        shown = false;
        certain = false;
        json.setLength(0);
    }

    /// Between the values of one payload.
    private void next(char c) {
        if (format.payload() == Payload.CALLS && (c == '{' || c == '[')) {
            between = false;
            text = new ProgramInJson(reader.tools(), name);
            end = new JsonEnd();
            json.append(c);
            text.read(c);
            end.feed(c);
        } else if (!Character.isWhitespace(c) && c != ',' && c != ';') {
            reader.afterCall();
            reader.read(c);
        }
    }

    /// Shows what there is of the program.
    void show() {
        if (format.kind() == Kind.KNOWN && text.verdict() != ProgramInJson.Verdict.CALL) {
            return;
        }
        String piece = text.takeProgram();
        if (!piece.isEmpty()) {
            if (!shown) {
                shown = true;
                head.accept();
                reader.startCode(head.marker());
            }
            reader.showCode(piece);
        }
    }

    @Override
    public void end() {
        if (!between) {
            value(Closing.NOTHING);
        }
    }
}
