package io.github.jupan.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Writes a small GGUF file by the format's description.
public final class GgufFile {

    private final ByteArrayOutputStream facts = new ByteArrayOutputStream();
    private long count;

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

    /// With one tensor of 32 numbers at the given offset, and 1,024 bytes of tensors.
    public byte[] bytes(int version, long offset) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(littleEndian(4, version));
        all.writeBytes(littleEndian(8, 1));
        all.writeBytes(littleEndian(8, count));
        all.writeBytes(facts.toByteArray());
        all.writeBytes(littleEndian(8, 1));
        all.writeBytes("t".getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(littleEndian(4, 1));
        all.writeBytes(littleEndian(8, 32));
        all.writeBytes(littleEndian(4, 0));
        all.writeBytes(littleEndian(8, offset));
        all.writeBytes(new byte[1_024]);
        return all.toByteArray();
    }

    public Path write(Path file) throws IOException {
        return Files.write(file, bytes(3, 0));
    }
}
