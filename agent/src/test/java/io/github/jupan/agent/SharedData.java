package io.github.jupan.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// Public data to test against, beside the project; tests skip where it is absent.
public final class SharedData {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SharedData() {}

    public static List<JsonNode> lines(String name) throws IOException {
        Path file = root().resolveSibling("shared").resolve("data").resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "skipped: there is no " + file);
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            nodes.add(JSON.readTree(line));
        }
        return nodes;
    }

    private static Path root() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path pom = folder.resolve("pom.xml");
            boolean wrapper = Files.exists(folder.resolve("mvnw"));
            if (wrapper
                    || (Files.exists(pom)
                            && Files.readString(pom).contains("<artifactId>jupan</artifactId>\n  <version>"))) {
                return folder;
            }
            folder = folder.getParent();
        }
        throw new IllegalStateException("this test runs outside of the project");
    }
}
