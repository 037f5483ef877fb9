package io.github.jupan.server.internal.acp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.server.internal.NodePackages;
import io.github.jupan.server.internal.acp.AcpTranscript.From;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The protocol's own client for Node drives an agent in a process of its own, over standard input and output.
@Timeout(600)
class NodeEditorTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void doesAllThatAnEditorDoes() throws Exception {
        NodePackages packages = NodePackages.of("acp", "@agentclientprotocol/sdk@2.4.0", "zod@4.6.7");
        Path transcript = folder.resolve("transcript.jsonl");
        NodePackages.Output output = packages.runScript(
                NodeEditorTest.class,
                "editor.mjs",
                transcript.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ServedAgent.class.getName());
        assertThat(output.exit()).as(output.err()).isZero();
        check(JSON.readTree(output.out()));
        checkMessages(transcript);
    }

    private static void check(JsonNode seen) {
        assertThat(seen.at("/initialize/protocolVersion").asInt()).isEqualTo(1);
        assertThat(seen.at("/initialize/agentCapabilities/loadSession").asBoolean())
                .isTrue();
        assertThat(seen.path("modes")).extracting(JsonNode::asText).containsExactly("direct", "think", "code");

        JsonNode allowed = seen.path("allowed");
        assertThat(allowed.path("stopReason").asText()).isEqualTo("end_turn");
        assertThat(allowed.path("said").asText()).endsWith("There are 3 r's in \"strawberry\".");
        assertThat(allowed.path("calls")).hasSize(1);
        assertThat(allowed.at("/calls/0/status").asText()).isEqualTo("completed");
        assertThat(allowed.at("/calls/0/code").asText()).contains("strawberry");
        assertThat(allowed.at("/calls/0/shown/0").asText()).startsWith("```python\n");
        assertThat(allowed.at("/calls/0/shown/1").asText()).isEqualTo("```\n3\n```");

        JsonNode denied = seen.path("denied");
        assertThat(denied.path("stopReason").asText()).isEqualTo("end_turn");
        assertThat(denied.at("/calls/0/status").asText()).isEqualTo("failed");
        assertThat(denied.at("/calls/0/shown/1").asText()).isEqualTo("Not run: you did not allow it.");

        assertThat(seen.at("/attached/said").asText()).contains("3");
        assertThat(seen.at("/think/modes")).extracting(JsonNode::asText).containsExactly("think");
        assertThat(seen.at("/think/calls")).isEmpty();

        assertThat(seen.at("/cancelled/stopReason").asText()).isEqualTo("cancelled");
        assertThat(seen.at("/cancelled/calls/0/status").asText()).isEqualTo("failed");

        assertThat(seen.at("/replayed/user").asText())
                .startsWith("How many r's are in strawberry?")
                .endsWith("Go on for ever.");
        assertThat(seen.at("/replayed/said").asText()).contains("There are 3 r's in \"strawberry\".");
        assertThat(seen.at("/replayed/calls")).hasSizeGreaterThanOrEqualTo(4);
        assertThat(seen.at("/loaded/modes/currentModeId").asText()).isEqualTo("code");
        assertThat(seen.at("/after/said").asText()).contains("1267650600228229401496703205376");
        assertThat(seen.at("/error/code").asInt()).isEqualTo(-32002);
        assertThat(seen.path("exit").asInt()).isZero();
    }

    private static void checkMessages(Path lines) throws Exception {
        AcpTranscript transcript = new AcpTranscript();
        for (String line : Files.readAllLines(lines)) {
            JsonNode node = JSON.readTree(line);
            transcript.add(
                    From.valueOf(node.path("from").asText()), node.path("line").asText());
        }
        System.out.println("ACP: messages "
                + (AcpTranscript.hasSchema() ? "held against the schema: " : "read, the schema is absent: ")
                + transcript.counts());
        assertThat(transcript.counts().values())
                .as("messages")
                .satisfies(counts -> assertThat(
                                counts.stream().mapToInt(Integer::intValue).sum())
                        .isGreaterThan(50));
    }
}
