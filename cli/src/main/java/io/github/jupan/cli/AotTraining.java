package io.github.jupan.cli;

import io.github.jupan.cli.options.AskOptions;
import io.github.jupan.cli.session.Repl;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.sandbox.WorkerSandbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;

/// Does once what the program is used for, so that the JVM sees which classes that takes. The launcher runs it in the
/// background, to make the AOT cache with which later starts are quicker.
final class AotTraining {

    private static final String QUESTION = "How many r's are in strawberry?";

    private AotTraining() {}

    public static void main(String[] args) throws IOException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(
                InputStream.nullInputStream(),
                nowhere,
                nowhere,
                Map.of("JUPAN_MODEL", "offline", "XDG_STATE_HOME", "/dev/null", "XDG_CONFIG_HOME", "/nonexistent"),
                Set.of(),
                WorkerSandbox::new);
        Main.run(new String[] {"ask", QUESTION}, surroundings);
        Main.run(new String[] {"ask", "--json", QUESTION}, surroundings);
        byte[] typed = (QUESTION + "\n/quit\n").getBytes(StandardCharsets.UTF_8);
        try (Terminal terminal = new ExternalTerminal(
                "training", "xterm", new ByteArrayInputStream(typed), nowhere, StandardCharsets.UTF_8)) {
            Repl.converse(surroundings, new AskOptions().setup(surroundings), Repl.Beginning.NEW, terminal, "");
        }
        System.exit(0);
    }
}
