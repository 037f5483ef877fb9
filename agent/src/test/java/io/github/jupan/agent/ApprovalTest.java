package io.github.jupan.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.agent.Approval.Verdict;
import io.github.jupan.agent.internal.turn.Stop;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.testkit.Recording;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class ApprovalTest {

    private static final String CODE = "'strawberry'.count('r')";
    private static final Script BLOCK = Script.say("```python\n" + CODE + "\n```\n");
    private static final Script ANSWER = Script.say("There are 3.");

    private final Recording<AgentEvent> events = new Recording<>();
    private final ScriptedSandbox sandbox = new ScriptedSandbox().value(CODE, "3");

    @Test
    void seesTheCodeOfEachRunBeforeItRuns() {
        List<String> asked = new ArrayList<>();
        Outcome outcome = ask(ScriptedModel.of(BLOCK, BLOCK, ANSWER), (run, code) -> {
            assertThat(events.only(AgentEvent.RunStarted.class)).hasSize(run - 1);
            asked.add(run + " " + code);
            return Verdict.RUN;
        });
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        assertThat(asked).containsExactly("1 " + CODE, "2 " + CODE);
        assertThat(events.only(AgentEvent.RunEnded.class)).hasSize(2);
    }

    @Test
    void theModelIsToldThatItsCodeWasNotAllowed() {
        Script told = ANSWER.expecting(
                "say so", request -> request.messages().toString().contains("the user did not allow this code"));
        // The question obliges the model to use code; a user who then forbids it has the last word.
        Outcome outcome = ask(ScriptedModel.of(BLOCK, told), (run, code) -> Verdict.SKIP);
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        assertThat(events.only(AgentEvent.RunStarted.class)).isEmpty();
    }

    @Test
    void aModelThatGoesOnAskingIsStopped() {
        Outcome outcome = ask(ScriptedModel.of(BLOCK, BLOCK, BLOCK), (run, code) -> Verdict.SKIP);
        assertThat(outcome).isInstanceOf(Outcome.SameError.class);
    }

    @Test
    void thinkingAboutItCostsNoTime() throws Exception {
        Stop stop = Stop.after(Duration.ofSeconds(2), new Cancellation(), UnaryOperator.identity());
        stop.whileAsking(() -> new CountDownLatch(1).await(2_100, TimeUnit.MILLISECONDS));
        assertThat(stop.requested()).isFalse();
    }

    @Test
    void cancellingEndsTheWait() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Void> interrupted = new CompletableFuture<>();
        try (Agent agent = agent(ScriptedModel.of(BLOCK));
                Conversation conversation = agent.open()) {
            Approval never = (run, code) -> {
                waiting.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.complete(null);
                    throw e;
                }
                return Verdict.RUN;
            };
            Question question = question(never);
            var outcome = CompletableFuture.supplyAsync(() -> conversation.ask(question, events::accept));
            waiting.await();
            question.cancellation().cancel();
            assertThat(outcome.get(5, TimeUnit.MINUTES)).isInstanceOf(Outcome.Cancelled.class);
            interrupted.get(5, TimeUnit.MINUTES);
            assertThat(events.only(AgentEvent.RunStarted.class)).isEmpty();
        }
    }

    @Test
    void whatItThrowsEndsTheQuestion() {
        assertThatThrownBy(() -> ask(ScriptedModel.of(BLOCK), (run, code) -> {
                    throw new IllegalStateException("the window was closed");
                }))
                .hasMessage("the window was closed");
    }

    private Outcome ask(ScriptedModel model, Approval approval) {
        try (model;
                Agent agent = agent(model);
                Conversation conversation = agent.open()) {
            return conversation.ask(question(approval), events::accept);
        }
    }

    private Agent agent(ScriptedModel model) {
        return Agent.builder(model).sandbox(sandbox).dialect(Dialect.TEXT).build();
    }

    private static Question question(Approval approval) {
        return Question.of("Use code: how many r's are in strawberry?").withApproval(approval);
    }
}
