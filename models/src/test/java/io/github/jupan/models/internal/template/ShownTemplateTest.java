package io.github.jupan.models.internal.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.jupan.models.ModelOptions;
import io.github.jupan.models.Models;
import io.github.jupan.models.ThinkingOpener;
import io.github.jupan.testkit.Answer;
import io.github.jupan.testkit.LocalServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Over loopback servers that answer as llama.cpp's and Ollama's do.
final class ShownTemplateTest {

    /// A busy machine may be slow.
    private static final ShownTemplate PATIENT = new ShownTemplate(Duration.ofMinutes(2));

    private static final String OPENING =
            "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n<think>\n' }}{% endif %}";
    private static final String PLAIN = "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

    @Test
    void asksLlamaCppForTheTemplateBesideItsV1() {
        try (LocalServer server = new LocalServer(Answer.status(200, props(OPENING)))) {
            ThinkingOpener opener = PATIENT.llamaCpp(server.uri("/v1/"), Map.of("X-Team", "blue"));

            assertThat(opener).isEqualTo(ThinkingOpener.TEMPLATE);
            assertThat(server.asked())
                    .extracting(
                            LocalServer.Asked::method,
                            LocalServer.Asked::path,
                            asked -> asked.headers().getFirst("X-Team"))
                    .containsExactly(tuple("GET", "/props", "blue"));
        }
    }

    @Test
    void isAskedWhenAModelIsOpenedAtABaseUrl() {
        try (LocalServer server = new LocalServer(Answer.status(200, props(PLAIN)))) {
            ModelOptions options = ModelOptions.builder()
                    .baseUrl(server.uri("/v1"))
                    .environment(Map.of("OPENAI_API_KEY", "secret-key"))
                    .build();

            assertThat(Models.open("openai:m", options).thinking()).isNotEqualTo(ThinkingOpener.TEMPLATE);
            assertThat(Models.open("responses:m", options).thinking()).isNotEqualTo(ThinkingOpener.TEMPLATE);
        }
    }

    @Test
    void knowsFromATemplateThatTheModelOpensItsThinkingItself() {
        assertThat(shownBy(Answer.status(200, props(PLAIN)))).isEqualTo(ThinkingOpener.MODEL);
    }

    @Test
    void knowsNothingOfAServerThatShowsNoTemplate() {
        assertThat(shownBy(Answer.status(404, "{\"error\":\"no\"}"))).isEqualTo(ThinkingOpener.UNKNOWN);
        assertThat(shownBy(Answer.status(200, "<html>"))).isEqualTo(ThinkingOpener.UNKNOWN);
        assertThat(shownBy(Answer.status(200, "{\"chat_template\":7}"))).isEqualTo(ThinkingOpener.UNKNOWN);
        assertThat(shownBy(Answer.lost("{\"chat".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(ThinkingOpener.UNKNOWN);
    }

    @Test
    void doesNotWaitForAServerThatNeverEnds() throws InterruptedException {
        CountDownLatch gone = new CountDownLatch(1);
        try (LocalServer server = new LocalServer(Answer.endless("{\"chat_template\":\"", "x".repeat(1_000), gone))) {
            assertThat(new ShownTemplate().llamaCpp(server.uri("/v1"), Map.of()))
                    .isEqualTo(ThinkingOpener.UNKNOWN);
            assertThat(gone.await(5, TimeUnit.MINUTES)).as("the server noticed").isTrue();
        }
    }

    @Test
    void doesNotAskAProviderAtItsOwnAddress() {
        ModelOptions options = ModelOptions.builder()
                .environment(Map.of("OPENAI_API_KEY", "k", "ANTHROPIC_API_KEY", "k", "MISTRAL_API_KEY", "k"))
                .build();
        ModelOptions own = ModelOptions.builder()
                .environment(Map.of("OPENAI_API_KEY", "k"))
                .baseUrl(URI.create("https://api.openai.com/v1"))
                .build();

        assertThat(Models.open("openai:m", options).thinking()).isEqualTo(ThinkingOpener.MODEL);
        assertThat(Models.open("openai:m", own).thinking()).isEqualTo(ThinkingOpener.MODEL);
        assertThat(Models.open("anthropic:m", options).thinking()).isEqualTo(ThinkingOpener.MODEL);
        assertThat(Models.open("mistral:m", options).thinking()).isEqualTo(ThinkingOpener.MODEL);
    }

    @Test
    void asksOllamaForTheTemplateOfTheVeryModel() {
        String shown = JsonNodeFactory.instance
                .objectNode()
                .put("template", "{{ .Prompt }}<|Assistant|><think>\n{{ .Response }}")
                .toString();
        try (LocalServer server = new LocalServer(Answer.status(200, shown))) {
            assertThat(PATIENT.ollama(server.uri(""), "m:7b", Map.of())).isEqualTo(ThinkingOpener.TEMPLATE);
            assertThat(server.asked())
                    .extracting(LocalServer.Asked::method, LocalServer.Asked::path, LocalServer.Asked::body)
                    .containsExactly(tuple("POST", "/api/show", "{\"model\":\"m:7b\"}"));
        }
    }

    @Test
    void ollamaPartsTheThinkingOfAModelThatItKnowsToThink() {
        String shown = "{\"template\":\"{{ .Prompt }}<think>\",\"capabilities\":[\"completion\",\"thinking\"]}";
        try (LocalServer server = new LocalServer(Answer.status(200, shown))) {
            assertThat(PATIENT.ollama(server.uri(""), "m", Map.of())).isEqualTo(ThinkingOpener.MODEL);
        }
    }

    private static ThinkingOpener shownBy(Answer answer) {
        try (LocalServer server = new LocalServer(answer)) {
            return PATIENT.llamaCpp(server.uri("/v1"), Map.of());
        }
    }

    private static String props(String template) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("total_slots", 1)
                .put("chat_template", template)
                .toString();
    }
}
