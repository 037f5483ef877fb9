package io.github.jupan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.RateLimitException;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What happens without anybody's asking for it is in the embedder's own log.
class LoggingTest {

    private final Logger logger = Logger.getLogger("io.github.jupan.agent");
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(record.getLevel() + " " + new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(handler);
    }

    @Test
    void aModelThatIsAskedAgainIsLogged() {
        ask(ScriptedModel.of(Script.fail(new RateLimitException("slow down")), Script.say("hello")), event -> {});
        assertThat(lines).singleElement().asString().matches("INFO asking again in [0-9]+ ms: .*slow down.*");
    }

    @Test
    void anotherDialectIsLogged() {
        ask(
                ScriptedModel.of(
                        Script.fail(new InvalidRequestException("this model does not support tools")),
                        Script.say("hello")),
                event -> {});
        assertThat(lines)
                .containsExactly(
                        "INFO the model is asked for code in its text from now on: the provider takes no tools");
    }

    @Test
    void aListenerThatThrowsIsLogged() {
        ask(ScriptedModel.of(Script.say("hello")), event -> {
            if (event instanceof AgentEvent.Ended) {
                throw new IllegalStateException("the view is gone");
            }
        });
        assertThat(lines).containsExactly("WARNING a listener failed");
    }

    private void ask(ScriptedModel model, AgentListener listener) {
        try (Agent agent = Agent.builder(model)
                        .sandbox(new ScriptedSandbox())
                        .patience(new Patience(Duration.ofMinutes(5), 3, Duration.ofMillis(1)))
                        .build();
                Conversation conversation = agent.open()) {
            assertThat(conversation.ask(Question.of("Hi"), listener)).isInstanceOf(Outcome.Answered.class);
        }
    }
}
