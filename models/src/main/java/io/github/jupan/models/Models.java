package io.github.jupan.models;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Opens models by name.
public final class Models {

    private Models() {}

    /// Opens a model. No provider is contacted at its own address. An Ollama server is asked which models it has, and
    /// it and any server at a base URL of chat completions for the template of the model's prompt, for a second at
    /// most.
    ///
    /// @param name as [ModelName] reads it
    /// @throws ModelConfigurationException when the caller can mend it, with one line that says how
    public static OpenedModel open(String name, ModelOptions options) {
        ModelName parsed = ModelName.parse(name);
        ModelOptions addressed = addressed(parsed, options);
        addressed.baseUrl().ifPresent(url -> check(url, parsed.provider()));
        return switch (parsed.provider()) {
            case OFFLINE ->
                new OpenedModel(
                        "offline",
                        new OfflineModel(options.tokenDelay()),
                        true,
                        OptionalInt.empty(),
                        ThinkingOpener.MODEL);
            case REPLAY ->
                new OpenedModel(
                        parsed.toString(),
                        replay(parsed.model(), options),
                        false,
                        OptionalInt.empty(),
                        ThinkingOpener.UNKNOWN);
            case LOCAL ->
                throw new ModelConfigurationException(
                        "local models are opened by the module local, not here: choose another model");
            case OPENAI, RESPONSES, ANTHROPIC, GEMINI, MISTRAL, OLLAMA -> ProviderClients.open(parsed, addressed);
        };
    }

    /// Says of each provider whether it could be used as things stand. Costs nothing: keys are only looked up, and
    /// the one request goes to an Ollama server on this machine.
    public static List<Reachability> reachable(Map<String, String> environment) {
        List<Reachability> all = new ArrayList<>();
        for (Provider provider : Provider.values()) {
            if (!provider.keyVariables().isEmpty()) {
                all.add(keyed(provider, environment));
            }
        }
        all.add(OllamaServer.reachability(environment));
        return List.copyOf(all);
    }

    private static Reachability keyed(Provider provider, Map<String, String> environment) {
        try {
            Keys.find(provider, environment);
        } catch (ModelConfigurationException e) {
            return new Reachability(provider, false, "key is malformed", Optional.of(String.valueOf(e.getMessage())));
        }
        return Keys.variable(provider, environment)
                .map(variable -> new Reachability(
                        provider, true, variable + " is set", Optional.of("use it with --model " + provider.form())))
                .orElseGet(() -> new Reachability(
                        provider, false, "no key", Optional.of("set " + String.join(" or ", provider.keyVariables()))));
    }

    private static ReplayModel replay(String file, ModelOptions options) {
        try {
            return new ReplayModel(
                    Transcripts.readAll(Path.of(file)), options.seed().orElse(0), options.tokenDelay());
        } catch (InvalidPathException e) {
            throw new ModelConfigurationException(
                    "replay: this is not the name of a file: " + file.replaceAll("\\p{Cntrl}", "?"), e);
        }
    }

    /// With the address that a variable has, where the model was given none: no key goes there in the clear.
    static ModelOptions addressed(ModelName name, ModelOptions options) {
        if (name.provider() == Provider.OLLAMA && options.baseUrl().isEmpty()) {
            checkKey("OLLAMA_HOST", OllamaServer.address(options.environment()), name.provider(), options);
            return options;
        }
        Optional<String> variable = openAiBaseUrl(options.environment());
        boolean openAi = name.provider() == Provider.OPENAI || name.provider() == Provider.RESPONSES;
        if (!openAi || options.baseUrl().isPresent() || variable.isEmpty()) {
            return options;
        }
        try {
            URI url = new URI(variable.get());
            check(url, name.provider());
            checkKey("OPENAI_BASE_URL", url, name.provider(), options);
            return options.at(url);
        } catch (URISyntaxException e) {
            throw new ModelConfigurationException(
                    "OPENAI_BASE_URL is not an address: write something like http://localhost:8000/v1", e);
        }
    }

    private static void checkKey(String variable, URI url, Provider provider, ModelOptions options) {
        if (isInTheClear(url) && sendsSecrets(provider, options)) {
            throw new ModelConfigurationException(variable + " is another machine without TLS, and the key would be"
                    + " sent there: write https, or give the address with the model, by --base-url");
        }
    }

    /// Headers may hold some.
    private static boolean sendsSecrets(Provider provider, ModelOptions options) {
        return !options.headers().isEmpty() || Keys.find(provider, options).isPresent();
    }

    static Optional<String> openAiBaseUrl(Map<String, String> environment) {
        return Optional.of(environment.getOrDefault("OPENAI_BASE_URL", "").strip())
                .filter(url -> !url.isEmpty());
    }

    /// What the user should know before the model is asked: a key that others on the way can read.
    ///
    /// @throws ModelConfigurationException when there is no such model
    public static Optional<String> warning(String name, ModelOptions options) {
        Provider provider = ModelName.parse(name).provider();
        return options.baseUrl()
                .filter(url -> isInTheClear(url) && sendsSecrets(provider, options))
                .map(url -> "the key goes to " + url.getHost() + " without TLS, where others can read it");
    }

    private static boolean isInTheClear(URI url) {
        return "http".equalsIgnoreCase(url.getScheme()) && !OllamaServer.isLoopback(url);
    }

    private static void check(URI url, Provider provider) {
        if (provider == Provider.OFFLINE || provider == Provider.REPLAY || provider == Provider.LOCAL) {
            throw new ModelConfigurationException(
                    provider.word() + " takes no base URL: leave it out, or choose another model");
        }
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new ModelConfigurationException(
                    "the base URL " + url + " is not one: write something like http://localhost:8000/v1");
        }
    }
}
