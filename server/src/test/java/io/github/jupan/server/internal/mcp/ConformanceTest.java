package io.github.jupan.server.internal.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.server.HttpDoor;
import io.github.jupan.server.HttpOptions;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.NodePackages;
import io.github.jupan.server.internal.peer.Json;
import jakarta.servlet.Servlet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The protocol's own conformance suite against the HTTP server.
class ConformanceTest {

    /// `docs/mcp.md` gives the reasons.
    private static final Set<String> NOT_APPLICABLE = Set.of(
            "completion-complete",
            "logging-set-level",
            "resources-subscribe",
            "resources-unsubscribe",
            "server-sse-polling",
            "tools-call-with-logging");

    @TempDir
    private Path results;

    @Test
    void passesEveryScenarioThatApplies() throws Exception {
        NodePackages packages = NodePackages.of("conformance", "@modelcontextprotocol/conformance@0.1.13");
        try (Sessions sessions = Servers.sessions();
                HttpDoor http = HttpDoor.open(sessions, with(sessions))) {
            packages.run(
                    packages.folder().resolve("node_modules/@modelcontextprotocol/conformance/dist/index.js"),
                    "server",
                    "--url",
                    "http://127.0.0.1:" + http.port() + "/mcp",
                    "--output-dir",
                    results.toString(),
                    "--suite",
                    "all");
        }
        Map<String, Set<String>> failed = new TreeMap<>();
        int checks = 0;
        int scenarios = 0;
        for (Path folder : folders()) {
            String scenario = scenario(folder);
            Set<String> failures = failed.computeIfAbsent(scenario, name -> new TreeSet<>());
            scenarios++;
            for (JsonNode check : Json.read(Files.readString(folder.resolve("checks.json")))) {
                if (check.path("status").asText().equals("FAILURE")) {
                    failures.add(check.path("errorMessage").asText());
                } else {
                    checks++;
                }
            }
        }
        System.out.println("MCP conformance: " + scenarios + " scenarios, " + NOT_APPLICABLE.size()
                + " of them do not apply, " + checks + " checks passed");
        assertThat(failed).containsKeys(NOT_APPLICABLE.toArray(String[]::new)).hasSize(32);
        NOT_APPLICABLE.forEach(failed::remove);
        assertThat(failed)
                .allSatisfy((scenario, failures) -> assertThat(failures).isEmpty());
    }

    private static HttpOptions with(Sessions sessions) {
        Servlet servlet = new McpServlet(sessions, SessionOptions.DEFAULT, ConformanceServer.offer());
        return new HttpOptions(
                new HttpOptions.Place.Port("127.0.0.1", 0), new HttpOptions.Access.Anybody(), Map.of("/mcp", servlet));
    }

    @Test
    void theDocumentGivesTheReasons() throws Exception {
        List<String> rows = Files.readString(Path.of("../docs/mcp.md"))
                .lines()
                .filter(line -> line.matches("\\| `[a-z-]+` \\| .*"))
                .map(line -> line.split("`")[1])
                .filter(name -> name.contains("-"))
                .toList();
        assertThat(rows).containsExactlyInAnyOrderElementsOf(NOT_APPLICABLE);
    }

    private Iterable<Path> folders() throws Exception {
        try (Stream<Path> all = Files.list(results)) {
            return all.sorted().toList();
        }
    }

    private static String scenario(Path folder) {
        return Pattern.compile("^server-|-\\d{4}-\\d\\d-\\d\\dT.*$")
                .matcher(folder.getFileName().toString())
                .replaceAll("");
    }
}
