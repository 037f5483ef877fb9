package io.github.jupan.server.internal.acp;

import com.agentclientprotocol.sdk.spec.AcpSchema;
import io.github.jupan.agent.Mode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a user can write at the beginning of a prompt, with a `/`.
enum Command {
    CODE("Answers this one in steps and with code", "a question"),
    THINK("Answers this one in steps, without code", "a question"),
    DIRECT("Answers this one at once, without code", "a question"),
    RUN("Runs Python in this conversation's interpreter", "Python code"),
    RESET("Gives this conversation a fresh interpreter", "");

    private final String description;
    private final String hint;

    Command(String description, String hint) {
        this.description = description;
        this.hint = hint;
    }

    /// One that was written, and what stood behind it.
    record Written(Command command, String rest) {}

    /// The command at the beginning of a text; empty when there is none.
    static Optional<Written> in(String text) {
        String[] words = text.strip().split("\\s+", 2);
        return Arrays.stream(values())
                .filter(each -> words[0].equals("/" + each.word()))
                .findFirst()
                .map(each -> new Written(each, words.length > 1 ? words[1] : ""))
                .filter(written -> written.command() == RESET || !written.rest().isBlank());
    }

    /// For those that are a question's mode.
    Optional<Mode> mode() {
        return switch (this) {
            case CODE -> Optional.of(Mode.CODE);
            case THINK -> Optional.of(Mode.THINK);
            case DIRECT -> Optional.of(Mode.DIRECT);
            case RUN, RESET -> Optional.empty();
        };
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AcpSchema.AvailableCommandsUpdate all() {
        List<AcpSchema.AvailableCommand> commands = Arrays.stream(values())
                .map(each -> new AcpSchema.AvailableCommand(
                        each.word(),
                        each.description,
                        each.hint.isEmpty() ? null : new AcpSchema.AvailableCommandInput(each.hint)))
                .toList();
        return new AcpSchema.AvailableCommandsUpdate(null, commands);
    }
}
