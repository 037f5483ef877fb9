package io.github.jupan.models;

import com.sun.net.httpserver.HttpExchange;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Budget;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.ModelException;
import io.github.jupan.agent.Patience;
import io.github.jupan.agent.Question;
import io.github.jupan.testkit.Answer;
import io.github.jupan.testkit.LocalServer;
import io.github.jupan.tools.ToolDefinition;
import io.github.jupan.tools.ToolResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Plays the bodies of one session through the agent, one a turn, in one conversation: a turn that calls tools is
/// answered with their results, one that does not with the next question.
final class Performance {

    private final ProviderFixture provider;
    private final List<byte[]> bodies;
    private final int longestChunk;
    private final long seed;
    private final AtomicInteger served = new AtomicInteger();
    private final List<Played> turns = new ArrayList<>();
    private StringBuilder text = new StringBuilder();
    private StringBuilder thinking = new StringBuilder();
    private List<String> calls = new ArrayList<>();
    private String end = "";
    private String usage = "";

    private Performance(ProviderFixture provider, List<byte[]> bodies, int longestChunk, long seed) {
        this.provider = provider;
        this.bodies = bodies;
        this.longestChunk = longestChunk;
        this.seed = seed;
    }

    /// What the agent showed of each body.
    ///
    /// @param tools the names of those that the model may call
    static List<Played> of(
            ProviderFixture provider, List<byte[]> bodies, Set<String> tools, int longestChunk, long seed) {
        return new Performance(provider, bodies, longestChunk, seed).play(tools);
    }

    private List<Played> play(Set<String> tools) {
        try (LocalServer server = ProviderFixture.server(this::serve);
                Agent agent = Agent.builder(Models.open(
                                        provider.name(),
                                        provider.options(server).build())
                                .model())
                        .sandbox(new CountingSandbox())
                        .tools(tools.stream().map(Performance::tool).toArray())
                        .budget(new Budget(50, Duration.ofMinutes(2), Long.MAX_VALUE))
                        .patience(new Patience(Duration.ofMinutes(1), 1, Duration.ZERO))
                        .listener(this::hear)
                        .build();
                Conversation conversation = agent.open()) {
            while (served.get() < bodies.size()) {
                try {
                    conversation.ask(Question.of("Go on."), event -> {});
                } catch (ModelException e) {
                    end = "FAILED";
                    usage = "unknown";
                    turnOver();
                }
            }
            turnOver();
        }
        return turns.subList(0, bodies.size());
    }

    private void serve(HttpExchange exchange) throws IOException {
        int index = served.getAndIncrement();
        byte[] body =
                index < bodies.size() ? bodies.get(index) : provider.text().getBytes(StandardCharsets.UTF_8);
        Answer.stream(body, seed + index, longestChunk).to(exchange);
    }

    private void hear(AgentEvent event) {
        switch (event) {
            case AgentEvent.TurnStarted started -> turnOver();
            case AgentEvent.Text piece -> text.append(piece.text());
            case AgentEvent.Thinking piece -> thinking.append(piece.text());
            case AgentEvent.ToolStarted call -> calls.add(Played.call(call.id(), call.name(), call.argumentsJson()));
            case AgentEvent.TurnEnded ended -> {
                end = ended.reason().name();
                usage = ended.usage().known()
                        ? ended.usage().inputTokens() + " in, " + ended.usage().outputTokens() + " out"
                        : "unknown";
            }
            case AgentEvent.Asked _ -> {}
            case AgentEvent.CodeStarted _ -> {}
            case AgentEvent.Code _ -> {}
            case AgentEvent.DialectChanged _ -> {}
            case AgentEvent.CodeRepaired _ -> {}
            case AgentEvent.ResultDoubted _ -> {}
            case AgentEvent.CopySuspected _ -> {}
            case AgentEvent.RunStarted _ -> {}
            case AgentEvent.Printed _ -> {}
            case AgentEvent.RunEnded _ -> {}
            case AgentEvent.ToolEnded _ -> {}
            case AgentEvent.Ended _ -> {}
        }
    }

    private void turnOver() {
        if (!end.isEmpty()) {
            turns.add(new Played(text.toString(), thinking.toString(), calls, end, usage));
        }
        text = new StringBuilder();
        thinking = new StringBuilder();
        calls = new ArrayList<>();
        end = "";
    }

    private static ToolDefinition tool(String name) {
        ToolSpecification specification = ToolSpecification.builder()
                .name(name)
                .description("a tool")
                .parameters(JsonObjectSchema.builder().build())
                .build();
        return new ToolDefinition(specification, arguments -> ToolResult.ok("done"));
    }
}
