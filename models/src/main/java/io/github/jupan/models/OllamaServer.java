package io.github.jupan.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Asks an Ollama server which models it has (`GET /api/tags`).
final class OllamaServer {

    private static final int PORT = 11_434;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private OllamaServer() {}

    static URI address(ModelOptions options) {
        return options.baseUrl().orElseGet(() -> address(options.environment()));
    }

    /// Reads `OLLAMA_HOST` as Ollama's own client does: scheme and port may be missing, and the address that a server
    /// listens on stands for this machine.
    static URI address(Map<String, String> environment) {
        String host = environment.getOrDefault("OLLAMA_HOST", "").strip().replaceAll("/+$", "");
        String bare = host.replaceFirst("^[Hh][Tt][Tt][Pp][Ss]?://", "");
        boolean https = host.toLowerCase(Locale.ROOT).startsWith("https://");
        boolean scheme = bare.length() != host.length();
        String authority = bare.isEmpty() || bare.startsWith(":") ? "127.0.0.1" + bare : bare;
        try {
            URI read = new URI((https ? "https://" : "http://") + authority);
            if (read.getHost() == null) {
                throw new URISyntaxException(host, "no host");
            }
            String name = read.getHost().equals("0.0.0.0")
                    ? "127.0.0.1"
                    : read.getHost().replace("[::]", "[::1]");
            int port = read.getPort() >= 0 ? read.getPort() : scheme ? https ? 443 : 80 : PORT;
            return new URI(read.getScheme(), null, name, port, read.getPath(), null, null);
        } catch (URISyntaxException e) {
            throw new ModelConfigurationException(
                    "OLLAMA_HOST is not an address: write something like http://localhost:11434", e);
        }
    }

    /// Checks that the server has the model; without a model, says which ones there are.
    static ModelName resolve(ModelName name, ModelOptions options) {
        URI server = address(options);
        Duration timeout = options.timeout().compareTo(LONGEST) < 0 ? options.timeout() : LONGEST;
        List<String> models = models(server, timeout, options.headers());
        String wanted = name.model();
        if (models.contains(wanted) || models.contains(wanted + ":latest")) {
            return name;
        }
        String what =
                wanted.isEmpty() ? "ollama needs a model" : "the Ollama server at " + server + " has no " + wanted;
        if (models.isEmpty()) {
            throw new ModelConfigurationException(what + "; it has none at all: fetch one with `ollama pull "
                    + (wanted.isEmpty() ? "NAME" : wanted) + "`");
        }
        throw new ModelConfigurationException(what + ": write "
                + String.join(", ", models.stream().map(m -> "ollama:" + m).toList())
                + (wanted.isEmpty() ? "" : ", or fetch it with `ollama pull " + wanted + "`"));
    }

    static Reachability reachability(Map<String, String> environment) {
        try {
            URI server = address(environment);
            if (!isLoopback(server)) {
                return new Reachability(
                        Provider.OLLAMA,
                        false,
                        "OLLAMA_HOST is " + server + ", another machine: not asked",
                        Optional.of("ask it which models it has with --model ollama"));
            }
            return found(server, models(server, SHORT, Map.of()));
        } catch (ModelConfigurationException e) {
            return new Reachability(Provider.OLLAMA, false, String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    private static Reachability found(URI server, List<String> models) {
        if (models.isEmpty()) {
            return new Reachability(
                    Provider.OLLAMA,
                    false,
                    "answers at " + server + ", but has no models",
                    Optional.of("fetch one with `ollama pull NAME`"));
        }
        return new Reachability(
                Provider.OLLAMA,
                true,
                "answers at " + server + " with " + String.join(", ", models),
                Optional.of("use it with --model ollama:" + models.getFirst()));
    }

    static List<String> models(URI server, Duration timeout, Map<String, String> headers) {
        URI tags = URI.create(server.toString().replaceAll("/+$", "") + "/api/tags");
        HttpRequest.Builder asked = HttpRequest.newBuilder(tags).timeout(timeout);
        headers.forEach(asked::setHeader);
        HttpRequest request = asked.build();
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build()) {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            JsonNode models = response.statusCode() == 200
                    ? JSON.readTree(response.body()).path("models")
                    : JSON.missingNode();
            if (!models.isArray()) {
                throw new ModelConfigurationException("what answers at " + server + " (status " + response.statusCode()
                        + ") is no Ollama server: set OLLAMA_HOST, or choose another model");
            }
            List<String> names = new ArrayList<>();
            models.forEach(model -> names.add(model.path("name").asText()));
            return List.copyOf(names);
        } catch (ConnectException e) {
            throw none(server, e);
        } catch (IOException e) {
            throw new ModelConfigurationException(
                    "the Ollama server at " + server + " gave no proper answer within " + timeout.toMillis()
                            + " ms: is it running well? Else choose another model",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelConfigurationException("asking the Ollama server at " + server + " was interrupted", e);
        }
    }

    private static ModelConfigurationException none(URI server, Exception cause) {
        return new ModelConfigurationException(
                "no Ollama server answers at " + server + ": start it with `ollama serve`, or choose another model",
                cause);
    }

    static boolean isLoopback(URI server) {
        String host = String.valueOf(server.getHost());
        return host.equalsIgnoreCase("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.equals("[::1]");
    }
}
