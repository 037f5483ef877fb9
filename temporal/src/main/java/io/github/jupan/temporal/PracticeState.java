package io.github.jupan.temporal;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.practice.PracticeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/// Which workflows a practice folder has begun and not taken everything from: `temporal.json` in the folder, so that
/// whoever goes on finds them again.
final class PracticeState {

    private final Path file;
    private final String id;
    private final TreeSet<Integer> open = new TreeSet<>();
    private int begun;

    private PracticeState(Path file, String id) {
        this.file = file;
        this.id = id;
    }

    /// @throws PracticeException when it cannot be read
    static PracticeState of(Path folder) {
        Path file = folder.resolve("temporal.json");
        if (!Files.exists(file)) {
            return new PracticeState(file, UUID.randomUUID().toString());
        }
        try {
            JsonNode node = TemporalServer.JSON.readTree(file.toFile());
            PracticeState state = new PracticeState(file, node.path("id").asText());
            state.begun = node.path("begun").asInt();
            state.open.addAll(
                    TemporalServer.JSON.convertValue(node.path("open"), new TypeReference<List<Integer>>() {}));
            return state;
        } catch (IOException | IllegalArgumentException broken) {
            throw new PracticeException(file + " cannot be read: " + broken.getMessage(), broken);
        }
    }

    /// The workflow's id.
    String workflow(int number) {
        return "jupan-practice-" + id + "-" + number;
    }

    synchronized List<Integer> open() {
        return List.copyOf(open);
    }

    /// The number of a workflow that is about to begin.
    synchronized int begin() {
        begun++;
        open.add(begun);
        write();
        return begun;
    }

    /// All that came of it is in the folder.
    synchronized void taken(int number) {
        open.remove(number);
        write();
    }

    private void write() {
        ObjectNode node = TemporalServer.JSON.createObjectNode().put("id", id).put("begun", begun);
        open.forEach(node.putArray("open")::add);
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(whole, node + "\n");
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
