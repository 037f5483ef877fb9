package io.github.jupan.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Which models a provider says that it has.
///
/// @param names as they are written after the provider's word and its colon
/// @param problem why they are not known, one short line; then there are no names
public record ProviderModels(Provider provider, List<String> names, Optional<String> problem) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MOST_BYTES = 8L << 20;

    public ProviderModels {
        names = List.copyOf(names);
    }

    /// How a provider is asked, and what it answers.
    private record Form(String path, String list, String name, List<String> keyHeader) {}

    // <https://platform.openai.com/docs/api-reference/models/list>, <https://docs.anthropic.com/en/api/models-list>,
    // <https://ai.google.dev/api/models>
    private static final Form OPENAI = new Form("/models", "data", "id", List.of("Authorization", "Bearer "));
    private static final Form ANTHROPIC = new Form("/models?limit=1000", "data", "id", List.of("x-api-key", ""));
    private static final Form GEMINI =
            new Form("/models?pageSize=1000", "models", "name", List.of("x-goog-api-key", ""));

    /// Asks all providers that have a key, the server that the chosen model is on, and an Ollama server on this
    /// machine, all at once.
    ///
    /// @param patience with each of them
    /// @return those that were asked; an Ollama server that nobody spoke of and that is not there is left out
    public static List<ProviderModels> ask(ModelAccess access, Map<String, String> environment, Duration patience) {
        List<CompletableFuture<Optional<ProviderModels>>> asked = Stream.of(
                        Provider.OPENAI, Provider.ANTHROPIC, Provider.GEMINI, Provider.MISTRAL, Provider.OLLAMA)
                .map(provider -> CompletableFuture.supplyAsync(
                        () -> ask(provider, options(provider, access, environment), patience),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        return asked.stream().flatMap(each -> each.join().stream()).toList();
    }

    private static ModelOptions options(Provider provider, ModelAccess access, Map<String, String> environment) {
        ModelOptions.Builder options = ModelOptions.builder().environment(environment);
        String chosen = access.selection().name();
        if (isOf(provider, chosen)) {
            access.lead(chosen, options);
        }
        return options.build();
    }

    private static boolean isOf(Provider provider, String name) {
        try {
            Provider own = ModelName.parse(name).provider();
            return own == provider || (own == Provider.RESPONSES && provider == Provider.OPENAI);
        } catch (ModelConfigurationException unknown) {
            return false;
        }
    }

    static Optional<ProviderModels> ask(Provider provider, ModelOptions options, Duration patience) {
        try {
            ModelOptions addressed = Models.addressed(new ModelName(provider, "any"), options);
            return switch (provider) {
                case OLLAMA -> ollama(addressed.keyInHeader(), patience);
                case OPENAI, RESPONSES -> asked(provider, OPENAI, "https://api.openai.com/v1", addressed, patience);
                case MISTRAL -> asked(provider, OPENAI, "https://api.mistral.ai/v1", addressed, patience);
                case ANTHROPIC -> asked(provider, ANTHROPIC, "https://api.anthropic.com/v1", addressed, patience);
                case GEMINI ->
                    asked(provider, GEMINI, "https://generativelanguage.googleapis.com/v1beta", addressed, patience);
                case LOCAL, OFFLINE, REPLAY -> Optional.empty();
            };
        } catch (ModelConfigurationException wrong) {
            return Optional.of(new ProviderModels(provider, List.of(), Optional.ofNullable(wrong.getMessage())));
        }
    }

    private static Optional<ProviderModels> ollama(ModelOptions options, Duration patience) {
        boolean spokenOf = options.baseUrl().isPresent()
                || !options.environment().getOrDefault("OLLAMA_HOST", "").isBlank();
        try {
            List<String> names = OllamaServer.models(OllamaServer.address(options), patience, options.headers());
            return Optional.of(new ProviderModels(Provider.OLLAMA, names, Optional.empty()));
        } catch (ModelConfigurationException absent) {
            return spokenOf
                    ? Optional.of(
                            new ProviderModels(Provider.OLLAMA, List.of(), Optional.ofNullable(absent.getMessage())))
                    : Optional.empty();
        }
    }

    private static Optional<ProviderModels> asked(
            Provider provider, Form form, String usual, ModelOptions options, Duration patience) {
        Optional<String> key = Keys.find(provider, options);
        if (key.isEmpty() && options.baseUrl().isEmpty()) {
            return Optional.empty();
        }
        String base = options.baseUrl().map(URI::toString).orElse(usual).replaceAll("/+$", "");
        Map<String, String> headers = new LinkedHashMap<>();
        key.ifPresent(value ->
                headers.put(form.keyHeader().getFirst(), form.keyHeader().getLast() + value));
        if (provider == Provider.ANTHROPIC) {
            headers.put("anthropic-version", "2023-06-01");
        }
        headers.putAll(options.headers());
        return Optional.of(fetched(provider, form, URI.create(base + form.path()), headers, patience));
    }

    private static ProviderModels fetched(
            Provider provider, Form form, URI address, Map<String, String> headers, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        headers.forEach(request::setHeader);
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String problem;
        try {
            HttpResponse<byte[]> response = client.sendAsync(
                            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            JsonNode list = response.statusCode() == 200
                    ? JSON.readTree(response.body()).path(form.list())
                    : JSON.missingNode();
            if (list.isArray()) {
                return new ProviderModels(provider, names(list, form), Optional.empty());
            }
            problem = switch (response.statusCode()) {
                case 401, 403 -> address.getHost() + " refuses the key";
                case 200 -> "what answers at " + address.getHost() + " has no list of models";
                default -> address.getHost() + " has no list of models (status " + response.statusCode() + ")";
            };
        } catch (TimeoutException silent) {
            problem = address.getHost() + " does not answer within " + patience.toMillis() / 1000.0 + " s";
        } catch (IOException noJson) {
            problem = "what answers at " + address.getHost() + " has no list of models";
        } catch (ExecutionException unreachable) {
            problem = address.getHost() + " does not answer";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            problem = "it was not waited for";
        } finally {
            client.shutdownNow();
        }
        return new ProviderModels(provider, List.of(), Optional.of(problem));
    }

    /// Gemini's stand behind `models/`, beside others that do not write.
    private static List<String> names(JsonNode list, Form form) {
        List<String> names = new ArrayList<>();
        for (JsonNode model : list) {
            JsonNode methods = model.path("supportedGenerationMethods");
            boolean writes = !methods.isArray()
                    || StreamSupport.stream(methods.spliterator(), false)
                            .anyMatch(method -> method.asText().equals("generateContent"));
            String name = model.path(form.name()).asText().replaceFirst("^models/", "");
            if (writes && !name.isEmpty()) {
                names.add(name);
            }
        }
        names.sort(null);
        return names;
    }
}
