package io.github.jupan.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import io.github.jupan.tools.ToolDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AskingTest {

    private static final String BLOCK = "```python\n1 + 2\n```\n";

    private final ScriptedSandbox sandbox = new ScriptedSandbox().value("1 + 2", "3");

    @Test
    void theOutcomeAndTheEventsComeInTheirTime() throws Exception {
        ScriptedModel model = ScriptedModel.of(Script.say(BLOCK), Script.say("It is 3."));
        try (Agent agent = agent(model);
                Conversation conversation = agent.open()) {
            Asking asking = conversation.ask(Question.of("Add."));
            Subscriber early = new Subscriber(1);
            asking.events().subscribe(early);
            Outcome outcome = asking.outcome().toCompletableFuture().get(5, TimeUnit.MINUTES);
            assertThat(outcome).isInstanceOf(Outcome.Answered.class);
            assertThat(asking.await()).isEqualTo(outcome);
            assertThat(early.ended.get(5, TimeUnit.MINUTES)).isNull();
            Subscriber late = new Subscriber(Long.MAX_VALUE);
            asking.events().subscribe(late);
            assertThat(late.ended.get(5, TimeUnit.MINUTES)).isNull();
            assertThat(late.heard).isEqualTo(early.heard);
            assertThat(late.heard.getFirst()).isInstanceOf(AgentEvent.Asked.class);
            assertThat(late.heard.getLast()).isEqualTo(new AgentEvent.Ended(outcome));
        }
    }

    @Test
    void aSubscriberThatThrowsHearsNoMoreAndHarmsNobody() throws Exception {
        ScriptedModel model = ScriptedModel.of(Script.say("hello"));
        try (Agent agent = agent(model);
                Conversation conversation = agent.open()) {
            Asking asking = conversation.ask(Question.of("Hi"));
            List<AgentEvent> told = Collections.synchronizedList(new ArrayList<>());
            asking.events().subscribe(new Subscriber(9) {
                @Override
                public void onNext(AgentEvent event) {
                    told.add(event);
                    throw new IllegalStateException("no");
                }
            });
            Subscriber other = new Subscriber(9);
            asking.events().subscribe(other);
            assertThat(asking.await()).isInstanceOf(Outcome.Answered.class);
            assertThat(other.ended.get(5, TimeUnit.MINUTES)).isNull();
            assertThat(told).hasSize(1);
        }
    }

    @Test
    void aFailureReachesTheStageTheSubscribersAndWhoeverWaits() throws Exception {
        ScriptedModel model = ScriptedModel.of(Script.fail(new IllegalStateException("the model is broken")));
        try (Agent agent = agent(model);
                Conversation conversation = agent.open()) {
            Asking asking = conversation.ask(Question.of("Hi"));
            assertThatThrownBy(asking::await).isInstanceOf(ModelException.class);
            Subscriber subscriber = new Subscriber(Long.MAX_VALUE);
            asking.events().subscribe(subscriber);
            assertThat(subscriber.ended.get(5, TimeUnit.MINUTES)).isInstanceOf(ModelException.class);
            assertThat(asking.outcome().toCompletableFuture()).isCompletedExceptionally();
        }
    }

    @Test
    void whatIsCancelledBeforehandIsNotAsked() {
        ScriptedModel model = ScriptedModel.of();
        try (Agent agent = agent(model);
                Conversation conversation = agent.open()) {
            Cancellation cancellation = new Cancellation();
            cancellation.cancel();
            assertThat(conversation.ask(Question.of("Add.").withCancellation(cancellation), event -> {}))
                    .isInstanceOf(Outcome.Cancelled.class);
            assertThat(model.requests()).isEmpty();
        }
    }

    /// A model that reads a long prompt has said nothing yet; it gives its handle beforehand.
    @Test
    void cancellingReachesAModelThatHasSaidNothing() throws Exception {
        CompletableFuture<StreamingHandle> cancelled = new CompletableFuture<>();
        CountDownLatch reading = new CountDownLatch(1);
        StreamingChatModel model = new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
                handler.onUnmappedRawEvent(new StreamingHandle() {
                    @Override
                    public void cancel() {
                        cancelled.complete(this);
                    }

                    @Override
                    public boolean isCancelled() {
                        return cancelled.isDone();
                    }
                });
                reading.countDown();
            }
        };
        try (Agent agent = Agent.builder(model).sandbox(sandbox).build();
                Conversation conversation = agent.open()) {
            Asking asking = conversation.ask(Question.of("Read this."));
            assertThat(reading.await(5, TimeUnit.MINUTES)).isTrue();
            asking.cancel();
            assertThat(asking.await()).isInstanceOf(Outcome.Cancelled.class);
            assertThat(cancelled.get(5, TimeUnit.MINUTES).isCancelled()).isTrue();
        }
    }

    @Test
    void interruptingWhoeverWaitsCancelsTheQuestion() throws Exception {
        sandbox.endless("1 + 2");
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        try (Agent agent = agent(ScriptedModel.of(Script.say(BLOCK)));
                Conversation conversation = agent.open()) {
            Thread asking = Thread.ofVirtual().start(() -> {
                outcome.complete(conversation.ask(Question.of("Add."), event -> {
                    if (event instanceof AgentEvent.RunStarted) {
                        running.countDown();
                    }
                }));
                interrupted.complete(Thread.currentThread().isInterrupted());
            });
            running.await();
            asking.interrupt();
            assertThat(outcome.get(5, TimeUnit.MINUTES)).isInstanceOf(Outcome.Cancelled.class);
            assertThat(interrupted.get(5, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void closingTheConversationCancelsTheQuestion() throws Exception {
        sandbox.endless("1 + 2");
        CountDownLatch running = new CountDownLatch(1);
        try (Agent agent = agent(ScriptedModel.of(Script.say(BLOCK)))) {
            Conversation conversation = agent.open();
            Question question = Question.of("Add.");
            var outcome = CompletableFuture.supplyAsync(() -> conversation.ask(question, event -> {
                if (event instanceof AgentEvent.RunStarted) {
                    running.countDown();
                }
            }));
            running.await();
            conversation.close();
            conversation.close();
            assertThat(outcome.get(5, TimeUnit.MINUTES)).isInstanceOf(Outcome.Cancelled.class);
            assertThat(question.cancellation().isRequested()).isFalse();
            assertThatThrownBy(() -> conversation.ask(question)).isInstanceOf(IllegalStateException.class);
        }
    }

    /// What fails before a question is on its way must not leave the conversation busy.
    @Test
    void aQuestionThatCannotBeginLeavesTheConversationFree() {
        AgentListener broken = new AgentListener() {
            @Override
            public void onEvent(AgentEvent event) {}

            @Override
            public AgentListener forQuestion() {
                throw new IllegalStateException("no listener");
            }
        };
        try (Agent agent = agent(ScriptedModel.of(Script.say("hello")));
                Conversation conversation = agent.open()) {
            assertThatThrownBy(() -> conversation.ask(Question.of("Hi"), broken))
                    .hasMessage("no listener");
            assertThatThrownBy(() -> conversation.ask(Question.of("Hi").withTools(new Weather(), new Weather())))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(conversation.ask(Question.of("Hi"), event -> {})).isInstanceOf(Outcome.Answered.class);
        }
    }

    @Test
    void aToolThatSaysItWasCancelledHasFailed() {
        ScriptedModel model = ScriptedModel.of(Script.turn().thenCall("a", "quits", "{}"), Script.say("It failed."));
        ToolDefinition quits =
                new ToolDefinition(ToolSpecification.builder().name("quits").build(), arguments -> {
                    throw new CancellationException("not today");
                });
        try (Agent agent = Agent.builder(model).sandbox(sandbox).tools(quits).build()) {
            assertThat(agent.ask("Go")).isInstanceOf(Outcome.Answered.class);
        }
        assertThat(model.requests().getLast().messages().getLast().toString()).contains("not today");
    }

    @Test
    void aListenerThatThrowsIsLoggedAndTheQuestionGoesOn() {
        try (Agent agent = agent(ScriptedModel.of(Script.say(BLOCK), Script.say("It is 3.")));
                Conversation conversation = agent.open()) {
            assertThat(conversation.ask(Question.of("Add."), event -> {
                        throw new IllegalStateException("the view is gone");
                    }))
                    .isInstanceOf(Outcome.Answered.class);
        }
    }

    /// Reads its caller's own value, as tracing and security contexts are.
    public static final class Weather {
        private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

        @Tool
        public String weather() {
            seen.add(String.valueOf(USER.get()));
            return "rain";
        }
    }

    private static final ThreadLocal<String> USER = new ThreadLocal<>();

    @Test
    void theContextGoesWithEveryThread() {
        sandbox.calls("weather()", "weather", "{}");
        Weather weather = new Weather();
        ScriptedModel model = ScriptedModel.of(
                Script.turn().thenCall("a", "weather", "{}"),
                Script.say("```python\nweather()\n```\n"),
                Script.say("Rain."));
        StreamingChatModel heard = new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
                weather.seen.add("model: " + USER.get());
                model.doChat(request, handler);
            }
        };
        try (Agent agent = Agent.builder(heard)
                .sandbox(sandbox)
                .tools(weather)
                .listener(event -> {
                    if (event instanceof AgentEvent.ToolEnded) {
                        weather.seen.add("listener: " + USER.get());
                    }
                })
                .context(work -> {
                    String user = USER.get();
                    return () -> {
                        USER.set(user);
                        work.run();
                    };
                })
                .build()) {
            USER.set("somebody");
            assertThat(agent.ask("What is the weather?")).isInstanceOf(Outcome.Answered.class);
        } finally {
            USER.remove();
        }
        assertThat(weather.seen)
                .containsExactly(
                        "model: somebody",
                        "somebody",
                        "listener: somebody",
                        "model: somebody",
                        "somebody",
                        "listener: somebody",
                        "model: somebody");
    }

    private Agent agent(ScriptedModel model) {
        return Agent.builder(model).sandbox(sandbox).dialect(Dialect.TEXT).build();
    }

    /// Asks for so many events at a time.
    private static class Subscriber implements Flow.Subscriber<AgentEvent> {
        final List<AgentEvent> heard = Collections.synchronizedList(new ArrayList<>());
        final CompletableFuture<@Nullable Throwable> ended = new CompletableFuture<>();
        private final long atATime;
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

        Subscriber(long atATime) {
            this.atATime = atATime;
        }

        @Override
        public void onSubscribe(Flow.Subscription value) {
            subscription.complete(value);
            value.request(atATime);
        }

        @Override
        public void onNext(AgentEvent event) {
            heard.add(event);
            subscription.join().request(1);
        }

        @Override
        public void onError(Throwable failure) {
            ended.complete(failure);
        }

        @Override
        public void onComplete() {
            ended.complete(null);
        }
    }
}
