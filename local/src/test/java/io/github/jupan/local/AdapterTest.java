package io.github.jupan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.jupan.local.internal.gguf.GgufHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Adapters of rank 1 over one weight of a real model, and skipped without one.
final class AdapterTest {

    private static final String WEIGHT = "blk.0.ffn_down.weight";

    @TempDir
    private Path folder;

    private final Path model = TestModel.file();
    private int columns;
    private int rows;
    private String architecture = "";

    @BeforeEach
    void look() throws IOException {
        GgufHead head = GgufHead.read(model);
        assumeTrue(head.shapes().containsKey(WEIGHT), () -> model + " has no " + WEIGHT);
        var shape = Objects.requireNonNull(head.shapes().get(WEIGHT));
        columns = shape.getFirst().intValue();
        rows = shape.getLast().intValue();
        architecture = head.architecture();
    }

    /// One and the same file name, so that a process which kept the first adapter would be noticed.
    @Test
    void isLaidOverTheModel() throws IOException {
        String plain = answer(LocalOptions.builder());
        Path file = folder.resolve("adapter.gguf");
        try (LocalModel nothing = open(LocalOptions.builder().adapter(adapter(file, 0)))) {
            assertThat(answer(nothing)).isEqualTo(plain);
            try (LocalModel much = open(LocalOptions.builder().adapter(adapter(file, 1)))) {
                assertThat(answer(much)).isNotEqualTo(plain);
            }
            assertThat(answer(nothing)).isEqualTo(plain);
        }
    }

    /// Its other half is missing, which llama.cpp alone sees.
    @Test
    void saysThatItIsNoneForThisModel() throws IOException {
        Path half = GgufFile.adapter(architecture)
                .tensor(WEIGHT + ".lora_a", List.of(columns, 1), new float[columns])
                .write(folder.resolve("half.gguf"));
        try (LocalModel opened = open(LocalOptions.builder().adapter(half))) {
            assertThat(ask(opened).awaitError())
                    .isInstanceOf(LocalModelException.class)
                    .hasMessage(half.toRealPath() + " cannot be loaded: it is another model's adapter, or damaged");
        }
    }

    private Path adapter(Path file, float strength) throws IOException {
        GgufFile adapter = GgufFile.adapter(architecture)
                .tensor(WEIGHT + ".lora_a", List.of(columns, 1), numbers(columns, strength))
                .tensor(WEIGHT + ".lora_b", List.of(1, rows), numbers(rows, strength));
        Files.deleteIfExists(file);
        return adapter.write(file);
    }

    private static float[] numbers(int count, float strength) {
        Random random = new Random(7);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = strength * (float) random.nextGaussian();
        }
        return numbers;
    }

    private LocalModel open(LocalOptions.Builder options) {
        return LocalModel.open(
                model,
                options.contextTokens(512).temperature(0).maxOutputTokens(12).build());
    }

    private String answer(LocalOptions.Builder options) {
        try (LocalModel opened = open(options)) {
            return answer(opened);
        }
    }

    private static String answer(LocalModel opened) {
        return ask(opened).awaitWhole().aiMessage().text();
    }

    private static Listener ask(LocalModel opened) {
        Listener listener = new Listener();
        opened.chat(
                ChatRequest.builder()
                        .messages(UserMessage.from("What is the capital of France?"))
                        .build(),
                listener);
        return listener;
    }
}
