package io.github.jupan.agent.internal.text;

import java.util.Optional;

/// Reads the text of one turn, which arrives in pieces: what the model says, what it thinks, and the programs and
/// calls that it writes, in any form of `formats.txt` or in a fenced block. Any pieces of the same text give the
/// same result: what may yet become a mark is held back, and little else is.
///
/// Inline code, quoted lines and blocks in other languages hold nothing but text. After a program, or after a group
/// of calls, nothing more is read: it was written without the result.
public final class TextReader {

    /// Whether more can come.
    public enum Status {
        OPEN,
        /// There are calls; another may follow right behind them.
        CALLED,
        /// The rest of the turn does not matter.
        DONE
    }

    /// Who opens the model's thinking.
    public enum ThoughtOpening {
        /// Nobody knows yet: what runs waits for the end of the turn, and a closing mark alone says that all before
        /// it was thinking.
        UNKNOWN,
        /// The model, where it thinks.
        MODEL,
        /// The template of its prompt: a turn begins in the middle of a thought.
        TEMPLATE
    }

    /// How often the characters of a turn are read again, on average and beyond the first few: text that begins forms
    /// without end and keeps to none costs no more.
    private static final int READ_AGAIN = 8;

    private static final int READ_AGAIN_FREELY = 10_000;

    private enum Channel {
        NONE,
        TEXT,
        THINKING,
        CODE
    }

    private final TextSink sink;
    private final ToolNames tools;
    private final boolean looksForCalls;
    private final StringBuilder out = new StringBuilder();
    private final Prose prose = new Prose(this);
    private Channel channel = Channel.NONE;
    private State state = prose;
    private ThoughtOpening opening;
    private boolean called;
    private boolean done;
    private boolean ended;
    private int saidChars;
    private long readChars;
    private long readAgainChars;
    private int blocks;
    private Optional<BareBlock> bareBlock = Optional.empty();

    /// @param looking for programs and calls, or else they are text
    /// @param opening who opens this model's thinking
    public TextReader(TextSink sink, ToolNames tools, Looking looking, ThoughtOpening opening) {
        this.sink = sink;
        this.tools = tools;
        this.looksForCalls = looking == Looking.FOR_CALLS;
        this.opening = opening;
        if (opening == ThoughtOpening.TEMPLATE) {
            state = new Thought(this, Formats.THOUGHT_CLOSINGS, Thought.Opening.BY_TEMPLATE, "");
        }
    }

    /// A fenced block without a language.
    ///
    /// @param start where its fence begins in what the model said, in UTF-16 code units
    public record BareBlock(int start, String content) {}

    /// What is looked for in a turn's text.
    public enum Looking {
        FOR_CALLS,
        /// Programs and calls are text like any other.
        FOR_THINKING_ALONE
    }

    /// Takes in a piece of the text.
    public void feed(String piece) {
        for (int i = 0; i < piece.length() && !finished(); i++) {
            readChars++;
            read(piece.charAt(i));
        }
        showState();
        flush(false);
    }

    /// Whether nothing that may come matters.
    private boolean finished() {
        return done && opening != ThoughtOpening.UNKNOWN;
    }

    /// The text is over.
    public void end() {
        ended = true;
        state.end();
        prose.sayGroup();
        flush(true);
        if (opening == ThoughtOpening.UNKNOWN) {
            opening = ThoughtOpening.MODEL;
        }
    }

    public Status status() {
        if (finished()) {
            return Status.DONE;
        }
        return called && !done && opening != ThoughtOpening.UNKNOWN ? Status.CALLED : Status.OPEN;
    }

    /// The model's thinking arrives apart from its text, of which nothing has come yet: no thought is open in it.
    public void thinkingIsApart() {
        opening = ThoughtOpening.MODEL;
        state = prose;
    }

    /// Who opens the thinking, as far as this turn has shown.
    public ThoughtOpening thoughtOpening() {
        return opening;
    }

    /// The block without a language in which the turn ends, where there is no other block in it: it may be a program.
    public Optional<BareBlock> bareBlock() {
        return blocks == 1 && !called ? bareBlock : Optional.empty();
    }

    /// A block in a language that does not run has ended.
    void block(int start, Optional<String> bare) {
        blocks++;
        bareBlock = bare.map(content -> new BareBlock(start, content));
    }

    int saidChars() {
        return saidChars;
    }

    /// A character of what the model says.
    void text(char c) {
        put(Channel.TEXT, c);
        saidChars++;
        if (!Character.isWhitespace(c)) {
            bareBlock = Optional.empty();
        }
    }

    boolean hasCalled() {
        return called;
    }

    boolean isDone() {
        return done;
    }

    ToolNames tools() {
        return tools;
    }

    void read(char c) {
        state.read(c);
    }

    void replay(String text) {
        for (int i = 0; i < text.length(); i++) {
            state.read(text.charAt(i));
        }
    }

    void enter(State next) {
        state = next;
    }

    /// Ends what the current state has, at the end of the text.
    void endState() {
        state.end();
    }

