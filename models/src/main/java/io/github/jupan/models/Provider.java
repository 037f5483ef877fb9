package io.github.jupan.models;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where a model comes from.
public enum Provider {
    /// OpenAI, and every server that speaks its chat completions, with a base URL.
    OPENAI("openai:NAME", "OPENAI_API_KEY"),
    /// OpenAI, and every server that speaks its Responses, with a base URL.
    RESPONSES("responses:NAME", "OPENAI_API_KEY"),
    ANTHROPIC("anthropic:NAME", "ANTHROPIC_API_KEY"),
    /// Google Gemini; `google` is another word for it.
    GEMINI("gemini:NAME", "GEMINI_API_KEY", "GOOGLE_API_KEY"),
    MISTRAL("mistral:NAME", "MISTRAL_API_KEY"),
    /// A local server; needs no key.
    OLLAMA("ollama:NAME"),
    /// A file of weights on this machine, by an installed model's name or a path; without either the usual one. It is
    /// run by the module `local`, which knows no other.
    LOCAL("local:NAME"),
    /// The planner that needs no connection; not a language model.
    OFFLINE("offline"),
    /// A recorded transcript or a journal.
    REPLAY("replay:FILE");

    private final String form;

    @SuppressWarnings("ImmutableEnumChecker") // it comes from List.of
    private final List<String> keyVariables;

    Provider(String form, String... keyVariables) {
        this.form = form;
        this.keyVariables = List.of(keyVariables);
    }

    /// How a name of this provider is written, such as `openai:NAME`.
    public String form() {
        return form;
    }

    /// The environment variables that may hold its key, the preferred one first; empty when it needs none.
    public List<String> keyVariables() {
        return keyVariables;
    }

    /// The word before the colon.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Provider> ofWord(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.equals("google")) {
            return Optional.of(GEMINI);
        }
        return Arrays.stream(values()).filter(p -> p.word().equals(lower)).findFirst();
    }

    static String knownForms() {
        return Arrays.stream(values()).map(Provider::form).collect(Collectors.joining(", "));
    }
}
