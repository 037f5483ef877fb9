package io.github.jupan.local.internal.gguf;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The head of a GGUF file: its facts, and where its tensors begin. The format is
/// [ggml's](https://github.com/ggml-org/ggml/blob/master/docs/gguf.md), versions 2 and 3.
///
/// @param architecture such as `llama` or `qwen2`
/// @param kind `model`, or `adapter`
/// @param trainedContext the longest context that the model was trained on
/// @param chatTemplate how a conversation is written for the model, in Jinja
/// @param addsBeginning whether the tokenizer puts its beginning-of-text token before a text; empty where nothing is said
/// @param shapes of the tensors, by name
/// @param leastBytes a whole file has at least as many
public record GgufHead(
        String architecture,
        String kind,
        OptionalInt trainedContext,
        Optional<String> chatTemplate,
        Optional<Boolean> addsBeginning,
        Map<String, List<Long>> shapes,
        long leastBytes) {

    private static final int MAGIC = 0x46554747;
    private static final int MOST_COUNTED = 1 << 24;
    private static final int LONGEST_TEXT = 1 << 24;
    private static final int MOST_DIMENSIONS = 4;
    private static final int USUAL_ALIGNMENT = 32;
    private static final long MOST_BYTES = 1L << 50;

    public GgufHead {
        shapes = Map.copyOf(shapes);
    }

    /// A file that is no whole GGUF file; the message is a part of a sentence.
    public static final class GgufException extends IOException {

        private static final long serialVersionUID = 1L;

        GgufException(String message) {
            super(message);
        }
    }

    /// @throws GgufException when it is no whole GGUF file, as far as its head shows
    /// @throws IOException when it cannot be read
    public static GgufHead read(Path file) throws IOException {
        long size = Files.size(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 18)) {
            GgufHead head = new Reader(in).head();
            if (size < head.leastBytes()) {
                throw cutOff();
            }
            return head;
        } catch (EOFException e) {
            throw size < Integer.BYTES ? notGguf() : cutOff();
        }
    }

    private static GgufException cutOff() {
        return new GgufException("is cut off or damaged");
    }

    private static GgufException notGguf() {
        return new GgufException("is no GGUF file");
    }

    private static final class Reader {

        private final InputStream in;
        private final byte[] word = new byte[Long.BYTES];
        private final ByteBuffer number = ByteBuffer.wrap(word).order(ByteOrder.LITTLE_ENDIAN);
        private long position;

        Reader(InputStream in) {
            this.in = in;
        }

        GgufHead head() throws IOException {
            if (readInt() != MAGIC) {
                throw notGguf();
            }
            int version = readInt();
            if (version != 2 && version != 3) {
                throw new GgufException(
                        "is of GGUF version " + Integer.toUnsignedString(version) + "; only 2 and 3 can be read");
            }
            long tensors = count();
            long facts = count();
            Map<String, Object> known = new HashMap<>();
            for (long i = 0; i < facts; i++) {
                String key = text();
                Object value = value(readInt());
                known.put(key, value);
            }
            return head(known, tensors);
        }

        private GgufHead head(Map<String, Object> known, long tensors) throws IOException {
            Map<String, List<Long>> shapes = new HashMap<>();
            long end = 0;
            for (long i = 0; i < tensors; i++) {
                String name = text();
                List<Long> shape = shape();
                long bytes = leastBytes(readInt(), shape);
                end = Math.max(end, atMost(MOST_BYTES, readLong()) + bytes);
                shapes.put(name, shape);
            }
            String architecture = text(known, "general.architecture").orElse("");
            Object context = known.get(architecture + ".context_length");
            return new GgufHead(
                    architecture,
                    text(known, "general.type").orElse("model"),
                    context instanceof Number length ? OptionalInt.of(length.intValue()) : OptionalInt.empty(),
                    text(known, "tokenizer.chat_template"),
                    known.get("tokenizer.ggml.add_bos_token") instanceof Boolean adds
                            ? Optional.of(adds)
                            : Optional.empty(),
                    shapes,
                    tensors == 0 ? position : aligned(known.get("general.alignment")) + end);
        }

        private long aligned(@Nullable Object alignment) {
            long unit = alignment instanceof Integer given && given > 0 ? given : USUAL_ALIGNMENT;
            return Math.ceilDiv(position, unit) * unit;
        }

        private List<Long> shape() throws IOException {
            int dimensions = (int) atMost(MOST_DIMENSIONS, readInt());
            List<Long> shape = new ArrayList<>();
            long elements = 1;
            for (int i = 0; i < dimensions; i++) {
                long size = atMost(MOST_BYTES / Math.max(1, elements), readLong());
                shape.add(size);
                elements *= size;
            }
            return List.copyOf(shape);
        }

        /// Exact for plain numbers, and less for the many packed types.
        private static long leastBytes(int type, List<Long> shape) {
            long elements = shape.stream().reduce(1L, (a, b) -> a * b);
            return switch (type) {
                case 0 -> elements * Float.BYTES;
                case 1, 30 -> elements * Short.BYTES;
                default -> 1;
            };
        }

        private static long atMost(long most, long value) throws GgufException {
            if (value < 0 || value > most) {
                throw cutOff();
            }
            return value;
        }

        private static Optional<String> text(Map<String, Object> known, String key) {
            return known.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
        }

        /// A number, a text or a truth; of anything else only that it is there.
        private Object value(int type) throws IOException {
            return switch (type) {
                case 4, 5 -> readInt();
                case 7 -> readByte() != 0;
                case 8 -> text();
                case 9 -> array();
                case 10, 11 -> readLong();
                default -> {
                    skip(size(type));
                    yield type;
                }
            };
        }

        private Object array() throws IOException {
            int type = readInt();
            long length = count();
            if (type == 8) {
                for (long i = 0; i < length; i++) {
                    skip(readLong());
                }
            } else if (type == 9) {
                for (long i = 0; i < length; i++) {
                    array();
                }
            } else {
                skip(length * size(type));
            }
            return type;
        }

        private static int size(int type) throws GgufException {
            return switch (type) {
                case 0, 1, 7 -> 1;
                case 2, 3 -> 2;
                case 4, 5, 6 -> 4;
                case 10, 11, 12 -> 8;
                default -> throw cutOff();
            };
        }

        private long count() throws IOException {
            return atMost(MOST_COUNTED, readLong());
        }

        private String text() throws IOException {
            long length = atMost(LONGEST_TEXT, readLong());
            byte[] bytes = in.readNBytes((int) length);
            if (bytes.length < length) {
                throw new EOFException();
            }
            position += length;
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private void skip(long bytes) throws IOException {
            if (bytes < 0) {
                throw cutOff();
            }
            in.skipNBytes(bytes);
            position += bytes;
        }

        private byte readByte() throws IOException {
            read(Byte.BYTES);
            return word[0];
        }

        private int readInt() throws IOException {
            read(Integer.BYTES);
            return number.getInt(0);
        }

        private long readLong() throws IOException {
            read(Long.BYTES);
            return number.getLong(0);
        }

        private void read(int bytes) throws IOException {
            if (in.readNBytes(word, 0, bytes) < bytes) {
                throw new EOFException();
            }
            position += bytes;
        }
    }
}
