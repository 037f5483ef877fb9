package io.github.jupan.server;

import io.github.jupan.agent.EventJson;
import io.github.jupan.agent.Question;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A program that works on sessions in several files at once, and says each thing that was done, a line each, until
/// it is killed: `FILE session ID`, `FILE bound ID NAME`, `FILE event ID JSON`, `FILE closed ID`, the file by its
/// number. It takes the files; with `--once` before them it ends by itself.
final class KilledProgram {

    private static final ServerLimits LIMITS =
            new ServerLimits(999, 9, 9, 16L << 30, 1 << 20, Duration.ofHours(1), Duration.ofSeconds(1));

    private KilledProgram() {}

    public static void main(String[] arguments) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        boolean once = arguments[0].equals("--once");
        for (int i = once ? 1 : 0; i < arguments.length; i++) {
            int file = i;
            Thread.ofPlatform().start(() -> {
                Path database = Path.of(arguments[file]);
                try (var sessions = new Sessions(new ObedientModel(), new TinySandbox(), List.of(), LIMITS, database)) {
                    do {
                        work(sessions, line -> out.println(file + " " + line));
                    } while (!once);
                }
            });
        }
    }

    private static void work(Sessions sessions, Consumer<String> done) {
        Session session = sessions.open(SessionOptions.DEFAULT);
        String id = session.id();
        done.accept("session " + id);
        for (int i = 0; i < 3; i++) {
            session.bind(Map.of("d" + i, "고래".repeat(1000 * (i + 1))));
            done.accept("bound " + id + " d" + i);
            session.ask(Question.of("run x = " + i), event -> done.accept("event " + id + " " + EventJson.of(event)));
        }
        Session brief = sessions.open(SessionOptions.DEFAULT);
        sessions.close(brief.id());
        done.accept("closed " + brief.id());
    }
}
