package io.github.jupan.sandbox;

/// What stands between guest code and the machine, the strongest layer first. Each layer holds by itself; a sandbox
/// has the layer that it was asked for and all that follow.
public enum Isolation {

    /// The worker sees no other process, no network, and of the files only what it needs to run, read-only. Needs
    /// bubblewrap (`bwrap`) and a kernel that lets this user make namespaces, which many containers do not.
    NAMESPACES("namespaces", "bubblewrap: no network, no other process, no files but its own program, read-only"),

    /// The worker writes no file and no core dump, and opens few files. Needs `/bin/sh`.
    RESOURCE_LIMITS("limits", "it cannot write a file or a core dump, and opens few files"),

    /// The worker is a process with an empty environment, an empty working folder and bounded memory.
    PROCESS("process", "a JVM of its own: bounded memory, no environment, killed at the deadline"),

    /// The interpreter has no files, network, processes, threads, native code or Java.
    INTERPRETER("interpreter", "GraalPy: no files, network, processes, threads, native code or Java");

    private final String word;
    private final String description;

    Isolation(String word, String description) {
        this.word = word;
        this.description = description;
    }

    /// One word for a list.
    public String word() {
        return word;
    }

    /// What it does, in a line.
    public String description() {
        return description;
    }

    /// Whether a sandbox of this isolation has that layer.
    public boolean includes(Isolation layer) {
        return compareTo(layer) <= 0;
    }
}
