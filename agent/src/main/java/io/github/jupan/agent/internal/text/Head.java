package io.github.jupan.agent.internal.text;

import io.github.jupan.agent.internal.text.Format.Kind;
import io.github.jupan.agent.internal.text.Format.Part;
import io.github.jupan.agent.internal.text.Format.Payload;
import java.util.ArrayList;
import java.util.List;

/// A text that may begin one of several forms: reads up to the payload of the first that fits. Keeps what it has read
/// until it is certain, so that it can be read again as another form, or as what the model says.
final class Head implements State {

    private static final class Candidate {
        private final Format format;
        private final Cursor cursor;
        private int payloadAt;
        private int blanks;

        private Candidate(Format format) {
            this.format = format;
            this.cursor = new Cursor(format.head());
            this.payloadAt = cursor.over() ? 0 : -1;
        }

        /// Where something stands behind the head.
        private int contentAt(StringBuilder kept) {
            while (payloadAt + blanks < kept.length() && Character.isWhitespace(kept.charAt(payloadAt + blanks))) {
                blanks++;
            }
            return payloadAt + blanks;
        }

        /// Takes in a character; false when the text is not of this form.
        private boolean takes(char c, int length) {
            if (payloadAt >= 0) {
                return true;
            }
            return switch (cursor.take(c)) {
                case FAILED -> false;
                case BEHIND -> {
                    payloadAt = length - 1;
                    yield true;
                }
                case TAKEN -> {
                    payloadAt = cursor.over() ? length : -1;
                    yield true;
                }
            };
        }
    }

    private enum Fit {
        YES,
        NO,
        UNDECIDED
    }

    private final TextReader reader;
    private final boolean startsLine;
    private final StringBuilder kept = new StringBuilder();
    private List<Format> formats;
    private List<Candidate> candidates = new ArrayList<>();
    private boolean accepted;
    private String marker = "";

    /// @param startsLine whether it begins a line
    Head(TextReader reader, List<Format> formats, boolean startsLine) {
        this.reader = reader;
        this.startsLine = startsLine;
        this.formats = formats;
    }

    boolean startsLine() {
        return startsLine;
    }

    /// What opened the form, for people.
    String marker() {
        return marker;
    }

    /// Takes in a character of the payload, should it have to be read again.
    void keep(char c) {
        if (!accepted) {
            kept.append(c);
        }
    }

    /// The form is certain.
    void accept() {
        if (!accepted) {
            accepted = true;
            reader.opens();
            kept.setLength(0);
        }
    }

    @Override
    public void read(char c) {
        kept.append(c);
        if (kept.length() == 1
                && formats.stream().allMatch(format -> format.opening().length() > 1)) {
            return;
        }
        if (candidates.isEmpty()) {
            begin(c);
        } else {
            candidates.removeIf(candidate -> !candidate.takes(c, kept.length()));
        }
        candidates.removeIf(candidate -> candidate.payloadAt >= 0 && fit(candidate) == Fit.NO);
        if (candidates.isEmpty()) {
            reader.release(kept.toString());
            return;
        }
        Candidate first = candidates.getFirst();
        if (first.payloadAt >= 0 && fit(first) == Fit.YES) {
            start(first);
        }
    }

    /// Most marks differ in their second character: what a lone `<` could begin is not looked into.
    private void begin(char c) {
        for (Format format : formats) {
            boolean fits = kept.length() == 1 || format.opening().charAt(1) == c;
            Candidate candidate = new Candidate(format);
            if (fits
                    && (kept.length() == 1 || candidate.takes(kept.charAt(0), 1))
                    && candidate.takes(c, kept.length())) {
                candidates.add(candidate);
            }
        }
    }

    /// Whether what comes behind the head can be the form's payload.
    private Fit fit(Candidate candidate) {
        Payload payload = candidate.format.payload();
        if (payload == Payload.NONE || payload == Payload.CODE || payload == Payload.THOUGHT) {
            return Fit.YES;
        }
        int at = candidate.contentAt(kept);
        if (at == kept.length()) {
            return Fit.UNDECIDED;
        }
        char c = kept.charAt(at);
        return switch (payload) {
            case CALLS -> c == '{' || c == '[' ? Fit.YES : Fit.NO;
            case PYTHON -> Character.isLetter(c) || c == '_' ? Fit.YES : Fit.NO;
            case PARAMETERS -> parameters(candidate.format, kept.substring(at));
            case ARGUMENTS, KEYWORDS, CODE, THOUGHT, NONE -> Fit.YES;
        };
    }

    private static Fit parameters(Format format, String text) {
        List<String> beginnings = new ArrayList<>(format.closing());
        for (Format.Argument argument : format.arguments()) {
            if (!(argument.head().getFirst() instanceof Part.Literal(String literal))) {
                return Character.isLetter(text.charAt(0))
                                || format.closing().stream().anyMatch(text::startsWith)
                        ? Fit.YES
                        : Fit.NO;
            }
            beginnings.add(literal);
        }
        if (beginnings.stream().anyMatch(text::startsWith)) {
            return Fit.YES;
        }
        return beginnings.stream().anyMatch(each -> each.startsWith(text)) ? Fit.UNDECIDED : Fit.NO;
    }

    private void start(Candidate candidate) {
        Format format = candidate.format;
        String name = candidate.cursor.tool();
        String payload = kept.substring(candidate.payloadAt);
        marker = format.opening().isEmpty()
                ? "JSON"
                : kept.substring(0, candidate.payloadAt).strip();
        formats = formats.subList(formats.indexOf(format) + 1, formats.size());
        kept.setLength(candidate.payloadAt);
        switch (format.payload()) {
            case NONE -> {
                accepted = true;
                reader.mark(format, kept.toString());
            }
            case THOUGHT -> {
                String mark = kept.toString();
                accept();
                Thought.Opening opening =
                        startsLine || mark.startsWith("<|") ? Thought.Opening.MARKED : Thought.Opening.IN_LINE;
                reader.enter(new Thought(reader, format.closing(), opening, mark));
            }
            case CODE -> reader.enter(new RawPayload(reader, this, format, null));
            case CALLS -> reader.enter(new JsonPayload(reader, this, format, name));
            case ARGUMENTS ->
                reader.enter(
                        payload.strip().startsWith("{")
                                ? new JsonPayload(reader, this, format, name)
                                : new RawPayload(reader, this, format, name));
            case PARAMETERS -> reader.enter(new ParametersPayload(reader, this, format, name));
            case PYTHON, KEYWORDS -> reader.enter(new PythonPayload(reader, this, format, name));
        }
        reader.replay(payload);
    }

    /// The text is not of the form that was begun: another may fit, or it is no form at all.
    void fail() {
        if (accepted) {
            reader.finish();
            return;
        }
        String text = kept.toString();
        if (formats.isEmpty() || !reader.mayReadAgain(text)) {
            reader.release(text);
        } else {
            reader.enter(new Head(reader, formats, startsLine));
            reader.replay(text);
        }
    }

    @Override
    public void end() {
        for (Candidate candidate : candidates) {
            // What the text ends in is no payload, but may be a mark.
            if (candidate.payloadAt >= 0
                    && candidate.format.kind() == Kind.CALL
                    && candidate.cursor.tool() != null
                    && candidate.format.payload() == Payload.PARAMETERS) {
                start(candidate);
                reader.endState();
                return;
            }
        }
        reader.release(kept.toString());
    }
}
