package io.github.jupan.local.weights;

/// Hears how a pull goes on, on the thread that pulls.
public interface PullListener {

    /// A line for people: what is taken next, and why.
    void note(String line);

    /// How much of the whole file is here, counted from its beginning; less than before when it is begun anew.
    void at(long bytes);

    /// All is here, and is being read once more.
    void checking();
}
