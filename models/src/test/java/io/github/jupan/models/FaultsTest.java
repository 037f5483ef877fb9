package io.github.jupan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jupan.agent.Agent;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.ModelException;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Patience;
import io.github.jupan.agent.Question;
import io.github.jupan.testkit.Answer;
import io.github.jupan.testkit.LocalServer;
import io.github.jupan.testkit.Recording;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What goes wrong on a provider's side, through the real clients and the agent.
@Timeout(600)
class FaultsTest {

    private static final Patience SHORT = new Patience(Duration.ofMinutes(5), 3, Duration.ofMillis(20));

    private final Recording<AgentEvent> events = new Recording<>();
    private final CountingSandbox sandbox = new CountingSandbox();
    private final AtomicInteger requests = new AtomicInteger();

    private Dialect dialect = Dialect.AUTO;

    static Stream<ProviderFixture> providers() {
        return ProviderFixture.all();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void whatPassesIsTriedAgainAndWhatDoesNotIsNot(ProviderFixture provider) {
        Map<Integer, Integer> attempts = Map.of(401, 1, 404, 1, 400, 1, 408, 3, 429, 3, 500, 3, 529, 3);
        attempts.forEach((status, times) -> {
            requests.set(0);
            ModelException failure =
                    failure(provider, Answer.status(status, "{\"error\":{\"message\":\"no\"}}"), SHORT);
            assertThat(failure.getMessage()).doesNotContain("\n").isNotBlank();
            assertThat(requests).as("requests after %d: %s", status, failure).hasValue(times);
        });
    }

    @ParameterizedTest
    @MethodSource("providers")
    void twoFailuresAndThenAnAnswerRunTheBlockOnce(ProviderFixture provider) {
        Answer busy = Answer.status(503, "{\"error\":{\"message\":\"busy\"}}", Map.of("Retry-After", "0"));
        Outcome outcome =
                ask(provider, inTurn(busy, busy, whole(provider.call()), busy, whole(provider.text())), SHORT);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Answered.class,
                        answered -> assertThat(answered.text()).isEqualTo("one 둘 𝒳"));
        assertThat(sandbox.runs).containsExactly("1+1");
        assertThat(requests).hasValue(5);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aProviderIsLeftAloneForAsLongAsItSays(ProviderFixture provider) {
        long start = System.nanoTime();
        ask(
                provider,
                inTurn(Answer.status(429, "slow down", Map.of("Retry-After", "1")), whole(provider.text())),
                SHORT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        requests.set(0);
        failure(provider, Answer.status(429, "slow down", Map.of("Retry-After", "3600")), SHORT);
        assertThat(requests).hasValue(1);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aConnectionLostInMidTextIsNoAnswerAndNotTakenAgain(ProviderFixture provider) {
        ModelException failure =
                failure(provider, Answer.lost(provider.beginning().getBytes(StandardCharsets.UTF_8)), SHORT);
        assertThat(failure.retry()).isEqualTo(ModelException.Retry.MAY_HELP);
        assertThat(events.only(AgentEvent.Text.class)).containsExactly(new AgentEvent.Text("one "));
        assertThat(requests).hasValue(1);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aConnectionLostInMidCodeRunsNothing(ProviderFixture provider) {
        String beginning = provider.beginning().replace("one ", "```python\\n1+1");
        dialect = Dialect.TEXT;
        failure(provider, Answer.lost(beginning.getBytes(StandardCharsets.UTF_8)), SHORT);
        assertThat(events.only(AgentEvent.CodeStarted.class)).hasSize(1);
        assertThat(sandbox.runs).isEmpty();
        assertThat(requests).hasValue(1);
    }

    @Test
    void anOverloadSaidInTheStreamIsTriedAgain() {
        ProviderFixture anthropic = ProviderFixture.ANTHROPIC;
        String overloaded = "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                + "\"message\":\"Overloaded\"}}\n\n";
        assertThat(ask(anthropic, inTurn(whole(overloaded), whole(anthropic.text())), SHORT))
                .isInstanceOf(Outcome.Answered.class);
        assertThat(requests).hasValue(2);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aConnectionLostInMidArgumentsRunsNothing(ProviderFixture provider) {
        String call = provider.call();
        int half = call.indexOf("1+1");
        failure(provider, Answer.lost(call.substring(0, half + 1).getBytes(StandardCharsets.UTF_8)), SHORT);
        assertThat(sandbox.runs).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aConnectionLostBeforeAnythingWasShownIsTakenAgain(ProviderFixture provider) {
        Outcome outcome = ask(provider, inTurn(Answer.lost(new byte[0]), whole(provider.text())), SHORT);
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        assertThat(requests).hasValue(2);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aStallEndsWithALineThatSaysSo(ProviderFixture provider) {
        CountDownLatch gone = new CountDownLatch(1);
        String heartbeat = provider.equals(ProviderFixture.OLLAMA) ? "\n" : ": still here\n\n";
        ModelException failure = failure(
                provider,
                Answer.endless(provider.beginning(), heartbeat, gone),
                new Patience(Duration.ofSeconds(2), 3, Duration.ZERO));
        assertThat(failure).hasMessage("The model sent nothing for 2.0 s; ask again.");
        assertThat(requests).hasValue(1);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aBodyThatIsNoStreamIsAnError(ProviderFixture provider) {
        for (String body :
                List.of("<html><body>Welcome to the hotel's network</body></html>", "", "null", "{\"a\":1}")) {
            ModelException failure = failure(provider, Answer.status(200, body), SHORT);
            assertThat(failure.getMessage()).as(body).isNotBlank().doesNotContain("\n");
            assertThat(sandbox.runs).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void anEndlessStreamIsCancelledFromAnotherThread(ProviderFixture provider) throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        Answer endless = Answer.endless(provider.beginning(), provider.more(), gone);
        try (LocalServer server = server(inTurn(endless, whole(provider.text())));
                Agent agent = agent(provider, server, SHORT);
                Conversation conversation = agent.open()) {
            Question question = Question.of("Go on.");
            Thread canceller = Thread.ofVirtual().start(() -> {
                try {
                    events.await(event ->
                            event instanceof AgentEvent.Text text && text.text().contains("x"));
                    question.cancellation().cancel();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            Outcome outcome = conversation.ask(question, events::accept);
            canceller.join();
            assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
            assertThat(outcome.usage().known()).isFalse();
            assertThat(gone.await(5, java.util.concurrent.TimeUnit.MINUTES)).isTrue();

            conversation.ask(Question.of("And now?"), event -> {});
            assertThat(server.asked().getLast().body()).contains("one x", "[No answer: the question was cancelled.]");
        }
    }

    private ModelException failure(ProviderFixture provider, Answer answer, Patience patience) {
        ModelException failure = catchThrowableOfType(ModelException.class, () -> ask(provider, answer, patience));
        assertThat(failure).as("%s failed", provider).isNotNull();
        return failure;
    }

    private Outcome ask(ProviderFixture provider, Answer answer, Patience patience) {
        try (LocalServer server = server(answer);
                Agent agent = agent(provider, server, patience);
                Conversation conversation = agent.open()) {
            return conversation.ask(Question.of("Go on."), events::accept);
        }
    }

    private LocalServer server(Answer answer) {
        return ProviderFixture.server(exchange -> {
            requests.incrementAndGet();
            answer.to(exchange);
        });
    }

    private Agent agent(ProviderFixture provider, LocalServer server, Patience patience) {
        ModelOptions options = provider.options(server).build();
        return Agent.builder(Models.open(provider.name(), options).model())
                .sandbox(sandbox)
                .patience(patience)
                .dialect(dialect)
                .build();
    }

    private static Answer inTurn(Answer... answers) {
        AtomicInteger next = new AtomicInteger();
        return exchange -> answers[Math.min(next.getAndIncrement(), answers.length - 1)].to(exchange);
    }

    private static Answer whole(String body) {
        return Answer.stream(body.getBytes(StandardCharsets.UTF_8), 1);
    }
}
