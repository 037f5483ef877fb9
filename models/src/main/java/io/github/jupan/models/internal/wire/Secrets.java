package io.github.jupan.models.internal.wire;

import dev.langchain4j.http.client.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The values that a request takes along to say who asks. A server, or a proxy before it, that repeats one in what it
/// answers does so into errors, logs and the sessions' store: each occurrence becomes `…` before anybody reads it.
record Secrets(List<String> values) {

    private static final String HIDDEN = "…";

    private static final Set<String> NO_SECRET =
            Set.of("accept", "content-type", "user-agent", "anthropic-version", "anthropic-beta");

    /// What is shorter is hidden in refusals alone: `EMPTY`, as keys for a server of one's own are, is also a word.
    private static final int KEY_CHARS = 16;

    private static final int SHORTEST = 4;

    /// Those in the request's headers.
    static Secrets in(HttpRequest request) {
        return new Secrets(request.headers().entrySet().stream()
                .filter(header -> !NO_SECRET.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .flatMap(header -> header.getValue().stream())
                .map(value -> value.replaceFirst("(?i)^(?:bearer|basic) +", ""))
                .filter(value -> value.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    /// A refusal without them.
    String hiddenIn(String text) {
        String safe = text;
        for (String value : values) {
            safe = safe.replace(value, HIDDEN);
        }
        return safe;
    }

    /// An answer without those that are no words.
    InputStream hiddenIn(InputStream answer) {
        List<String> keys =
                values.stream().filter(value -> value.length() >= KEY_CHARS).toList();
        return keys.isEmpty() ? answer : new Hiding(answer, keys);
    }

    /// Holds back what may yet become one of them.
    private static final class Hiding extends FilterInputStream {
        private final List<String> keys;
        private byte[] ready = {};
        private int at;
        private String held = "";
        private boolean over;

        Hiding(InputStream in, List<String> keys) {
            super(in);
            this.keys = keys;
        }

        @Override
        public int read() throws IOException {
            return fill() ? ready[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0 || !fill()) {
                return length == 0 ? 0 : -1;
            }
            int count = Math.min(length, ready.length - at);
            System.arraycopy(ready, at, into, offset, count);
            at += count;
            return count;
        }

        @Override
        public int available() {
            return ready.length - at;
        }

        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.min(count, Integer.MAX_VALUE)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private boolean fill() throws IOException {
            byte[] chunk = new byte[1 << 13];
            while (at == ready.length && !over) {
                int count = super.read(chunk, 0, chunk.length);
                over = count < 0;
                ready = safe(held + (over ? "" : new String(chunk, 0, count, StandardCharsets.ISO_8859_1)));
                at = 0;
            }
            return at < ready.length;
        }

        private byte[] safe(String seen) {
            int end = over ? seen.length() : seen.length() - begun(seen);
            ByteArrayOutputStream safe = new ByteArrayOutputStream(end);
            int from = 0;
            for (int i = 0; i < end; i++) {
                int here = i;
                int length = keys.stream()
                        .filter(key -> seen.startsWith(key, here))
                        .mapToInt(String::length)
                        .findFirst()
                        .orElse(0);
                if (length > 0) {
                    safe.writeBytes(seen.substring(from, i).getBytes(StandardCharsets.ISO_8859_1));
                    safe.writeBytes(HIDDEN.getBytes(StandardCharsets.UTF_8));
                    from = i + length;
                    i = from - 1;
                }
            }
            safe.writeBytes(seen.substring(from, Math.max(from, end)).getBytes(StandardCharsets.ISO_8859_1));
            held = seen.substring(Math.max(from, end));
            return safe.toByteArray();
        }

        /// How long the end is that one of them begins with.
        private int begun(String seen) {
            int longest = 0;
            for (String key : keys) {
                for (int length = Math.min(key.length() - 1, seen.length()); length > longest; length--) {
                    if (key.startsWith(seen.substring(seen.length() - length))) {
                        longest = length;
                    }
                }
            }
            return longest;
        }
    }
}
