package io.github.jupan.agent.internal.text;

/// Where the parts of a turn's text go. A piece never ends in half a character that takes two units, and is never
/// empty.
public interface TextSink {

    void text(String piece);

    void thinking(String piece);

    /// A program begins.
    ///
    /// @param marker what opened it, for people
    void codeStarted(String marker);

    /// More of the program that began last.
    void code(String piece);

    /// A call is whole. The program that began last, if it has no call yet, belongs to this one.
    void call(TextCall call);

    /// All that came so far was thinking: the model's template had opened it.
    void wasThinking();
}
