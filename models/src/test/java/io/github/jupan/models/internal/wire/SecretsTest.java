package io.github.jupan.models.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private static final String KEY = "sk-sk-SECRETKEY-OPENAI-123";
    private static final String OTHER = "sk-sk-SECRETKEY-OTHER";

    @Test
    void areTheValuesThatSayWhoAsks() {
        HttpRequest request = HttpRequest.builder()
                .method(HttpMethod.POST)
                .url("http://localhost/v1")
                .addHeader("Content-Type", "application/json")
                .addHeader("anthropic-version", "2023-06-01")
                .addHeader("Authorization", "Bearer " + KEY)
                .addHeader("X-Api-Key", OTHER)
                .addHeader("X-Team", "abc")
                .build();
        assertThat(Secrets.in(request).values()).containsExactly(KEY, OTHER);
    }

    @Test
    void arePutOutOfARefusal() {
        Secrets secrets = new Secrets(List.of(KEY, "EMPTY"));
        assertThat(secrets.hiddenIn("no such key: " + KEY + KEY + ", EMPTY")).isEqualTo("no such key: ……, …");
    }

    /// In whatever pieces an answer comes and is read.
    @Test
    void arePutOutOfAnAnswer() throws IOException {
        String answer = "s sk-sk-" + KEY + "한" + KEY + OTHER + "sk-sk-SECRETKEY- EMPTY sk-" + KEY.substring(0, 20);
        String wanted = "s sk-sk-…한……sk-sk-SECRETKEY- EMPTY sk-" + KEY.substring(0, 20);
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        for (int piece = 1; piece <= bytes.length; piece++) {
            InputStream hidden = new Secrets(List.of(KEY, OTHER, "EMPTY"))
                    .hiddenIn(new Pieces(new ByteArrayInputStream(bytes), piece));
            assertThat(new String(hidden.readAllBytes(), StandardCharsets.UTF_8))
                    .as("in pieces of " + piece)
                    .isEqualTo(wanted);
        }
    }

    /// An event that has come is not held back.
    @Test
    void holdBackOnlyWhatOneBeginsWith() throws IOException {
        InputStream hidden = new Secrets(List.of(KEY))
                .hiddenIn(new Pieces(
                        new ByteArrayInputStream("data: s\n\ndata: sk".getBytes(StandardCharsets.UTF_8)),
                        "data: s\n\n".length()));
        byte[] first = new byte[100];
        assertThat(new String(first, 0, hidden.read(first), StandardCharsets.UTF_8))
                .isEqualTo("data: s\n\n");
        assertThat(new String(first, 0, hidden.read(first), StandardCharsets.UTF_8))
                .isEqualTo("data: ");
        assertThat(hidden.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("sk");
    }

    private static final class Pieces extends java.io.FilterInputStream {
        private final int most;

        Pieces(InputStream in, int most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return super.read(into, offset, Math.min(length, most));
        }
    }
}
