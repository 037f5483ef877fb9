package io.github.jupan.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// One hostile snippet. `PATH` names a file that it must not read or change, `PORT` a port that it must not reach,
/// `SECONDS` how long a process sleeps that it must not start, and `lookup(key)` is the one function of the host.
record HostileCase(String family, String code) {

    static final Path SHARED = Path.of("../../shared/data/hostile");

    private static final String SEPARATOR = "(?m)^# ---\n";

    static List<HostileCase> own() {
        URL folder = Objects.requireNonNull(HostileCase.class.getResource("hostile"));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.sorted().flatMap(HostileCase::ofPython).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<HostileCase> shared() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<HostileCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(SHARED)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    JsonNode test = json.readTree(line);
                    cases.add(new HostileCase(name(file), test.get("code").asText()));
                }
            }
        }
        return cases;
    }

    private static Stream<HostileCase> ofPython(Path file) {
        try {
            return Stream.of(Files.readString(file).split(SEPARATOR)).map(code -> new HostileCase(name(file), code));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\..*", "");
    }
}
