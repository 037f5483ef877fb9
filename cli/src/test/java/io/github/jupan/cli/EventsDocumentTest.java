package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.EventJson;
import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.RunResult;
import io.github.jupan.agent.Usage;
import io.github.jupan.cli.render.OutcomeText;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.OutputListener.Channel;
import io.github.jupan.tools.CopyWarning;
import io.github.jupan.tools.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds `docs/events.md` to what the program prints.
class EventsDocumentTest {

    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| ([^|]+) \\|.*");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REPLAY = "jupan replay --json";

    private final List<String> document;
    private final Map<String, Map<String, String>> fields = new LinkedHashMap<>();
    private final List<JsonNode> examples = new ArrayList<>();

    EventsDocumentTest() throws IOException {
        document = Files.readAllLines(Checkout.root().resolve("docs/events.md"));
        String heading = "";
        for (String line : document) {
            if (line.startsWith("#")) {
                heading = line.replaceAll("[#`]", "").strip();
            } else if (line.equals("A difference:")) {
                heading = "difference";
            } else if (line.startsWith("{")) {
                examples.add(JSON.readTree(line));
            } else if (ROW.matcher(line).matches()) {
                var row = ROW.matcher(line).results().findFirst().orElseThrow();
                fields.computeIfAbsent(heading, name -> new LinkedHashMap<>())
                        .put(row.group(1), row.group(2).strip());
            }
        }
    }

    @Test
    void everyEventIsDescribed() {
        List<AgentEvent> events = oneOfEach();
        assertThat(events.stream().<Class<?>>map(AgentEvent::getClass))
                .as("an example of every event")
                .contains(AgentEvent.class.getPermittedSubclasses());
        events.forEach(event -> check(EventJson.of(event)));
    }

    @Test
    void everyTypeIsInTheTreeAndHasAnExample() {
        Set<String> types = Set.copyOf(oneOfEach().stream()
                .map(event -> EventJson.of(event).path("type").asText())
                .toList());
        String tree =
                String.join("\n", document.subList(document.indexOf("```"), document.lastIndexOf("## The types")));
        assertThat(types).allSatisfy(type -> {
            assertThat(tree).containsPattern("\\b" + type + "\\b");
            assertThat(examples)
                    .anyMatch(example -> example.path("type").asText().equals(type));
        });
    }

    @Test
    void everyExampleIsAsDescribed() {
        assertThat(examples).hasSizeGreaterThan(15).allSatisfy(this::check);
    }

    @Test
    void whatIsPrintedIsAsDescribed() throws IOException {
        Program.Result asked =
                new Program().run("ask", "--json", "--model", "offline", "How many r's are in strawberry?");
        Program.Result ran =
                new Program().in("import sys\nprint(1, file=sys.stderr)\n1/0").run("run", "--json", "-");
        Program.Result failed = new Program().run("ask", "--json", "--model", "nonsense:x", "y");
        List<JsonNode> events = new ArrayList<>();
        for (String line : Stream.of(asked, ran, failed)
                .map(Program.Result::out)
                .flatMap(String::lines)
                .toList()) {
            events.add(JSON.readTree(line));
        }
        assertThat(events).hasSizeGreaterThan(20).allSatisfy(this::check);
        assertThat(types(asked))
                .matches("asked (turn_start( text| code_start| code)* turn_end( run_start( output)* run)? ?)+end");
        assertThat(types(ran)).matches("run_start( output)+ run");
        assertThat(types(failed)).isEqualTo("error");
    }

    private static String types(Program.Result result) throws IOException {
        List<String> types = new ArrayList<>();
        for (String line : result.outLines()) {
            types.add(JSON.readTree(line).path("type").asText());
        }
        return String.join(" ", types);
    }

    private void check(JsonNode event) {
        check(event, event.has("type") ? event.path("type").asText() : REPLAY);
    }

    private void check(JsonNode object, String name) {
        Map<String, String> described = fields.getOrDefault(name, Map.of());
        List<String> expected = described.entrySet().stream()
                .filter(field -> !field.getValue().contains(", only if ")
                        || object.path("source")
                                .asText()
                                .equals(field.getValue().replaceAll(".* only if ", "")))
                .map(Map.Entry::getKey)
                .toList();
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        assertThat(names).as("fields of %s: %s", name, object).isEqualTo(expected);
        described.forEach((field, type) -> {
            if (object.has(field)) {
                checkType(object.get(field), type.replaceAll(", only if .*", ""), name, field);
            }
        });
    }

