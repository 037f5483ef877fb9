package io.github.jupan.agent.internal.text;

import io.github.jupan.agent.internal.text.Format.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls as Python writes them, up to their closing mark. Nothing of them shows before they are whole.
final class PythonPayload implements State {

    private final TextReader reader;
    private final Head head;
    private final Format format;
    private final String prefix;
    private final List<String> closings;
    private final StringBuilder text = new StringBuilder();

    PythonPayload(TextReader reader, Head head, Format format, @Nullable String name) {
        this.reader = reader;
        this.head = head;
        this.format = format;
        this.prefix = name == null ? "" : name + "(";
        this.closings =
                format.closings().isEmpty() ? List.of() : format.closings().getLast();
    }

    @Override
    public void read(char c) {
        head.keep(c);
        text.append(c);
        if (c == '\n' && format.kind() == Kind.KNOWN && text.indexOf("(") < 0) {
            head.fail();
            return;
        }
        for (String closing : closings) {
            int start = text.length() - closing.length();
            if (start >= 0 && text.indexOf(closing, start) == start) {
                List<TextCall> calls = calls(start);
                if (!calls.isEmpty()) {
                    done(calls);
                    return;
                }
            }
        }
    }

    private List<TextCall> calls(int end) {
        String inside = text.substring(0, end).strip();
        String bracket = format.closings().isEmpty() ? "" : format.closing().getFirst();
        if (bracket.equals("]") && inside.endsWith(bracket)) {
            inside = inside.substring(0, inside.length() - 1).strip();
        }
        if (!inside.endsWith(")")) {
            return List.of();
        }
        return PythonCalls.in(prefix + inside, reader.tools(), format.kind() == Kind.KNOWN);
    }

    private void done(List<TextCall> calls) {
        head.accept();
        calls.forEach(reader::call);
        reader.afterCall();
    }

    @Override
    public void end() {
        List<TextCall> calls = calls(text.length());
        if (calls.isEmpty()) {
            head.fail();
        } else {
            done(calls);
        }
    }
}
