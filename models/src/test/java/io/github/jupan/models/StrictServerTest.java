package io.github.jupan.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.models.ChatCompletionsTest.Case;
import io.github.jupan.testkit.Answer;
import io.github.jupan.testkit.LocalServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Odd calls through the agent, on a server that refuses a transcript that is not in order.
@Timeout(120)
class StrictServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Case> calls() {
        return ChatCompletionsTest.calls().filter(each -> !each.told().calls().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void whatWasCalledGoesBackInOrder(Case turn) {
        List<String> faults = new CopyOnWriteArrayList<>();
        List<LocalServer> self = new CopyOnWriteArrayList<>();
        CountingSandbox sandbox = new CountingSandbox();
        try (LocalServer server = new LocalServer(exchange -> {
            JsonNode messages = read(self.getFirst().asked().getLast().body()).path("messages");
            faults.addAll(faults(messages));
            boolean first =
                    messages.path(messages.size() - 1).path("role").asText().equals("user");
            String body = first ? turn.body() : ProviderFixture.OPENAI.text();
            Answer.stream(body.getBytes(StandardCharsets.UTF_8), 1).to(exchange);
        })) {
            self.add(server);
            try (Agent agent = Agent.builder(Models.open(
                                            "openai:m",
                                            ProviderFixture.OPENAI
                                                    .options(server)
                                                    .build())
                                    .model())
                            .sandbox(sandbox)
                            .build();
                    Conversation conversation = agent.open()) {
                Outcome outcome = conversation.ask(Question.of("How many?"), event -> {});
                assertThat(outcome).isInstanceOf(Outcome.Answered.class);
            }
            assertThat(faults).isEmpty();
            boolean pythonFirst = turn.told().calls().getFirst().contains(" python ");
            if (pythonFirst && turn.told().calls().getFirst().endsWith("{\"code\":\"1+1\"}")) {
                assertThat(sandbox.runs.getFirst()).isEqualTo("1+1");
            }
        }
    }

    private static List<String> faults(JsonNode messages) {
        List<String> faults = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (JsonNode message : messages) {
            if (message.path("role").asText().equals("tool")) {
                if (!open.remove(message.path("tool_call_id").asText())) {
                    faults.add("a result without its call: " + message);
                }
            } else if (!open.isEmpty()) {
                faults.add("no result for " + open);
            }
            for (JsonNode call : message.path("tool_calls")) {
                String id = call.path("id").asText();
                String name = call.path("function").path("name").asText();
                if (id.isBlank() || id.length() > 40 || open.contains(id) || !name.matches("[a-z]{3,20}")) {
                    faults.add("a call that is none: " + call);
                }
                if (!read(call.path("function").path("arguments").asText()).isObject()) {
                    faults.add("arguments that are no object: " + call);
                }
                open.add(id);
            }
        }
        return faults;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }
}