    private void checkType(JsonNode value, String type, String name, String field) {
        if (type.endsWith(" or null")) {
            if (!value.isNull()) {
                checkType(value, type.substring(0, type.length() - " or null".length()), name, field);
            }
        } else if (type.startsWith("array of ")) {
            assertThat(value.isArray()).as("%s of %s is an array", field, name).isTrue();
            value.forEach(item -> checkType(item, type.substring("array of ".length()), name, field));
        } else {
            boolean right = switch (type) {
                case "string" -> value.isTextual();
                case "integer" -> value.isIntegralNumber();
                case "boolean" -> value.isBoolean();
                default -> value.isObject();
            };
            assertThat(right)
                    .as("%s of %s is a %s: %s", field, name, type, value)
                    .isTrue();
            if (type.equals("error")) {
                check(value, "error of a run");
            } else if (fields.containsKey(type)) {
                check(value, type);
            }
        }
    }

    private static List<AgentEvent> oneOfEach() {
        Execution.Output output = new Execution.Output("out", "err");
        Duration time = Duration.ofMillis(5);
        Usage usage = new Usage(1, 2, false);
        List<Evidence> evidence = List.of(
                new Evidence("3", 0, 1, new Evidence.Source.Computed(1)),
                new Evidence("4", 2, 3, new Evidence.Source.Given()),
                new Evidence("5", 4, 5, new Evidence.Source.Neither()));
        List<AgentEvent> events = new ArrayList<>(List.of(
                new AgentEvent.Asked("q", Mode.THINK, Set.of("a.txt")),
                new AgentEvent.TurnStarted(1),
                new AgentEvent.Thinking("hm"),
                new AgentEvent.Text("t"),
                new AgentEvent.CodeStarted(1, "```python"),
                new AgentEvent.Code(1, "x"),
                new AgentEvent.DialectChanged(Dialect.TEXT, "w"),
                new AgentEvent.CodeRepaired(1, "r", "x"),
                new AgentEvent.ResultDoubted(1, "3"),
                new AgentEvent.CopySuspected(1, new CopyWarning("a", "b")),
                new AgentEvent.RunStarted(1, "x"),
                new AgentEvent.Printed(1, Channel.STDERR, "x"),
                new AgentEvent.RunEnded(1, new Execution.Completed("1", output, time)),
                new AgentEvent.RunEnded(1, new Execution.Completed(null, output, time)),
                new AgentEvent.RunEnded(
                        1, new Execution.Raised(new Execution.PythonError("E", "m", "t"), output, time)),
                new AgentEvent.RunEnded(1, new Execution.Cancelled(true, output, time)),
                new AgentEvent.ToolStarted("1", "t", "{}"),
                new AgentEvent.ToolEnded("1", "t", ToolResult.ok("r")),
                new AgentEvent.Ended(new Outcome.Answered("3 4 5", evidence, List.of(new RunResult(1, "3")), usage)),
                new AgentEvent.Ended(new Outcome.StepLimit(3, usage)),
                new AgentEvent.Ended(new Outcome.TokenLimit(3, usage)),
                new AgentEvent.Ended(new Outcome.SameError("E", 3, usage)),
                new AgentEvent.Ended(new Outcome.Deadline(time, usage)),
                new AgentEvent.Ended(new Outcome.Cancelled(usage))));
        Arrays.stream(AgentEvent.Reason.values())
                .map(reason -> new AgentEvent.TurnEnded(1, reason, usage))
                .forEach(events::add);
        Arrays.stream(Outcome.Declined.Reason.values())
                .map(reason -> new AgentEvent.Ended(new Outcome.Declined(reason, "t", usage)))
                .forEach(events::add);
        Arrays.stream(Outcome.Incomplete.Reason.values())
                .map(reason -> new AgentEvent.Ended(new Outcome.Incomplete(reason, "t", usage)))
                .forEach(events::add);
        Arrays.stream(Execution.Limit.values())
                .map(limit -> new AgentEvent.RunEnded(1, new Execution.LimitHit(limit, "d", false, output, time)))
                .forEach(events::add);
        return events;
    }

    @Test
    void everyOutcomeAndItsExitCodeAreInTheTable() throws IOException {
        List<String> table = Files.readAllLines(Checkout.root().resolve("docs/outcomes.md"));
        for (AgentEvent event : oneOfEach()) {
            if (event instanceof AgentEvent.Ended(Outcome outcome)) {
                String reason = EventJson.of(event).path("reason").asText("");
                String first = "| `" + outcome.getClass().getSimpleName() + "` | `" + outcome.word() + "` |";
                String row = reason.isEmpty() ? first : "| `" + reason + "` |";
                String code = "| " + OutcomeText.exitCode(outcome).number() + " |";
                assertThat(table)
                        .anyMatch(line -> line.startsWith(first))
                        .anyMatch(line -> line.contains(row) && line.endsWith(code));
            }
        }
    }

    @Test
    void everyWordOfAClosedSetIsNamed() {
        String text = String.join("\n", document);
        oneOfEach().stream()
                .map(EventJson::of)
                .forEach(event -> Stream.of("reason", "status", "limit", "outcome", "mode")
                        .map(event::path)
                        .filter(JsonNode::isTextual)
                        .forEach(word -> assertThat(text).contains("`" + word.asText() + "`")));
    }
}
