package io.github.jupan.local;

/// How a model's process is started.
public record LocalOptions() {

    public static final LocalOptions DEFAULT = new LocalOptions();
}
