package io.github.jupan.server.internal.rpc;

/// One parameter of a method, or one member of an object.
record Param(String name, Shape shape, Presence presence, String description) {

    /// Whether it may be left out; null counts as left out.
    enum Presence {
        REQUIRED,
        OPTIONAL
    }

    static Param required(String name, Shape shape, String description) {
        return new Param(name, shape, Presence.REQUIRED, description);
    }

    static Param optional(String name, Shape shape, String description) {
        return new Param(name, shape, Presence.OPTIONAL, description);
    }

    boolean isRequired() {
        return presence == Presence.REQUIRED;
    }
}
