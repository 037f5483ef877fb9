package io.github.jupan.server.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.models.OfflineModel;
import io.github.jupan.server.ServerLimits;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.TestModels;
import io.github.jupan.server.TestSandbox;
import io.github.jupan.server.internal.Reach;
import io.github.jupan.server.internal.peer.Calls;
import io.github.jupan.server.internal.peer.Json;
import io.github.jupan.server.internal.peer.Outlet;
import io.github.jupan.server.internal.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// The standard's own examples, and JSONTestSuite's files.
class ConformanceTest {

    private static final Sessions SESSIONS =
            new Sessions(new TestModels(new OfflineModel()), new TestSandbox(), List.of(), ServerLimits.DEFAULT);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DATA = Path.of("..", "..", "shared", "data").normalize();

    private final List<String> answers = new ArrayList<>();
    private final Peer connection =
            new Peer(new Rpc(new Methods(TABLE), new Reach.All(SESSIONS)), new Calls(), new Outlet() {
                @Override
                public void answer(String message) {
                    answers.add(message);
                }

                @Override
                public void notification(String message) {
                    throw new AssertionError(message);
                }
            });

    private static final Shape NUMBER = new Shape.Whole(Long.MIN_VALUE, Long.MAX_VALUE);

    private static final List<Method> TABLE = List.of(
            method(
                    "subtract",
                    List.of(Param.required("minuend", NUMBER, "a"), Param.required("subtrahend", NUMBER, "b")),
                    (arguments, caller) ->
                            Json.NODES.numberNode(arguments.whole("minuend", 0) - arguments.whole("subtrahend", 0))),
            method(
                    "sum",
                    numbers(),
                    (arguments, caller) -> Json.NODES.numberNode(Stream.of("a", "b", "c")
                            .mapToLong(name -> arguments.whole(name, 0))
                            .sum())),
            method("notify_sum", numbers(), (arguments, caller) -> Json.NODES.nullNode()),
            method("notify_hello", numbers(), (arguments, caller) -> Json.NODES.nullNode()),
            method(
                    "get_data",
                    List.of(),
                    (arguments, caller) -> Json.NODES.arrayNode().add("hello").add(5)));

    private static List<Param> numbers() {
        return Stream.of("a", "b", "c")
                .map(name -> Param.optional(name, NUMBER, name))
                .toList();
    }

    private static Method method(String name, List<Param> params, Method.Handler handler) {
        return new Method(name, name, params, new Shape.Any(), Method.Turn.BESIDE, handler);
    }

    @Test
    void everyExampleOfTheStandardIsAnsweredAsThere() throws Exception {
        Path file = DATA.resolve("jsonrpc/spec_examples.jsonl");
        Assumptions.assumeTrue(Files.exists(file), "skipped: there is no " + file);
        int passed = 0;
        for (String line : Files.readAllLines(file)) {
            JsonNode example = JSON.readTree(line);
            answers.clear();
            connection.receive(example.get("request_text").textValue());
            assertThat(connection.awaitAnswers(Duration.ofMinutes(5))).isTrue();
            List<JsonNode> expected = example.get("expected").isNull() ? List.of() : List.of(example.get("expected"));
            assertThat(answers.stream().map(ConformanceTest::withoutData).toList())
                    .as(example.get("name").textValue())
                    .isEqualTo(expected);
            passed++;
        }
        System.out.println("JSON-RPC: " + passed + " of " + passed + " examples of the standard");
        assertThat(passed).isGreaterThan(10);
    }

    /// The standard lets an error carry more; its examples have none.
    private static JsonNode withoutData(String answer) {
        try {
            JsonNode node = JSON.readTree(answer);
            node.findParents("data").forEach(error -> ((ObjectNode) error).remove("data"));
            return node;
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void whatIsJsonParsesAndWhatIsNotDoesNot() throws Exception {
        Path folder = DATA.resolve("json/test_parsing");
        Assumptions.assumeTrue(Files.exists(folder), "skipped: there is no " + folder);
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        int yes = 0;
        int no = 0;
        for (Path file : files) {
            answers.clear();
            connection.receive(Files.readAllBytes(file));
            assertThat(connection.awaitAnswers(Duration.ofMinutes(5))).isTrue();
            String name = String.valueOf(file.getFileName());
            assertThat(answers).as(name).hasSize(1);
            if (name.startsWith("y_")) {
                assertThat(answers.getFirst()).as(name).contains("-32600").doesNotContain("-32700");
                yes++;
            } else if (name.startsWith("n_")) {
                assertThat(answers.getFirst()).as(name).contains("-32700");
                no++;
            }
        }
        System.out.println("JSON: " + yes + " files parse, " + no + " do not, as they should");
        assertThat(yes).isGreaterThan(90);
        assertThat(no).isGreaterThan(180);
    }
}
