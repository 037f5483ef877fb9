package io.github.jupan.agent.internal.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.internal.text.Format.Part;
import io.github.jupan.agent.internal.text.TextCall.Closing;
import io.github.jupan.agent.internal.text.TextCall.Form;
import io.github.jupan.agent.internal.text.ToolNames.Meaning;
import io.github.jupan.tools.LenientJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Arguments in tags of their own, each with its name. Values are texts, unless the form says that they are JSON.
final class ParametersPayload implements State {

    /// A kind of argument, or a closing mark, as far as it was matched.
    private static final class Candidate {
        private final Format.@Nullable Argument argument;
        private final Cursor cursor;
        private int valueAt = -1;

        private Candidate(Format.@Nullable Argument argument, List<Part> parts) {
            this.argument = argument;
            this.cursor = new Cursor(parts);
        }

        private boolean takes(char c, int length) {
            if (valueAt >= 0) {
                return true;
            }
            boolean taken = cursor.take(c) == Cursor.Step.TAKEN;
            valueAt = taken && cursor.over() ? length : -1;
            return taken;
        }
    }

    private final TextReader reader;
    private final Head head;
    private final Format format;
    private final String name;
    private final boolean isPython;
    private final ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    private final StringBuilder held = new StringBuilder();
    private List<Candidate> candidates = List.of();
    private @Nullable RawText value;
    private @Nullable StringBuilder json;
    private int depth;
    private String key = "";
    private boolean shown;

    ParametersPayload(TextReader reader, Head head, Format format, @Nullable String name) {
        this.reader = reader;
        this.head = head;
        this.format = format;
        this.name = name == null ? "" : name;
        this.isPython = reader.tools().of(this.name) == Meaning.PYTHON;
        begin();
    }

    private void begin() {
        held.setLength(0);
        candidates = new ArrayList<>();
        format.arguments().forEach(each -> candidates.add(new Candidate(each, each.head())));
        format.closing().forEach(mark -> candidates.add(new Candidate(null, List.of(new Part.Literal(mark)))));
    }

    @Override
    public void read(char c) {
        head.keep(c);
        take(c);
    }

    private void take(char c) {
        if (value != null) {
            if (!value.read(c).isEmpty()) {
                endValue();
            }
        } else if (json != null) {
            json(c);
        } else if (!held.isEmpty() || !(Character.isWhitespace(c) || c == ',')) {
            match(c);
        }
    }

    private void match(char c) {
        held.append(c);
        candidates.removeIf(candidate -> !candidate.takes(c, held.length()));
        if (candidates.isEmpty()) {
            String rest = held.toString();
            if (isSpokenOf()) {
                head.fail();
            } else {
                done();
                reader.replay(rest);
            }
            return;
        }
        Candidate first = candidates.getFirst();
        if (first.valueAt < 0) {
            return;
        }
        if (first.argument == null) {
            if (isSpokenOf()) {
                head.fail();
            } else {
                done();
            }
            return;
        }
        String pending = held.substring(first.valueAt);
        startValue(first.argument, first.cursor.key());
        pending.chars().forEach(each -> take((char) each));
    }

    /// In the middle of a line, with nothing but a word that is no tool's between the marks.
    private boolean isSpokenOf() {
        return arguments.isEmpty() && !head.startsLine() && reader.tools().of(name) == Meaning.NO_TOOL;
    }

    private void startValue(Format.Argument argument, @Nullable String key) {
        this.key = key == null ? "" : key;
        if (argument.json()) {
            json = new StringBuilder();
            depth = 0;
            return;
        }
        boolean program = isPython && ProgramInJson.PROGRAMS.contains(this.key);
        if (program) {
            shown = true;
            head.accept();
            reader.startCode(head.marker());
        }
        value = new RawText(List.of(argument.closing()), program, program ? reader::showCode : piece -> {});
    }

    private void endValue() {
        if (value != null) {
            arguments.put(key, value.text());
            value = null;
        }
        begin();
    }

    private void json(char c) {
        StringBuilder text = json == null ? new StringBuilder() : json;
        if (depth == 0 && (c == ',' || c == '}')) {
            endJson(text);
            if (c == '}') {
                take(c);
            }
            return;
        }
        depth += "[{".indexOf(c) >= 0 ? 1 : "]}".indexOf(c) >= 0 ? -1 : 0;
        text.append(c);
    }

    private void endJson(StringBuilder text) {
        if (LenientJson.read(text.toString(), 0) instanceof LenientJson.Reading.Value read) {
            arguments.set(key, read.value());
        } else {
            arguments.put(key, text.toString());
        }
        json = null;
        begin();
    }

    private void done() {
        finish(Closing.AS_MEANT);
    }

    private void finish(Closing closing) {
        head.accept();
        reader.call(new TextCall(name, arguments.toString(), Form.ARGUMENTS, closing));
        reader.afterCall();
    }

    void show() {
        if (value != null && shown) {
            value.show();
        }
    }

    @Override
    public void end() {
        if (value != null) {
            Closing closing = value.end() ? Closing.AS_MEANT : Closing.NOTHING;
            endValue();
            finish(closing);
            return;
        }
        if (json != null) {
            endJson(json);
        }
        if (arguments.isEmpty() && reader.tools().of(name) == Meaning.NO_TOOL) {
            head.fail();
        } else {
            done();
        }
    }
}
