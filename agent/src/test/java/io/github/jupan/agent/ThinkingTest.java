package io.github.jupan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import io.github.jupan.testkit.Chunks;
import io.github.jupan.testkit.Recording;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A model's thinking is an event of its own and nothing else.
@Timeout(600)
class ThinkingTest {

    private static final String THOUGHT = "I could run\n```python\nboom()\n```\n<execute>boom()</execute>\nbut no.";

    private final Recording<AgentEvent> events = new Recording<>();
    private final ScriptedSandbox sandbox = new ScriptedSandbox().value("1 + 1", "2");

    @Test
    void codeInAThoughtIsNotRun() {
        for (Chunks chunks : List.of(Chunks.whole(), Chunks.single())) {
            for (Dialect dialect : Dialect.values()) {
                Recording<AgentEvent> heard = new Recording<>();
                ask(
                        dialect,
                        heard,
                        ScriptedModel.of(
                                chunks, Script.turn().thenThink(THOUGHT).thenSay("It is 2.")));
                assertThat(heard.merged(Pieces::join))
                        .contains(new AgentEvent.Thinking(THOUGHT), new AgentEvent.Text("It is 2."))
                        .doesNotHaveAnyElementsOfTypes(AgentEvent.CodeStarted.class, AgentEvent.RunStarted.class);
            }
        }
    }

    @Test
    void textIsNoThoughtWhereThinkingComesApartFromIt() {
        ScriptedModel model =
                ScriptedModel.of(Chunks.single(), Script.turn().thenThink("hm").thenSay("It is 2."));
        try (Agent agent = Agent.builder(model)
                        .sandbox(sandbox)
                        .thinking(ThinkingStart.BY_TEMPLATE)
                        .build();
                Conversation conversation = agent.open()) {
            conversation.ask(Question.of("What is it?"), events::accept);
        }
        assertThat(events.merged(Pieces::join).stream()
                        .filter(event -> event instanceof AgentEvent.Thinking || event instanceof AgentEvent.Text))
                .containsExactly(new AgentEvent.Thinking("hm"), new AgentEvent.Text("It is 2."));
    }

    @Test
    void itGoesBackWithACallAndNotWithABlock() {
        ScriptedModel calls = ScriptedModel.of(
                Script.turn().thenThink("hm").thenCall("a", "python", "{\"code\": \"1 + 1\"}"), Script.say("2"));
        ask(Dialect.TOOL_CALLS, events, calls);
        assertThat(turn(calls).thinking()).isEqualTo("hm");
        ScriptedModel blocks =
                ScriptedModel.of(Script.turn().thenThink("hm").thenSay("```python\n1 + 1\n```\n"), Script.say("2"));
        ask(Dialect.TEXT, events, blocks);
        assertThat(turn(blocks)).isEqualTo(AiMessage.from("```python\n1 + 1\n```"));
    }

    private static AiMessage turn(ScriptedModel model) {
        List<ChatMessage> messages = model.requests().getLast().messages();
        return (AiMessage) messages.get(2);
    }

    private void ask(Dialect dialect, Recording<AgentEvent> heard, ScriptedModel model) {
        try (Agent agent =
                        Agent.builder(model).sandbox(sandbox).dialect(dialect).build();
                Conversation conversation = agent.open()) {
            conversation.ask(Question.of("1 + 1?"), heard::accept);
        }
    }
}
