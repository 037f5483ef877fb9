package io.github.jupan.server.internal.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.server.HttpDoor;
import io.github.jupan.server.HttpOptions;
import io.github.jupan.server.Permission;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.NodePackages;
import io.github.jupan.server.internal.peer.Json;
import jakarta.servlet.Servlet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /// Of the suite of the newest revision.
    private static final Set<String> NOT_APPLICABLE_TO_NEWEST = Set.of(
            "completion-complete",
            "http-custom-header-server-validation",
            "input-required-result-non-tool-request",
            "tasks-capability-negotiation",
            "tasks-dispatch-and-envelope",
            "tasks-lifecycle",
            "tasks-mrtr-composition",
            "tasks-mrtr-input",
            "tasks-request-headers",
            "tasks-request-state-removal",
            "tasks-required-task-error",
            "tasks-wire-fields");

    @TempDir
    private Path results;

    @Test
    void passesEveryScenarioThatApplies() throws Exception {
        NodePackages packages = NodePackages.of("conformance", "@modelcontextprotocol/conformance@0.1.13");
        Map<String, Set<String>> failed = run(packages, "--suite", "all");
        assertThat(failed).containsKeys(NOT_APPLICABLE.toArray(String[]::new)).hasSize(32);
        NOT_APPLICABLE.forEach(failed::remove);
        assertThat(failed)
                .allSatisfy((scenario, failures) -> assertThat(failures).isEmpty());
    }

    /// The suite of the newest revision, which needs a Node of its own.
    @Test
    void passesWhatTheNewestRevisionRequires() throws Exception {
        NodePackages packages = NodePackages.of(
                "conformance-newest",
                "--ignore-scripts=false",
                "node@22.23.3",
                "@modelcontextprotocol/conformance@0.2.0-alpha.12");
        Map<String, Set<String>> failed =
                run(packages, "--requirements", Revision.R2026_07_28.text(), "--timeout", "300000");
        assertThat(failed)
                .containsKeys(NOT_APPLICABLE_TO_NEWEST.toArray(String[]::new))
                .hasSize(50);
        NOT_APPLICABLE_TO_NEWEST.forEach(failed::remove);
        assertThat(failed)
                .allSatisfy((scenario, failures) -> assertThat(failures).isEmpty());
    }

    /// What failed, by scenario; nothing for one that passed.
    private Map<String, Set<String>> run(NodePackages packages, String... what) throws Exception {
        try (Sessions sessions = Servers.sessions();
                HttpDoor http = HttpDoor.open(sessions, with(sessions))) {
            List<String> arguments = new ArrayList<>(List.of(
                    "server", "--url", "http://127.0.0.1:" + http.port() + "/mcp", "--output-dir", results.toString()));
            arguments.addAll(List.of(what));
            packages.run(
                    packages.folder().resolve("node_modules/@modelcontextprotocol/conformance/dist/index.js"),
                    arguments.toArray(String[]::new));
        }
        Map<String, Set<String>> failed = new TreeMap<>();
        int checks = 0;
        int scenarios = 0;
        for (Path folder : folders()) {
            Set<String> failures = failed.computeIfAbsent(scenario(folder), name -> new TreeSet<>());
            scenarios++;
            for (JsonNode check : Json.read(Files.readString(folder.resolve("checks.json")))) {
                if (check.path("status").asText().equals("FAILURE")) {
                    failures.add(check.path("errorMessage").asText());
                } else {
                    checks++;
                }
            }
        }
        System.out.println("MCP conformance: " + scenarios + " scenarios, " + checks + " checks passed");
        return failed;
    }

    private static HttpOptions with(Sessions sessions) {
        Servlet servlet = new McpServlet(sessions, SessionOptions.DEFAULT, Permission.GIVEN, ConformanceServer.offer());
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
        Set<String> all = new TreeSet<>(NOT_APPLICABLE);
        all.addAll(NOT_APPLICABLE_TO_NEWEST);
        assertThat(rows).containsExactlyInAnyOrderElementsOf(all);
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
