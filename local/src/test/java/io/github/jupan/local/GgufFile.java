package io.github.jupan.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Writes a small GGUF file by the format's description.
public final class GgufFile {

    private static final int ALIGNMENT = 32;

    private final ByteArrayOutputStream facts = new ByteArrayOutputStream();
    private final List<Tensor> tensors = new ArrayList<>();
    private long count;

    private record Tensor(String name, List<Integer> shape, List<Float> numbers) {}

    public static GgufFile model(String architecture) {
        return new GgufFile()
                .text("general.architecture", architecture)
                .number(architecture + ".context_length", 4_096)
                .texts("tokenizer.ggml.tokens", List.of("a", "b", "ccc"))
                .text("tokenizer.chat_template", "{{ messages[0].content }}");
    }

    public GgufFile text(String key, String value) {
        return fact(key, 8).put(value);
    }

    public GgufFile number(String key, int value) {
        return fact(key, 4).put(4, value);
    }

    public GgufFile number(String key, float value) {
        return fact(key, 6).put(4, Float.floatToIntBits(value));
    }

    public GgufFile truth(String key, boolean value) {
        return fact(key, 7).put(1, value ? 1 : 0);
    }

    public GgufFile texts(String key, List<String> values) {
        fact(key, 9).put(4, 8).put(8, values.size());
        values.forEach(this::put);
        return this;
    }

    private GgufFile fact(String key, int type) {
        count++;
        return put(key).put(4, type);
    }

    private GgufFile put(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        put(8, bytes.length);
        facts.writeBytes(bytes);
        return this;
    }

    private GgufFile put(int bytes, long value) {
        facts.writeBytes(littleEndian(bytes, value));
        return this;
    }

    private static byte[] littleEndian(int bytes, long value) {
        return Arrays.copyOf(
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(value)
                        .array(),
                bytes);
    }

    /// A LoRA adapter without tensors.
    public static GgufFile adapter(String architecture) {
        return new GgufFile()
                .text("general.architecture", architecture)
                .text("general.type", "adapter")
                .text("adapter.type", "lora")
                .number("adapter.lora.alpha", 1f);
    }

    /// Numbers in rows: so many in a row, then how many rows.
    public GgufFile tensor(String name, List<Integer> shape, float... numbers) {
        List<Float> all = new ArrayList<>();
        for (float number : numbers) {
            all.add(number);
        }
        tensors.add(new Tensor(name, shape, all));
        return this;
    }

    /// Without a tensor of one's own with one of 32 numbers.
    ///
    /// @param offset of the first tensor among the tensors
    public byte[] bytes(int version, long offset) {
        List<Tensor> all =
                tensors.isEmpty() ? List.of(new Tensor("t", List.of(32), Collections.nCopies(32, 0f))) : tensors;
        GgufFile file = new GgufFile();
        file.facts.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        file.put(4, version).put(8, all.size()).put(8, count).facts.writeBytes(facts.toByteArray());
        ByteArrayOutputStream numbers = new ByteArrayOutputStream();
        numbers.writeBytes(new byte[(int) offset]);
        for (Tensor each : all) {
            file.put(each.name()).put(4, each.shape().size());
            each.shape().forEach(side -> file.put(8, side));
            file.put(4, 0).put(8, numbers.size());
            for (float number : each.numbers()) {
                numbers.writeBytes(littleEndian(4, Float.floatToIntBits(number)));
            }
            pad(numbers);
        }
        pad(file.facts);
        file.facts.writeBytes(numbers.toByteArray());
        return file.facts.toByteArray();
    }

    private static void pad(ByteArrayOutputStream bytes) {
        while (bytes.size() % ALIGNMENT != 0) {
            bytes.write(0);
        }
    }

    public Path write(Path file) throws IOException {
        return Files.write(file, bytes(3, 0));
    }
}
