package io.github.jupan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.Tool;
import io.github.jupan.sandbox.OutputListener.Channel;
import io.github.jupan.testkit.Recording;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlowListenersAndToolsTest {

    private final ScriptedSandbox sandbox = new ScriptedSandbox();
    private final Recording<AgentEvent> events = new Recording<>();

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    @Test
    void aRunDoesNotWaitForWhoeverListens() {
        CountDownLatch goneOn = new CountDownLatch(1);
        sandbox.printsAnd("print(1)", "1", goneOn::countDown);
        ScriptedModel model = ScriptedModel.of(Script.say("```python\nprint(1)\n```"), Script.say("1"));
        try (Agent agent = Agent.builder(model)
                        .sandbox(sandbox)
                        .dialect(Dialect.TEXT)
                        .build();
                Conversation conversation = agent.open()) {
            Outcome outcome = conversation.ask(Question.of("Print."), event -> {
                if (event instanceof AgentEvent.Printed) {
                    await(goneOn);
                }
                events.accept(event);
            });
            assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        }
        assertThat(events.events().stream().map(AgentEvent::getClass).toList())
                .containsSubsequence(
                        AgentEvent.RunStarted.class,
                        AgentEvent.Printed.class,
                        AgentEvent.RunEnded.class,
                        AgentEvent.Ended.class);
        assertThat(events.only(AgentEvent.Printed.class))
                .containsExactly(new AgentEvent.Printed(1, Channel.STDOUT, "1"));
    }

    /// Works on whatever becomes of its run.
    public static final class Slow {
        private final CountDownLatch atWork = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final CountDownLatch done = new CountDownLatch(1);

        @Tool
        String slow() {
            atWork.countDown();
            await(released);
            done.countDown();
            return "done";
        }
    }

    @Test
    void aToolThatOutlivesItsRunIsNotHeardOfAnyMore() {
        Slow slow = new Slow();
        sandbox.leaves("slow()", "slow", slow.atWork).printsAnd("print(2)", "2", () -> {
            slow.released.countDown();
            await(slow.done);
        });
        ScriptedModel model = ScriptedModel.of(
                Script.say("```python\nslow()\n```"), Script.say("```python\nprint(2)\n```"), Script.say("2"));
        try (Agent agent = Agent.builder(model)
                        .sandbox(sandbox)
                        .tools(slow)
                        .dialect(Dialect.TEXT)
                        .build();
                Conversation conversation = agent.open()) {
            assertThat(conversation.ask(Question.of("Go."), events::accept)).isInstanceOf(Outcome.Answered.class);
        }
        assertThat(events.only(AgentEvent.ToolStarted.class))
                .containsExactly(new AgentEvent.ToolStarted("run-1-1", "slow", "{}"));
        assertThat(events.only(AgentEvent.ToolEnded.class)).isEmpty();
    }
}
