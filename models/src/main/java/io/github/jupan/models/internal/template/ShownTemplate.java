package io.github.jupan.models.internal.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.jupan.models.ThinkingOpener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a local server for the template of a model's prompt: llama.cpp's for `GET /props`, Ollama's for
/// `POST /api/show`. A server that does not answer at once, or has no such thing, leaves it unknown.
public final class ShownTemplate {

    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final long MOST_BYTES = 8 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Duration patience;

    public ShownTemplate() {
        this(LONGEST);
    }

    /// @param patience how long a server may take
    ShownTemplate(Duration patience) {
        this.patience = patience;
    }

    /// @param baseUrl of the server's chat completions; its other addresses stand beside `/v1`
    public ThinkingOpener llamaCpp(URI baseUrl, Map<String, String> headers) {
        String server = withoutSlash(baseUrl).replaceFirst("/v1$", "");
        JsonNode template = ask(HttpRequest.newBuilder(URI.create(server + "/props")), headers)
                .path("chat_template");
        return template.isTextual() ? PromptTemplate.jinja(template.asText()) : ThinkingOpener.UNKNOWN;
    }

    /// Where Ollama knows that a model thinks, it parts the thinking from the text itself.
    public ThinkingOpener ollama(URI server, String model, Map<String, String> headers) {
        String body = JSON.createObjectNode().put("model", model).toString();
        JsonNode shown = ask(
                HttpRequest.newBuilder(URI.create(withoutSlash(server) + "/api/show"))
                        .POST(BodyPublishers.ofString(body)),
                headers);
        for (JsonNode capability : shown.path("capabilities")) {
            if (capability.asText().equals("thinking")) {
                return ThinkingOpener.MODEL;
            }
        }
        JsonNode template = shown.path("template");
        return template.isTextual() ? PromptTemplate.go(template.asText()) : ThinkingOpener.UNKNOWN;
    }

    private JsonNode ask(HttpRequest.Builder request, Map<String, String> headers) {
        headers.forEach(request::setHeader);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
        try {
            CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                    request.timeout(patience).build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
            HttpResponse<byte[]> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return response.statusCode() == 200 ? JSON.readTree(response.body()) : MissingNode.getInstance();
        } catch (ExecutionException | TimeoutException | IOException none) {
            return MissingNode.getInstance();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return MissingNode.getInstance();
        } finally {
            client.shutdownNow();
        }
    }

    private static String withoutSlash(URI url) {
        return url.toString().replaceAll("/+$", "");
    }
}
