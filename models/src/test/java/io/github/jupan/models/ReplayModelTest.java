package io.github.jupan.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import io.github.jupan.models.Transcript.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayModelTest {

    private static final Step ADD = new Step("Let me add.", Optional.of("1+1"), Optional.of("2"));
    private static final Step SAY = new Step("It is 2.", Optional.empty(), Optional.empty());
    private static final ReplayModel MODEL = model(
            new Transcript("a", "1+1?", Optional.of("2"), List.of(ADD, SAY)),
            new Transcript(
                    "b", "again?", Optional.empty(), List.of(new Step("first", Optional.empty(), Optional.empty()))),
            new Transcript(
                    "c", "again?", Optional.empty(), List.of(new Step("second", Optional.empty(), Optional.empty()))));

    @Test
    void theMessagesSayWhichStepIsNext() {
        List<ChatMessage> messages = new ArrayList<>(List.of(SystemMessage.from("s"), UserMessage.from(" 1+1?\n")));
        assertThat(hear(messages).text()).isEqualTo("Let me add.\n```python\n1+1\n```\n");
        messages.add(AiMessage.from("Let me add.\n```python\n1+1\n```"));
        messages.add(UserMessage.from("<result run=\"1\">2</result>"));
        assertThat(hear(messages).text()).isEqualTo("It is 2.");
        messages.add(UserMessage.from("<reminder>answer</reminder>"));
        Heard heard = hear(messages);
        assertThat(heard.response().aiMessage().text()).isEqualTo("It is 2.");
        assertThat(heard.response().tokenUsage()).isNull();
    }

    @Test
    void aConversationMayAskManyQuestionsAndOneOfThemTwice() {
        List<ChatMessage> messages = new ArrayList<>(List.of(UserMessage.from("again?")));
        assertThat(hear(messages).text()).isEqualTo("first");
        messages.addAll(List.of(AiMessage.from("first"), UserMessage.from("1+1?")));
        assertThat(hear(messages).text()).startsWith("Let me add.");
        messages.addAll(List.of(AiMessage.from("x"), UserMessage.from("again?")));
        assertThat(hear(messages).text()).isEqualTo("second");
    }

    @Test
    void whatWasNotRecordedIsAnError() {
        assertThat(hear(List.of(UserMessage.from("unheard\nof?"))).error())
                .isInstanceOf(ModelConfigurationException.class)
                .hasMessage("the replay has no such question: unheard of?; ask one that was recorded");
        assertThat(hear(List.of(UserMessage.from("again?"), AiMessage.from("first")))
                        .error())
                .hasMessage("the recording b ends after step 1, and the conversation goes on");
        assertThat(hear(List.of(SystemMessage.from("s"))).error()).hasMessage("the replay was asked nothing");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -5, Long.MAX_VALUE})
    void anySeedGivesTheSameTextInWholeCharacters(long seed) {
        String text = "주판 𝒳🧮 e\u0301 ".repeat(50);
        ReplayModel model = new ReplayModel(
                List.of(new Transcript(
                        "a", "q", Optional.empty(), List.of(new Step(text, Optional.empty(), Optional.empty())))),
                seed,
                Duration.ZERO);
        ChatRequest request =
                ChatRequest.builder().messages(UserMessage.from("q")).build();
        Heard once = Heard.from(model, request);
        assertThat(once.text()).isEqualTo(text);
        assertThat(once.pieces)
                .hasSizeGreaterThan(10)
                .allSatisfy(piece -> assertThat(piece.codePoints().filter(p -> p >= 0xd800 && p <= 0xdfff))
                        .isEmpty());
        assertThat(Heard.from(model, request).pieces).isEqualTo(once.pieces);
    }

    @Test
    void theFenceIsLongerThanAnyInTheCode() {
        assertThat(ReplayModel.written(new Step("t\n", Optional.of("s = '''\n```\n  ````x\n'''\n"), Optional.empty())))
                .isEqualTo("t\n`````python\ns = '''\n```\n  ````x\n'''\n`````\n");
        assertThat(ReplayModel.written(new Step("", Optional.of("print('```')"), Optional.empty())))
                .isEqualTo("```python\nprint('```')\n```\n");
        assertThat(ReplayModel.written(new Step("", Optional.of(""), Optional.empty())))
                .isEqualTo("```python\n```\n");
    }

    @Test
    void cancellingEndsTheStream() throws InterruptedException {
        Step endless = new Step("x".repeat(1_000_000), Optional.empty(), Optional.empty());
        ReplayModel model = new ReplayModel(
                List.of(new Transcript("a", "q", Optional.empty(), List.of(endless))), 1, Duration.ofMillis(1));
        var thread = new java.util.concurrent.CompletableFuture<Thread>();
        Heard heard = new Heard() {
            @Override
            public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
                super.onPartialResponse(piece, context);
                if (pieces.size() == 3) {
                    context.streamingHandle().cancel();
                    thread.complete(Thread.currentThread());
                }
            }
        };
        model.chat(ChatRequest.builder().messages(UserMessage.from("q")).build(), heard);
        assertThat(thread.join().join(Duration.ofMinutes(5))).isTrue();
        assertThat(heard.pieces).hasSize(3);
        assertThat(heard.ends).hasValue(0);
    }

    @Test
    void opensByName() throws java.io.IOException {
        var file = java.nio.file.Files.createTempFile("replay", ".jsonl");
        try {
            java.nio.file.Files.writeString(file, "{\"question\":\"q\",\"steps\":[{\"text\":\"hi\"}]}");
            OpenedModel opened = Models.open("replay:" + file, ModelOptions.defaults());
            assertThat(opened.offersTools()).isFalse();
            assertThat(opened.name()).isEqualTo("replay:" + file);
            ChatRequest request =
                    ChatRequest.builder().messages(UserMessage.from("q")).build();
            assertThat(Heard.from(opened.model(), request).text()).isEqualTo("hi");
        } finally {
            java.nio.file.Files.delete(file);
        }
    }

    private static Heard hear(List<ChatMessage> messages) {
        return Heard.from(MODEL, ChatRequest.builder().messages(messages).build());
    }

    private static ReplayModel model(Transcript... transcripts) {
        return new ReplayModel(List.of(transcripts), 3, Duration.ZERO);
    }
}
