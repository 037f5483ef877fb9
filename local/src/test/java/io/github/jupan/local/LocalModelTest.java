package io.github.jupan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.github.jupan.local.internal.gguf.GgufHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// With a real model, and skipped without one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LocalModelTest {

    private static final String CAPITAL = "What is the capital of France? Answer with one short sentence.";

    private static final LocalOptions OPTIONS =
            LocalOptions.builder().contextTokens(2_048).temperature(0).build();

    private final Path file = TestModel.file();
    private LocalModel model = LocalModel.open(file, OPTIONS);

    @BeforeAll
    void open() {
        model.close();
        model = LocalModel.open(file, OPTIONS);
    }

    @AfterAll
    void close() {
        model.close();
    }

    @Test
    void streamsAnAnswerAndSaysHowItEnded() {
        Listener listener = ask("What is the capital of France? Answer with one short sentence.");
        ChatResponse response = listener.awaitWhole();
        assertThat(response.aiMessage().text()).contains("Paris");
        assertThat(String.join("", listener.pieces))
                .isEqualTo(response.aiMessage().text());
        assertThat(listener.pieces).hasSizeGreaterThan(3);
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.tokenUsage().inputTokenCount()).isBetween(20, 100);
        assertThat(response.tokenUsage().outputTokenCount()).isGreaterThanOrEqualTo(listener.pieces.size());
        assertThat(response.modelName()).isEqualTo(model.name());
    }

    @Test
    void stopsAtTheLimitOfItsAnswer() {
        ChatResponse response = chat(model, request("Count from one to fifty.").maxOutputTokens(5));
        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.tokenUsage().outputTokenCount()).isEqualTo(5);
    }

    @Test
    void stopsAtAStopSequence() {
        ChatResponse response = chat(
                model,
                request("Write the numbers 1, 2, 3, 4, 5, 6, 7, 8 with commas.").stopSequences(List.of("5")));
        assertThat(response.aiMessage().text()).contains("4").doesNotContain("5");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void endsAtACancellation() {
        Listener listener = ask("Tell me a very long story about the sea, at least a thousand words.");
        listener.awaitFirstPiece().cancel();
        int heard = listener.pieces.size();
        // Were it still at work, this would wait for one of two slots, and the other's words would come in between.
        chat(model, request("Say yes.").maxOutputTokens(20));
        assertThat(listener.pieces).hasSizeLessThanOrEqualTo(heard + 1);
        assertThat(listener.whole).isNotDone();
    }

    @Test
    void endsWhileItReadsItsPrompt() {
        long whole = millis(
                () -> chat(model, request("This is no number. ".repeat(150)).maxOutputTokens(1)));
        long cancelled = millis(() -> {
            for (int i = 0; i < 6; i++) {
                Listener listener = ask(i + " is a number. ".repeat(150));
                listener.awaitHandle().cancel();
                assertThat(listener.pieces).isEmpty();
            }
            chat(model, request("What is the capital of France?").maxOutputTokens(1));
        });
        assertThat(cancelled).as("milliseconds for six of %s each", whole).isLessThan(4 * whole);
    }

    @Test
    void answersTwoQuestionsAtOnce() {
        Listener story = ask("Tell me a long story about the sea, at least three hundred words.");
        story.awaitFirstPiece();
        Listener capital = ask(CAPITAL);
        assertThat(capital.awaitWhole().aiMessage().text()).contains("Paris");
        assertThat(story.whole).isNotDone();
        story.awaitFirstPiece().cancel();
    }

    @Test
    void makesAThirdQuestionWaitItsTurn() {
        List<Listener> all = Stream.generate(() -> ask(CAPITAL)).limit(5).toList();
        assertThat(all)
                .allSatisfy(
                        each -> assertThat(each.awaitWhole().aiMessage().text()).contains("Paris"));
    }

    @Test
    void survivesItsProcess() {
        Listener listener = ask("Tell me a very long story about the sea, at least a thousand words.");
        listener.awaitFirstPiece();
        processes().forEach(ProcessHandle::destroyForcibly);
        assertThat(listener.awaitError())
                .isInstanceOf(LocalModelException.class)
                .hasMessageContaining("ended before its answer did")
                .hasMessageContaining("ask again");
        assertThat(chat(model, request(CAPITAL)).aiMessage().text()).contains("Paris");
    }

    @Test
    void findsTheBeginningOfItsPromptInTheCache() {
        String rules = "You answer briefly, and you think about what was asked before you say a word. ".repeat(60);
        long first = millis(() -> first(rules, "What is the capital of France?"));
        long second = millis(() -> first(rules, "What is the capital of Spain?"));
        assertThat(second)
                .as("milliseconds to the first token, after %s before", first)
                .isLessThan(first / 2);
    }

    @Test
    void refusesAPromptThatIsLongerThanItsWindow() {
        assertThat(ask("long ".repeat(3_000)).awaitError())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageMatching("request \\(\\d+ tokens\\) exceeds the available context size \\(2048 tokens\\)");
    }

    @Test
    void keepsToASchema() {
        ResponseFormat format = ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder()
                        .name("Answer")
                        .rootElement(JsonObjectSchema.builder()
                                .addProperty(
                                        "city",
                                        JsonEnumSchema.builder()
                                                .enumValues("Paris", "Rome")
                                                .build())
                                .required("city")
                                .build())
                        .build())
                .build();
        ChatResponse response =
                chat(model, request("What is the capital of France?").responseFormat(format));
        assertThat(response.aiMessage().text()).matches("\\s*\\{\\s*\"city\"\\s*:\\s*\"(Paris|Rome)\"\\s*}\\s*");
    }

    @Test
    void readsEveryCharacterAsItIs() {
        int plain = inputTokens("Repeat: a b");
        assertThat(inputTokens("Repeat: a 😀 b")).isBetween(plain + 1, plain + 8);
        assertThat(inputTokens("Repeat: a \u0000 b")).isBetween(plain, plain + 8);
        assertThat(inputTokens("Repeat: a \ud800 b")).isBetween(plain, plain + 8);
    }

    /// Its template begins with the beginning-of-text token, which its tokenizer does not add. 25 is what transformers
    /// counts.
    @Test
    void readsThePromptFromItsFirstToken() throws IOException {
        GgufHead head = GgufHead.read(file);
        assumeTrue(
                head.chatTemplate().orElse("").contains("named SmolLM")
                        && head.addsBeginning().equals(Optional.of(false)),
                "not SmolLM2");
        ChatRequest.Builder request =
                ChatRequest.builder().messages(SystemMessage.from("You answer."), UserMessage.from("What is 9 + 2?"));
        assertThat(chat(model, request.maxOutputTokens(1)).tokenUsage().inputTokenCount())
                .isEqualTo(25);
    }

    @Test
    void takesNoTools() {
        ChatRequest request = request("What is 2 + 2?")
                .toolSpecifications(ToolSpecification.builder().name("python").build())
                .build();
        assertThat(failure(request))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("takes no tools");
    }

    /// Those of other tests end in their own time.
    private void awaitOneProcess() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (processes().size() != 1) {
            assertThat(System.nanoTime()).as("processes: %s", processes()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    @Test
    void isSharedByAllThatOpenTheSame() throws InterruptedException {
        chat(model, request("Say yes.").maxOutputTokens(2));
        try (LocalModel second = LocalModel.open(
                file, LocalOptions.builder().contextTokens(2_048).temperature(1).build())) {
            chat(second, request("Say yes.").maxOutputTokens(2));
            awaitOneProcess();
            assertThat(second.residentBytes().orElseThrow()).isBetween(100L << 20, 2L << 30);
            assertThat(LocalModel.residentBytesOfAll().values()).anyMatch(bytes -> bytes > 100L << 20);
        }
        awaitOneProcess();
    }

    @Test
    void endsWhenItHasRested() {
        LocalOptions brief = LocalOptions.builder()
                .contextTokens(512)
                .idle(Duration.ofMillis(50))
                .build();
        List<ProcessHandle> before = processes();
        try (LocalModel other = LocalModel.open(file, brief)) {
            chat(other, request("Say yes.").maxOutputTokens(2));
            List<ProcessHandle> started =
                    processes().stream().filter(each -> !before.contains(each)).toList();
            started.forEach(each -> each.onExit().join());
            assertThat(other.residentBytes()).isEmpty();
            chat(other, request("Say yes.").maxOutputTokens(2));
        }
    }

    @Test
    void givesTheSameAnswerForASeed() {
        try (LocalModel seeded = LocalModel.open(
                file,
                LocalOptions.builder()
                        .contextTokens(2_048)
                        .temperature(1)
                        .topP(0.95)
                        .topK(40)
                        .seed(7)
                        .maxOutputTokens(20)
                        .build())) {
            // A prompt that is read and one that is found in the cache differ in the last digits.
            chat(seeded, request("Tell me a story."));
            String once = chat(seeded, request("Tell me a story.")).aiMessage().text();
            assertThat(chat(seeded, request("Tell me a story.")).aiMessage().text())
                    .isEqualTo(once);
        }
    }

    @Test
    void namesTheCauseWhenTheWeightsAreDamaged(@TempDir Path folder) throws IOException {
        Path damaged = Files.copy(file, folder.resolve("damaged.gguf"), StandardCopyOption.REPLACE_EXISTING);
        try (var channel = Files.newByteChannel(damaged, java.nio.file.StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(damaged) - 1_000);
        }
        assertThatThrownBy(() -> LocalModel.open(damaged, OPTIONS))
                .isInstanceOf(LocalModelException.class)
                .hasMessageContaining("damaged.gguf is cut off or damaged")
                .hasMessageNotContaining("\n");
    }

    private List<ProcessHandle> processes() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    private Throwable failure(ChatRequest request) {
        Listener listener = new Listener();
        try {
            model.chat(request, listener);
        } catch (UnsupportedFeatureException e) {
            return e;
        }
        return listener.awaitError();
    }

    private int inputTokens(String question) {
        return chat(model, request(question).maxOutputTokens(1)).tokenUsage().inputTokenCount();
    }

    private void first(String rules, String question) {
        Listener listener = new Listener();
        model.chat(
                ChatRequest.builder()
                        .messages(SystemMessage.from(rules), UserMessage.from(question))
                        .build(),
                listener);
        listener.awaitFirstPiece();
        listener.awaitWhole();
    }

    private static long millis(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1_000_000;
    }

    private Listener ask(String question) {
        Listener listener = new Listener();
        model.chat(request(question).build(), listener);
        return listener;
    }

    private static ChatResponse chat(LocalModel model, ChatRequest.Builder request) {
        Listener listener = new Listener();
        model.chat(request.build(), listener);
        return listener.awaitWhole();
    }

    private static ChatRequest.Builder request(String question) {
        return ChatRequest.builder().messages(UserMessage.from(question));
    }
}
