package io.github.jupan.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Every recorded stream through a real client and the agent, against a reading of its bytes; and the table of it.
class PlayedStreamsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int[] LONGEST_CHUNKS = {1, 200, 1_000_000};
    /// Byte by byte takes a system call for each.
    private static final int MOST_SINGLE_BYTES = 40_000;

    /// One recording and what its bytes say.
    private record Recorded(String file, ProviderFixture client, String body, Played said) {

        String host() {
            return file.substring(0, file.indexOf("__"));
        }

        /// Files that differ in their last number alone belong together, in order.
        String session() {
            return file.substring(0, file.lastIndexOf("__"));
        }

        String row() {
            String name = file.substring(file.lastIndexOf("__test_") + 2);
            String word = client.name().replace(":m", "");
            return "| " + host() + " | " + name + " | " + word + " | " + said.cells() + " |\n";
        }
    }

    @Test
    void theAgentShowsWhatTheStreamsSay() throws IOException {
        long seed = System.nanoTime();
        System.out.println("PlayedStreamsTest: seed " + seed);
        List<Recorded> all = recorded();
        Map<String, Integer> perProvider = new TreeMap<>();
        Map<String, List<Recorded>> sessions = new TreeMap<>();
        for (Recorded recorded : all) {
            perProvider.merge(recorded.host() + " by " + recorded.client(), 1, Integer::sum);
            sessions.computeIfAbsent(recorded.session(), any -> new ArrayList<>())
                    .add(recorded);
        }
        int performances = 0;
        for (int longest : LONGEST_CHUNKS) {
            Map<String, Played> shown = new TreeMap<>();
            Map<String, Played> expected = new TreeMap<>();
            for (List<Recorded> session : sessions.values()) {
                if (longest > 1 || session.stream().allMatch(each -> each.body().length() <= MOST_SINGLE_BYTES)) {
                    List<Played> turns = play(session, longest, seed);
                    for (int i = 0; i < turns.size(); i++) {
                        shown.put(session.get(i).file(), turns.get(i));
                        expected.put(session.get(i).file(), session.get(i).said());
                    }
                    performances += session.size();
                }
            }
            assertThat(shown).as("pieces of up to %d bytes", longest).isEqualTo(expected);
        }
        System.out.println("streams played: " + all.size() + " in " + performances + " performances; " + perProvider);
        assertThat(all).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void theTableSaysWhatCameOut() throws IOException {
        StringBuilder table = new StringBuilder("""
            | provider | recording | client | text | thinking | calls | end | tokens |
            | --- | --- | --- | --- | --- | --- | --- | --- |
            """);
        recorded().forEach(each -> table.append(each.row()));
        Path document = SharedData.root().resolve("docs").resolve("streams.md");
        assertThat(Files.readString(document)).as("docs/streams.md").contains(table);
    }

    private static List<Recorded> recorded() throws IOException {
        Path index = SharedData.file("streams/index.json");
        List<Recorded> all = new ArrayList<>();
        for (JsonNode entry : JSON.readTree(index.toFile())) {
            String file = entry.path("file").asText();
            String body = Files.readString(index.resolveSibling(file + ".sse"));
            ProviderFixture client = client(entry.path("uri").asText());
            Played said = Reading.of(client, body).withThoughtsApart();
            all.add(new Recorded(file, client, body, said));
        }
        all.sort(Comparator.comparing(Recorded::file));
        return all;
    }

    private static List<Played> play(List<Recorded> session, int longest, long seed) {
        Set<String> tools = new LinkedHashSet<>();
        session.forEach(each -> each.said().calls().forEach(call -> tools.add(call.split(" ", 3)[1])));
        List<byte[]> bodies = session.stream()
                .map(each -> each.body().getBytes(StandardCharsets.UTF_8))
                .toList();
        return Performance.of(session.getFirst().client(), bodies, tools, longest, seed);
    }

    /// The client that speaks to such an address.
    private static ProviderFixture client(String uri) {
        return uri.contains("/responses")
                ? ProviderFixture.RESPONSES
                : uri.contains("/messages")
                        ? ProviderFixture.ANTHROPIC
                        : uri.contains("streamGenerateContent") ? ProviderFixture.GEMINI : ProviderFixture.OPENAI;
    }
}
