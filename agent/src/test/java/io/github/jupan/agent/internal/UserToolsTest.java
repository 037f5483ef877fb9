package io.github.jupan.agent.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.tools.ToolDefinition;
import io.github.jupan.tools.ToolResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UserToolsTest {

    private static ToolDefinition tool(String name) {
        return new ToolDefinition(
                ToolSpecification.builder()
                        .name(name)
                        .description("the " + name)
                        .build(),
                arguments -> ToolResult.ok(name + " " + arguments));
    }

    private static UserTools tools(String... names) {
        return new UserTools(Stream.of(names).map(UserToolsTest::tool).toList());
    }

    @Test
    void noFunctionHidesWhatPythonOrTheConversationHas() throws Exception {
        UserTools tools = tools("print", "message", "get-x", "get_x", "날씨", "None");
        assertThat(tools.signatures())
                .containsExactly(
                        "- `print_()`: the print",
                        "- `message_()`: the message",
                        "- `get_x_2()`: the get-x",
                        "- `get_x()`: the get_x",
                        "- `날씨()`: the 날씨",
                        "- `None_()`: the None");
        Map<String, Binding.Function> functions = tools.functions((name, arguments, call) -> call.get());
        assertThat(functions).containsOnlyKeys("print_", "message_", "get_x_2", "get_x", "날씨", "None_");
        assertThat(Objects.requireNonNull(functions.get("get_x")).function().call("{}"))
                .isEqualTo("\"get_x {}\"");
        assertThat(Objects.requireNonNull(functions.get("get_x_2")).function().call("{}"))
                .isEqualTo("\"get-x {}\"");
    }

    @Test
    void aSignatureIsPython() throws Exception {
        ToolDefinition tool = new ToolDefinition(
                ToolSpecification.builder()
                        .name("look-up")
                        .parameters(JsonObjectSchema.builder()
                                .addIntegerProperty("max-results")
                                .addStringProperty("class")
                                .addStringProperty("도시")
                                .required("class", "도시")
                                .build())
                        .build(),
                ToolResult::ok,
                "찾기");
        UserTools tools = new UserTools(List.of(tool));
        assertThat(tools.signatures()).containsExactly("- `찾기(class_: str, 도시: str, max_results: int = ...)`");
        Binding.Function function = Objects.requireNonNull(
                tools.functions((name, arguments, call) -> call.get()).get("찾기"));
        assertThat(function.parameters()).containsExactly("class_", "도시", "max_results");
        assertThat(function.function().call("{\"class_\":\"a\",\"max_results\":2,\"도시\":\"서울\",\"other\":1}"))
                .isEqualTo("\"{\\\"class\\\":\\\"a\\\",\\\"max-results\\\":2,\\\"도시\\\":\\\"서울\\\",\\\"other\\\":1}\"");
    }
}
