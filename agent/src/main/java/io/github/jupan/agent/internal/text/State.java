package io.github.jupan.agent.internal.text;

/// What a text is at one place: takes in the next character.
interface State {

    void read(char c);

    /// The text is over.
    void end();
}
