package io.github.jupan.bench.tokens;

import dev.langchain4j.model.chat.StreamingChatModel;
import io.github.jupan.models.ModelOptions;
import io.github.jupan.models.Models;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// llama.cpp's own server with a model loaded. `LLAMA_SERVER` names its program, else it is looked for on the
/// path.
final class LlamaServer implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    private final Process process;
    private final URI url;

    private LlamaServer(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /// @throws IOException when it is not there, or does not start
    static LlamaServer start(Path model, int contextTokens, int slots) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(List.of(
                        System.getenv().getOrDefault("LLAMA_SERVER", "llama-server"),
                        "--model",
                        model.toString(),
                        "--port",
                        Integer.toString(port),
                        "--ctx-size",
                        Integer.toString(contextTokens * slots),
                        "--parallel",
                        Integer.toString(slots),
                        "--threads",
                        Integer.toString(Runtime.getRuntime().availableProcessors())))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        LlamaServer server = new LlamaServer(process, URI.create("http://127.0.0.1:" + port));
        server.awaitReady();
        return server;
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest health = HttpRequest.newBuilder(url.resolve("/health")).build();
            while (process.isAlive() && System.nanoTime() < end) {
                try {
                    if (client.send(health, BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException e) {
                    // It does not listen yet.
                }
                Thread.sleep(100);
            }
        }
        close();
        throw new IOException("llama-server does not get ready");
    }

    StreamingChatModel model() {
        return Models.open(
                        "openai:local",
                        ModelOptions.builder()
                                .baseUrl(url.resolve("/v1"))
                                .environment(Map.of("OPENAI_API_KEY", "none"))
                                .build())
                .model();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
