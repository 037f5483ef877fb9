package io.github.jupan.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.OutputListener.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class PatientListenerTest {

    private static final AgentEvent STARTED = new AgentEvent.RunStarted(1, "x");
    private static final AgentEvent ENDED =
            new AgentEvent.RunEnded(1, new Execution.Completed("1", Execution.Output.NONE, Duration.ZERO));
    private static final AgentEvent TURN = new AgentEvent.TurnStarted(1);

    private final List<AgentEvent> heard = Collections.synchronizedList(new ArrayList<>());

    /// The listener reads nothing until the run is over.
    @Test
    void whatARunPrintsWaitsForNobody() throws InterruptedException {
        CountDownLatch reads = new CountDownLatch(1);
        PatientListener patient = new PatientListener(event -> {
            if (event instanceof AgentEvent.Printed) {
                await(reads);
            }
            heard.add(event);
        });
        List<AgentEvent> all = new ArrayList<>();
        all.add(TURN);
        all.add(STARTED);
        for (int i = 0; i < 1_000; i++) {
            all.add(new AgentEvent.Printed(1, Channel.STDOUT, i + "\n"));
        }
        all.forEach(patient::onEvent);
        assertThat(heard).containsExactly(TURN, STARTED);
        all.addAll(List.of(ENDED, TURN));
        Thread asking = Thread.ofPlatform().start(() -> {
            patient.onEvent(ENDED);
            patient.onEvent(TURN);
        });
        reads.countDown();
        asking.join();
        assertThat(heard).isEqualTo(all);
    }

    @Test
    void aListenerThatFailsHearsTheRestAllTheSame() {
        PatientListener patient = new PatientListener(event -> {
            heard.add(event);
            if (event instanceof AgentEvent.Printed) {
                throw new IllegalStateException("as you wish");
            }
        });
        List<AgentEvent> all = List.of(STARTED, printed("a"), printed("b"), ENDED, TURN);
        all.forEach(patient::onEvent);
        assertThat(heard).isEqualTo(all);
    }

    @Test
    void whatIsInterruptedStaysInterruptedAndInOrder() {
        PatientListener patient = new PatientListener(heard::add);
        patient.onEvent(STARTED);
        patient.onEvent(printed("a"));
        Thread.currentThread().interrupt();
        patient.onEvent(ENDED);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(heard).containsExactly(STARTED, printed("a"), ENDED);
    }

    private static AgentEvent printed(String text) {
        return new AgentEvent.Printed(1, Channel.STDOUT, text);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