    /// Whether a text that was no form after all is to be looked through for others.
    boolean mayReadAgain(String text) {
        readAgainChars += text.length();
        return readAgainChars <= READ_AGAIN * readChars + READ_AGAIN_FREELY;
    }

    /// What was held begins no form.
    void release(String text) {
        state = prose;
        if (called) {
            finish();
            replay(text);
            return;
        }
        if (text.startsWith("```")) {
            FenceLine.reopen(this, text);
        } else if (!text.isEmpty()) {
            prose.say(text.charAt(0));
            if (ended || !mayReadAgain(text)) {
                text.substring(1).chars().forEach(c -> prose.say((char) c));
            } else {
                replay(text.substring(1));
            }
        }
    }

    /// A form is certain: marks of a group before it are no text.
    void opens() {
        prose.dropGroup();
    }

    /// A mark was read that holds nothing.
    void mark(Format format, String text) {
        state = prose;
        switch (format.kind()) {
            case GROUP -> {
                if (!called) {
                    prose.group(text);
                }
            }
            case CLOSING -> {
                if (!called) {
                    loneClosing();
                }
            }
            case THOUGHT, CODE, TAG, CALL, KNOWN, MARK -> opens();
        }
    }

    /// A thought ended that nothing had opened.
    private void loneClosing() {
        flush(true);
        sink.wasThinking();
        saidChars = 0;
        opening = ThoughtOpening.TEMPLATE;
        fresh();
    }

    private void fresh() {
        called = false;
        done = false;
        blocks = 0;
        bareBlock = Optional.empty();
        prose.afterThought();
        state = prose;
    }

    void think(char c) {
        put(Channel.THINKING, c);
    }

    /// A thought has ended at this mark.
    void thought(String mark, Thought.Opening begun) {
        if (begun != Thought.Opening.BY_TEMPLATE && opening == ThoughtOpening.UNKNOWN) {
            opening = ThoughtOpening.MODEL;
        }
        fresh();
        // What ends gpt-oss's analysis begins its next message.
        boolean opensAnother =
                Formats.ALL.stream().anyMatch(format -> format.opening().startsWith(mark));
        if (opensAnother) {
            replay(mark);
        }
    }

    /// The thought that the template is said to have opened was none.
    void neverClosed(String text) {
        opening = ThoughtOpening.MODEL;
        state = prose;
        replay(text);
        state.end();
    }

    void startCode(String marker) {
        flush(true);
        sink.codeStarted(marker);
    }

    void showCode(String piece) {
        piece.chars().forEach(c -> put(Channel.CODE, (char) c));
    }

    void call(TextCall call) {
        flush(true);
        called = true;
        sink.call(call);
    }

    /// A tool's description was read, which is nothing that the model says.
    void afterDescription() {
        state = prose;
    }

    /// Whether another call follows is to be seen.
    void afterCall() {
        state = prose;
    }

    /// A program is whole.
    ///
    /// @param rest what of it was not shown yet
    void program(String rest, String program, TextCall.Closing closing) {
        showCode(rest);
        call(new TextCall("python", program, TextCall.Form.PROGRAM, closing));
        finish();
    }

    /// Nothing more is read.
    void finish() {
        done = true;
        state = opening == ThoughtOpening.UNKNOWN ? new Aftermath() : prose;
    }

    private void showState() {
        switch (state) {
            case FencedCode fenced -> fenced.show();
            case RawPayload raw -> raw.show();
            case JsonPayload json -> json.show();
            case ParametersPayload parameters -> parameters.show();
            default -> {}
        }
    }

    private void put(Channel into, char c) {
        if (channel != into) {
            flush(true);
            channel = into;
        }
        out.append(c);
    }

    private void flush(boolean all) {
        int length = out.length();
        if (!all && length > 0 && Character.isHighSurrogate(out.charAt(length - 1))) {
            length--;
        }
        if (length > 0) {
            String piece = out.substring(0, length);
            out.delete(0, length);
            switch (channel) {
                case TEXT -> sink.text(piece);
                case THINKING -> sink.thinking(piece);
                case CODE -> sink.code(piece);
                case NONE -> {}
            }
        }
    }

    /// What comes after the program or the calls, of a model of which it is not known who opens its thoughts: nothing
    /// matters in it but the mark that says that all of it was a draft.
    private final class Aftermath implements State {
        private final StringBuilder held = new StringBuilder();

        @Override
        public void read(char c) {
            held.append(c);
            while (!held.isEmpty()) {
                String text = held.toString();
                if (Formats.THOUGHT_CLOSINGS.contains(text)) {
                    loneClosing();
                    return;
                }
                if (Formats.THOUGHT_CLOSINGS.stream().anyMatch(closing -> closing.startsWith(text))) {
                    return;
                }
                held.deleteCharAt(0);
            }
        }

        @Override
        public void end() {}
    }

    /// Back-ticks that open no block: inline code begins or ends.
    void inlineTicks(int count) {
        prose.inlineTicks(count);
    }

    /// Says what was held.
    void say(String text) {
        state = prose;
        text.chars().forEach(c -> prose.say((char) c));
    }

    State prose() {
        return prose;
    }

    boolean looksForCalls() {
        return looksForCalls;
    }
}
