package io.github.jupan.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolMemoryId;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.bind.annotation.AllArguments;
import net.bytebuddy.implementation.bind.annotation.Origin;
import net.bytebuddy.implementation.bind.annotation.RuntimeType;
import net.bytebuddy.matcher.ElementMatchers;
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

    interface Clock {
        @Tool("the hour")
        int hour(@P(name = "zone", value = "the zone") String zone);

        @Tool
        default String day() {
            return "Friday";
        }
    }

    abstract static class Base<T> {
        @Tool("says it")
        String say(@P(name = "what", value = "what to say") T what) throws IOException {
            return "base " + what;
        }

        @Tool
        private String secret() {
            return "hidden";
        }
    }

    static class Speaker extends Base<String> implements Clock {
        @Override
        @Tool("says it louder")
        String say(@P(name = "what", value = "what to say") String what) throws IOException {
            return what + "!";
        }

        @Override
        public int hour(String zone) {
            return zone.length();
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
    void inheritedMethodsAndThoseOfInterfacesAreTools() {
        hasAllTools(new Speaker());
    }

    @Test
    void aProxyOfAClassHasItsOriginalsTools() throws Exception {
        Speaker original = new Speaker();
        hasAllTools(new ByteBuddy()
                .subclass(Speaker.class)
                .method(ElementMatchers.isVirtual().and(ElementMatchers.not(ElementMatchers.isDeclaredBy(Object.class))))
                .intercept(MethodDelegation.to(new Delegate(original)))
                .make()
                .load(Speaker.class.getClassLoader(), ClassLoadingStrategy.Default.INJECTION)
                .getLoaded()
                .getDeclaredConstructor()
                .newInstance());
    }

    /// As a library makes it that adds what is to happen around each call.
    public record Delegate(Object original) {
        @RuntimeType
        public Object call(@Origin Method method, @AllArguments Object[] arguments) throws Exception {
            method.setAccessible(true);
            return method.invoke(original, arguments);
        }
    }

    private static void hasAllTools(Object object) {
        Map<String, ToolDefinition> all =
                ToolObjects.of(object).stream().collect(Collectors.toMap(ToolDefinition::name, tool -> tool));
        assertThat(all).containsOnlyKeys("say", "secret", "hour", "day");
        assertThat(all.get("say").specification().description()).isEqualTo("says it louder");
        assertThat(all.get("say").tool().call("{\"what\": \"hi\"}")).isEqualTo(ToolResult.ok("hi!"));
        assertThat(all.get("hour").tool().call("{\"zone\": \"KST\"}")).isEqualTo(ToolResult.json("3"));
        assertThat(all.get("day").tool().call("{}")).isEqualTo(ToolResult.ok("Friday"));
        assertThat(all.get("secret").tool().call("{}")).isEqualTo(ToolResult.ok("hidden"));
    }

    @Test
    void aProxyOfAnInterfaceHasItsTools() {
        Clock clock = (Clock) Proxy.newProxyInstance(
                Clock.class.getClassLoader(), new Class<?>[] {Clock.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("day")) {
                        throw new IOException("no calendar");
                    }
                    return 7;
                });
        Map<String, ToolDefinition> all =
                ToolObjects.of(clock).stream().collect(Collectors.toMap(ToolDefinition::name, tool -> tool));
        assertThat(all).containsOnlyKeys("hour", "day");
        assertThat(all.get("hour").tool().call("{\"zone\": \"KST\"}")).isEqualTo(ToolResult.json("7"));
        assertThat(all.get("day").tool().call("{}").text()).contains("no calendar");
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
