package io.github.jupan.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// Public data that lies beside the project, where it does.
final class SharedData {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SharedData() {}

    /// A file or folder; the test is skipped where it is absent.
    static Path path(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("../shared/data"))) {
            folder = folder.getParent();
        }
        Assumptions.assumeTrue(folder != null, "skipped: there is no ../shared/data beside the project");
        return folder == null ? Path.of("") : folder.resolve("../shared/data").resolve(name);
    }

    static List<JsonNode> lines(String name) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : Files.readAllLines(path(name))) {
            nodes.add(JSON.readTree(line));
        }
        return nodes;
    }
}
