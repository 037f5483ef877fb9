package io.github.jupan.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolMemoryId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ToolObjectsTest {

    enum Unit {
        CELSIUS,
        KELVIN
    }

    record Place(String city, int floor) {}

    static final class Weather {
        @Tool("the temperature somewhere")
        double temperature(@P("the city") String city, @P(value = "the unit", defaultValue = "CELSIUS") Unit unit) {
            return (city.equals("Seoul") ? 20.5 : 0) + (unit == Unit.KELVIN ? 273.15 : 0);
        }

        @Tool
        String greet(Place place, @P(value = "how often", required = false) Integer times) {
            return place + " " + times;
        }

        @Tool
        void forget() {}

        @Tool
        List<Place> places() {
            return List.of(new Place("Busan", 2));
        }

        @Tool
        int broken() throws IOException {
            if (signalLost()) {
                throw new IOException("no signal");
            }
            return 1;
        }

        private static boolean signalLost() {
            return true;
        }
    }

    static final class Memory {
        @Tool
        String remember(@ToolMemoryId String id) {
            return id;
        }
    }

    private final Map<String, ToolDefinition> tools =
            ToolObjects.of(new Weather()).stream().collect(Collectors.toMap(ToolDefinition::name, tool -> tool));

    @Test
    void everyToolMethodIsATool() {
        assertThat(tools).containsOnlyKeys("temperature", "greet", "forget", "places", "broken");
    }

    @Test
    void argumentsBecomeWhatTheMethodTakes() {
        assertThat(call("temperature", "{\"city\": \"Seoul\", \"unit\": \"KELVIN\"}"))
                .isEqualTo(ToolResult.json("293.65"));
        assertThat(call("greet", "{\"place\": {\"city\": \"Jeju\", \"floor\": 3}, \"times\": 2}"))
                .isEqualTo(ToolResult.ok("Place[city=Jeju, floor=3] 2"));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        assertThat(call("temperature", "{\"city\": \"Seoul\"}")).isEqualTo(ToolResult.json("20.5"));
        assertThat(call("greet", "{\"place\": {\"city\": \"Jeju\", \"floor\": 3}}"))
                .isEqualTo(ToolResult.ok("Place[city=Jeju, floor=3] null"));
    }

    @Test
    void resultsBecomeTextOrJson() {
        assertThat(call("forget", "{}")).isEqualTo(ToolResult.ok("ok"));
        assertThat(call("places", "{}")).isEqualTo(ToolResult.json("[{\"city\":\"Busan\",\"floor\":2}]"));
    }

    @Test
    void failureIsAResult() {
        assertThat(call("broken", "{}")).isEqualTo(ToolResult.failed("The tool broken failed: no signal"));
    }

    @Test
    void badArgumentsAreToldWhatWouldBeRight() {
        String right = ". It takes a JSON object with city (String), unit (Unit, optional).";
        assertThat(call("temperature", "{}"))
                .isEqualTo(ToolResult.failed("Bad arguments for temperature: city is missing" + right));
        assertThat(call("temperature", "{\"city\": \"Seoul\", \"town\": 1}"))
                .isEqualTo(ToolResult.failed("Bad arguments for temperature: there is no town" + right));
        assertThat(call("temperature", "{\"city\": \"Seoul\", \"unit\": \"X\"}"))
                .isEqualTo(ToolResult.failed("Bad arguments for temperature: unit must be Unit, not \"X\"" + right));
        assertThat(call("temperature", "[]"))
                .isEqualTo(ToolResult.failed("Bad arguments for temperature: they are not a JSON object" + right));
    }

    @Test
    void refusesWhatIsNoTool() {
        assertThatThrownBy(() -> ToolObjects.of("text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("java.lang.String has no method with @Tool");
        assertThatThrownBy(() -> ToolObjects.of(new Memory()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wants a @ToolMemoryId");
    }

    private ToolResult call(String name, String arguments) {
        ToolDefinition tool = tools.get(name);
        assertThat(tool).isNotNull();
        return tool == null ? ToolResult.failed("") : tool.tool().call(arguments);
    }
}
