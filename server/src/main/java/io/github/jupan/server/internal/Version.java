package io.github.jupan.server.internal;

import org.jspecify.annotations.Nullable;

/// Of the program, as its jar says.
public final class Version {

    private Version() {}

    public static String number() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
