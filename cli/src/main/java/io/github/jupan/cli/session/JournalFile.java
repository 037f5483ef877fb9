package io.github.jupan.cli.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Writes a session's events to a file, a line each, as `jupan replay` reads them.
final class JournalFile {

    private JournalFile() {}

    /// @return how many events there are
    static int write(String file, List<ObjectNode> events) {
        try {
            Files.write(
                    Path.of(file), events.stream().map(ObjectNode::toString).toList(), StandardOpenOption.CREATE_NEW);
            return events.size();
        } catch (FileAlreadyExistsException taken) {
            throw new UsageException(file + " exists already; name another file");
        } catch (NoSuchFileException missing) {
            throw new UsageException("cannot write " + file + ": there is no such folder");
        } catch (IOException | InvalidPathException failure) {
            throw new UsageException("cannot write " + file + ": " + failure.getMessage());
        }
    }
}
