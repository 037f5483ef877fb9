package io.github.jupan.server.internal.acp;

import com.agentclientprotocol.sdk.spec.AcpSchema;
import io.github.jupan.agent.Mode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The modes of a session, as an editor lists them.
final class SessionModes {

    private static final List<AcpSchema.SessionMode> ALL = Arrays.stream(Mode.values())
            .map(mode -> new AcpSchema.SessionMode(id(mode), name(mode), description(mode)))
            .toList();

    private SessionModes() {}

    static AcpSchema.SessionModeState state(Mode current) {
        return new AcpSchema.SessionModeState(id(current), ALL);
    }

    static String id(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    static Mode of(String id) {
        return Arrays.stream(Mode.values())
                .filter(mode -> id(mode).equals(id))
                .findFirst()
                .orElseThrow(() -> Parameters.wrong("there is no mode " + id + "; use "
                        + Arrays.stream(Mode.values()).map(SessionModes::id).collect(Collectors.joining(", "))));
    }

    private static String name(Mode mode) {
        return mode.name().charAt(0) + mode.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private static String description(Mode mode) {
        return switch (mode) {
            case DIRECT -> "Answers at once, without code";
            case THINK -> "Thinks in small steps, without code";
            case CODE -> "Thinks in small steps and runs Python in a sandbox";
        };
    }
}
