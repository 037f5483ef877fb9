package io.github.jupan.agent.internal.text;

import io.github.jupan.agent.internal.text.Format.Kind;
import io.github.jupan.agent.internal.text.TextCall.Closing;
import io.github.jupan.agent.internal.text.TextCall.Form;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A program, or arguments that are no JSON, as it stands between two marks.
///
/// A tag that could be HTML holds a program where the code has lines of its own, or the tag stands alone on a line
/// with its code; any but `<code>` also within a line, when it closes there. Else it is only spoken of.
final class RawPayload implements State {

    private static final Set<String> HTML = Set.of("<code>", "<code ");

    private final TextReader reader;
    private final Head head;
    private final Format format;
    private final @Nullable String name;
    private final RawText text;
    private final boolean program;
    private final StringBuilder firstLine = new StringBuilder();
    private final StringBuilder unshown = new StringBuilder();
    private boolean decided;
    private boolean closed;

    RawPayload(TextReader reader, Head head, Format format, @Nullable String name) {
        this.reader = reader;
        this.head = head;
        this.format = format;
        this.name = name;
        this.program = name == null || reader.tools().of(name) == ToolNames.Meaning.PYTHON;
        this.text = new RawText(format.closings().stream().flatMap(List::stream).toList(), program, this::wrote);
        if (format.kind() != Kind.TAG) {
            decide();
        }
    }

    private void decide() {
        decided = true;
        head.accept();
        if (program) {
            reader.startCode(head.marker());
            wrote(unshown.toString());
        }
    }

    private void wrote(String piece) {
        if (!decided) {
            unshown.append(piece);
        } else if (program) {
            reader.showCode(piece);
        }
    }

    @Override
    public void read(char c) {
        head.keep(c);
        if (closed) {
            afterHtml(c);
            return;
        }
        if (!decided && c == '\n') {
            if (!firstLine.toString().isBlank() && !head.startsLine()) {
                head.fail();
                return;
            }
            decide();
        } else if (!decided) {
            firstLine.append(c);
        }
        if (text.read(c).isEmpty()) {
            return;
        }
        if (decided) {
            done(Closing.AS_MEANT);
        } else if (!HTML.contains(format.opening())) {
            decide();
            done(Closing.AS_MEANT);
        } else if (head.startsLine()) {
            closed = true;
        } else {
            head.fail();
        }
    }

    private void afterHtml(char c) {
        if (c == '\n') {
            decide();
            done(Closing.AS_MEANT);
        } else if (!Character.isWhitespace(c)) {
            head.fail();
        }
    }

    private void done(Closing closing) {
        if (format.kind() == Kind.CALL) {
            reader.call(new TextCall(name == null ? "" : name, text.text(), Form.ARGUMENTS, closing));
            reader.afterCall();
        } else {
            reader.program("", text.text(), closing);
        }
    }

    void show() {
        if (decided) {
            text.show();
        }
    }

    @Override
    public void end() {
        boolean endsWithTurn = format.opening().equals("<|python_tag|>");
        if (closed) {
            decide();
            done(Closing.AS_MEANT);
        } else if (!decided) {
            head.fail();
        } else {
            Closing unclosed = endsWithTurn ? Closing.END_OF_TURN : Closing.NOTHING;
            done(text.end() ? Closing.AS_MEANT : unclosed);
        }
    }
}
