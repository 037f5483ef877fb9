package io.github.jupan.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.ModelException;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.agent.ThinkingStart;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private static final Settings ALL = new Settings(
            Optional.of(Dialect.TEXT),
            Optional.of(ThinkingStart.BY_TEMPLATE),
            Optional.of(0.25),
            Optional.of(0.5),
            Optional.of(7L),
            Optional.of(900),
            Optional.of("low"),
            Optional.of(3),
            Optional.of(Duration.ofSeconds(90)),
            Optional.of(4_096),
            Optional.of(Duration.ofSeconds(20)),
            Optional.of("Answer in French."));

    @TempDir
    private Path folder;

    @Test
    void aRequestIsAsTheyAsk() {
        ScriptedModel model = ScriptedModel.of(Script.say("Trois."));
        var opened = new ModelSource.Opened("test", model, Dialect.AUTO);
        try (Agent agent = ALL.agent(opened).sandbox(new TestSandbox()).build()) {
            assertThat(agent.ask("Hi?")).isInstanceOf(Outcome.Answered.class);
        }
        ChatRequest request = model.requests().getFirst();
        assertThat(request.temperature()).isEqualTo(0.25);
        assertThat(request.topP()).isEqualTo(0.5);
        assertThat(request.toolSpecifications()).isEmpty();
        assertThat(request.messages().getFirst().toString()).contains("Answer in French.");
    }

    @Test
    void aModelMaySayHowLongASilenceOfItsIsNoFault() {
        StreamingChatModel silent = new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {}
        };
        var opened = new ModelSource.Opened("test", silent, Dialect.TEXT).withStall(Duration.ofMillis(20));
        try (Agent agent =
                Settings.USUAL.agent(opened).sandbox(new TestSandbox()).build()) {
            assertThatThrownBy(() -> agent.ask("Hi?"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("sent nothing for 0.02 s");
        }
    }

    @Test
    void whatAClientLeavesOutIsTheServers() {
        Settings client = new Settings(
                Optional.empty(),
                Optional.empty(),
                Optional.of(1.0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(4),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Settings both = client.orElse(ALL);
        assertThat(both.temperature()).hasValue(1.0);
        assertThat(both.steps()).hasValue(4);
        assertThat(both.orElse(Settings.USUAL)).isEqualTo(both);
        assertThat(Settings.USUAL.orElse(ALL)).isEqualTo(ALL);
    }

    @Test
    void theyAreKeptWithTheSession() {
        Recorded models = new Recorded();
        SessionOptions options = new SessionOptions(Optional.empty(), Mode.CODE, Limits.DEFAULT, ALL);
        String id;
        try (Sessions sessions = sessions(models)) {
            id = sessions.open(options).id();
        }
        try (Sessions sessions = sessions(models)) {
            sessions.find(id).ask(Question.of("Hi?"), event -> {});
        }
        assertThat(models.last).isEqualTo(ALL);
    }

    @Test
    void whatNoModelCanBeAskedIsRefused() {
        assertThatThrownBy(() -> new Settings(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Double.NaN),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessage("a temperature is from 0 to 2, not NaN");
    }

    private Sessions sessions(ModelSource models) {
        return new Sessions(models, new TestSandbox(), List.of(), ServerLimits.DEFAULT, folder.resolve("sessions.db"));
    }

    /// Remembers with what it was asked for a model.
    private static final class Recorded implements ModelSource {
        private final ObedientModel model = new ObedientModel();
        private Settings last = Settings.USUAL;

        @Override
        public Opened open(Optional<String> name, Settings settings) {
            last = settings;
            return model.open(name, settings);
        }

        @Override
        public List<Listing> list() {
            return List.of();
        }

        @Override
        public List<TokenPiece> split(String text, Optional<String> encoding) {
            return List.of();
        }
    }
}
