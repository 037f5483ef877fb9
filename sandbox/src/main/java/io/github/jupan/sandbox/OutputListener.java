package io.github.jupan.sandbox;

/// Hears what a snippet prints, while it runs. A run delivers at most [Limits#outputBytes()] to it.
@FunctionalInterface
public interface OutputListener {

    /// @param text a piece of output; pieces may end anywhere but within a code point
    void onOutput(Channel channel, String text);

    /// Which of the two standard streams was written.
    enum Channel {
        STDOUT,
        STDERR
    }
}
