package io.github.jupan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is set for an agent is in each of its requests.
@Timeout(600)
class AgentOptionsTest {

    private static final ChatRequestParameters SAMPLING =
            ChatRequestParameters.builder().temperature(0.25).topP(0.5).build();

    private final ScriptedSandbox sandbox = new ScriptedSandbox();

    @Test
    void samplingAndTextAreInEveryTurn() {
        ScriptedModel model = ScriptedModel.of(Script.say("```python\n1 + 1\n```\n"), Script.say("2"));
        sandbox.value("1 + 1", "2");
        try (Agent agent = Agent.builder(model)
                .sandbox(sandbox)
                .dialect(Dialect.TEXT)
                .parameters(SAMPLING)
                .maxTokensPerTurn(70)
                .system("Answer in French.")
                .build()) {
            agent.ask("What is 1 + 1? Use code.");
        }
        assertThat(model.requests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.temperature()).isEqualTo(0.25);
            assertThat(request.topP()).isEqualTo(0.5);
            assertThat(request.maxOutputTokens()).isEqualTo(70);
            assertThat(((SystemMessage) request.messages().getFirst()).text()).endsWith("\n\nAnswer in French.");
        });
    }

    @Test
    void toolsComeBesideThem() {
        ScriptedModel model = ScriptedModel.of(Script.say("2"));
        try (Agent agent =
                Agent.builder(model).sandbox(sandbox).parameters(SAMPLING).build()) {
            agent.ask("What is 1 + 1?");
        }
        assertThat(model.requests().getFirst().temperature()).isEqualTo(0.25);
        assertThat(model.requests().getFirst().toolSpecifications()).isNotEmpty();
    }

    @Test
    void aRequestsOwnStandBeforeThem() {
        ScriptedModel model = ScriptedModel.of(Script.say("2"));
        try (Agent agent =
                Agent.builder(model).sandbox(sandbox).parameters(SAMPLING).build()) {
            new UseCodeChatModel(agent)
                    .chat(ChatRequest.builder()
                            .messages(UserMessage.from("What is 1 + 1?"))
                            .temperature(1.0)
                            .build());
        }
        assertThat(model.requests().getFirst().temperature()).isEqualTo(1.0);
        assertThat(model.requests().getFirst().topP()).isEqualTo(0.5);
    }
}
