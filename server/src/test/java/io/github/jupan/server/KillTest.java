package io.github.jupan.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.sandbox.Cancellation;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Kills a program at random moments while it works on several files: whatever it had said was done must be in
/// them, and they must open. `-Djupan.kills=200` kills more often.
@Timeout(600)
class KillTest {

    private static final int KILLS = Integer.getInteger("jupan.kills", 40);
    private static final int FILES = 5;
    private static final int UUID_LENGTH = 36;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void nothingAcknowledgedIsLost() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("KillTest: seed " + seed);
        Random random = new Random(seed);
        QuickJvm jvm = QuickJvm.trained(
                folder,
                KilledProgram.class,
                "--once",
                folder.resolve("training.db").toString());
        List<Future<Integer>> kills = new ArrayList<>();
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < KILLS; i++) {
                Path own = Files.createDirectory(folder.resolve("kill" + i));
                int line = random.nextInt(80 * FILES);
                int nanos = random.nextInt(1_000_000);
                kills.add(two.submit(() -> kill(jvm, own, line, nanos)));
            }
        }
        int acknowledged = 0;
        for (Future<Integer> kill : kills) {
            acknowledged += kill.get();
        }
        System.out.println("KillTest: " + KILLS + " kills, each amid work on " + FILES + " files; " + acknowledged
                + " acknowledged things are all there");
        assertThat(acknowledged).isGreaterThan(20 * FILES * KILLS);
    }

    /// Kills the program a moment after it has said so many lines.
    private static int kill(QuickJvm jvm, Path folder, int line, int nanos) throws Exception {
        List<Path> files = IntStream.range(0, FILES)
                .mapToObj(i -> folder.resolve(i + ".db"))
                .toList();
        Process process = jvm.start(files.stream().map(Path::toString).toArray(String[]::new));
        List<String> said = new ArrayList<>();
        try (BufferedReader reader = process.inputReader()) {
            for (int i = 0; i < line; i++) {
                said.add(reader.readLine());
            }
            LockSupport.parkNanos(nanos);
            // Process.destroyForcibly would close the stream as well.
            process.toHandle().destroyForcibly();
            reader.lines().forEach(said::add);
        }
        process.waitFor();
        for (int i = 0; i < FILES; i++) {
            String prefix = i + " ";
            if (Files.exists(files.get(i))) {
                check(
                        files.get(i),
                        said.stream()
                                .filter(each -> each.startsWith(prefix))
                                .map(each -> each.substring(prefix.length()).split(" ", 3))
                                .toList());
            }
        }
        return said.size();
    }

    /// Empty for the last line, when it was cut off by the kill.
    private static Optional<ObjectNode> event(String json) {
        try {
            return Optional.of((ObjectNode) JSON.readTree(json));
        } catch (JsonProcessingException cutOff) {
            return Optional.empty();
        }
    }

    /// Text that nothing followed may be missing.
    private static void check(Path database, List<String[]> said) {
        Map<String, JoinedEvents> heard = new LinkedHashMap<>();
        try (Sessions sessions =
                new Sessions(new ObedientModel(), new TinySandbox(), List.of(), ServerLimits.DEFAULT, database)) {
            for (String[] words : said) {
                switch (words[0]) {
                    case "session" -> {
                        if (words[1].length() == UUID_LENGTH) {
                            assertThat(sessions.find(words[1])).isNotNull();
                        }
                    }
                    case "bound" -> {
                        if (words.length == 3) {
                            assertThat(sessions.find(words[1]).documents()).containsKey(words[2]);
                        }
                    }
                    case "event" -> {
                        if (words.length == 3) {
                            event(words[2])
                                    .ifPresent(event -> heard.computeIfAbsent(words[1], id -> new JoinedEvents())
                                            .add(event));
                        }
                    }
                    case "closed" -> assertThatThrownBy(() -> sessions.find(words[1]));
                    default -> {}
                }
            }
            heard.forEach((id, events) -> {
                List<ObjectNode> told = events.all();
                boolean endsInText = JoinedEvents.isText(told.getLast());
                List<ObjectNode> sure = endsInText ? told.subList(0, told.size() - 1) : told;
                List<ObjectNode> kept = JoinedEvents.of(sessions.find(id).history());
                assertThat(kept).hasSizeGreaterThanOrEqualTo(sure.size());
                assertThat(kept.subList(0, sure.size()).toString()).isEqualTo(sure.toString());
                assertThat(sessions.find(id).run("x = 1", event -> {}, new Cancellation()))
                        .isNotNull();
            });
        }
    }
}
