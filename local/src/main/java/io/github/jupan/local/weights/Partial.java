package io.github.jupan.local.weights;

import io.github.jupan.packages.Turn;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// What has come of one model: the beginning of its file, and the wheel that is coming. One pull at a time works on it.
final class Partial {

    private static final String FOLDER = ".partial";

    private final Path folder;

    Partial(Path models, String name) {
        folder = models.toAbsolutePath().resolve(FOLDER).resolve(name);
    }

    /// The file's beginning: whichever source it came from, any other can go on with it.
    Path whole() {
        return folder.resolve("whole");
    }

    Path wheel(String fileName) {
        return folder.resolve(fileName);
    }

    long bytes() throws IOException {
        return Files.exists(whole()) ? Files.size(whole()) : 0;
    }

    boolean exists() {
        return Files.isDirectory(folder);
    }

    /// Lets one pull work, and then the next.
    ///
    /// @param waiting called when another one is at work
    Turn take(Runnable waiting) throws IOException, InterruptedException {
        return Turn.take(folder, waiting);
    }

    /// @return the bytes that are free now
    long remove() throws IOException {
        Optional<Turn> turn = Turn.tryTake(folder);
        if (turn.isEmpty()) {
            throw new WeightsException(folder.getFileName() + " is being pulled by another jupan: stop that first");
        }
        try (Turn own = turn.get()) {
            long bytes = size();
            clear(own);
            return bytes;
        }
    }

    private long size() throws IOException {
        long bytes = 0;
        try (Stream<Path> all = Files.list(folder)) {
            for (Path each : all.toList()) {
                bytes += Files.size(each);
            }
        }
        return bytes;
    }

    /// Leaves nothing.
    void clear(Turn own) throws IOException {
        own.clear();
        try {
            Files.delete(folder.getParent());
        } catch (DirectoryNotEmptyException | NoSuchFileException others) {
            // Other models are on their way.
        }
    }
}
