package io.github.jupan.agent.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.agent.Agent;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.agent.ScriptedSandbox;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.testkit.Recording;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Looking at a question, a program, a result or an answer ends with the question.
class LookingTest {

    private static final String CODE = "'strawbery'.count('r')";

    private final Recording<AgentEvent> events = new Recording<>();

    @Test
    void aCopyCheckEndsWithItsQuestion() {
        assertThat(cancelledAt(AgentEvent.Code.class::isInstance)).isInstanceOf(Outcome.Cancelled.class);
        assertThat(events.only(AgentEvent.CopySuspected.class)).isEmpty();
        assertThat(events.only(AgentEvent.RunStarted.class)).isEmpty();
    }

    @Test
    void theLookAtARunEndsWithItsQuestion() {
        assertThat(cancelledAt(AgentEvent.RunEnded.class::isInstance)).isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void theLookAtAnAnswerEndsWithItsQuestion() {
        assertThat(cancelledAt(event -> event instanceof AgentEvent.TurnEnded(int number, var _, var _) && number == 2))
                .isInstanceOf(Outcome.Cancelled.class);
        assertThat(events.only(AgentEvent.CopySuspected.class)).hasSize(1);
    }

    private Outcome cancelledAt(Predicate<AgentEvent> moment) {
        ScriptedModel model =
                ScriptedModel.of(Script.say("```python\n" + CODE + "\n```"), Script.say("There are 3 in it."));
        Cancellation cancellation = new Cancellation();
        try (Agent agent = Agent.builder(model)
                        .sandbox(new ScriptedSandbox().value(CODE, "3"))
                        .dialect(Dialect.TEXT)
                        .build();
                Conversation conversation = agent.open()) {
            Outcome outcome = conversation.ask(
                    Question.of("How many r's are in strawberry?").withCancellation(cancellation), event -> {
                        events.accept(event);
                        if (moment.test(event)) {
                            cancellation.cancel();
                        }
                    });
            assertThat(conversation.lastMessages().getLast().toString()).contains("cancelled");
            return outcome;
        }
    }
}
