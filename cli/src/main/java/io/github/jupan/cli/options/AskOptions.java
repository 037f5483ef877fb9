package io.github.jupan.cli.options;

import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.ThinkingStart;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.models.Headers;
import io.github.jupan.models.ModelAccess;
import io.github.jupan.models.ModelName;
import io.github.jupan.models.ModelSelection;
import io.github.jupan.models.Price;
import io.github.jupan.models.Provider;
import io.github.jupan.practice.lessons.LessonBook;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of every command that asks a model. `config.properties` has keys of the same names, and `api-key`.
public final class AskOptions {

    @Option(
            names = {"-m", "--model"},
            paramLabel = "NAME",
            description =
                    "Such as openai:gpt-5, anthropic:claude-sonnet-4-5, ollama:qwen3:8b, local:NAME (jupan models),"
                            + " replay:FILE or offline. Default: JUPAN_MODEL, else the configuration file, else a model"
                            + " that is installed, else offline.")
    private @Nullable String model;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "Where this model is: another server that speaks the provider's protocol, such as"
                    + " http://localhost:8000/v1.")
    private @Nullable String baseUrl;

    @Option(
            names = "--header",
            paramLabel = "NAME: VALUE",
            description = "Goes with every request to this model. May be repeated.")
    private final List<String> headers = new ArrayList<>();

    @Option(
            names = "--price",
            paramLabel = "PRICE",
            description =
                    "What a million of this model's tokens cost, such as '3 in, 15 out, USD'; then answers say what"
                            + " they cost.")
    private @Nullable String price;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Take the keys NAME.model, NAME.temperature … of the configuration file. Default:"
                    + " JUPAN_PROFILE, else the key profile.")
    private @Nullable String profile;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "direct: answer at once; think: in steps, no code; code: steps and code, the default.")
    private @Nullable String mode;

    @Option(
            names = "--dialect",
            paramLabel = "DIALECT",
            description = "How the model asks for code: tools, by calls; text, by blocks in what it writes; auto, as it"
                    + " turns out; prefer-text, by blocks where that can be. Default: prefer-text for a server at"
                    + " http://, else auto.")
    private @Nullable String dialect;

    @Option(
            names = "--thinking",
            paramLabel = "WHO",
            description = "Who opens the model's thinking where it stands in its text: model; template, so that only"
                    + " </think> arrives; auto, as its server shows or as it turns out, the default.")
    private @Nullable String thinking;

    @Option(names = "--temperature", paramLabel = "N", description = "From 0 to 2. Default: the provider's.")
    private @Nullable String temperature;

    @Option(names = "--top-p", paramLabel = "N", description = "Above 0, at most 1. Default: the provider's.")
    private @Nullable String topP;

    @Option(names = "--seed", paramLabel = "N", description = "For models that take one, and for a replay's chunks.")
    private @Nullable String seed;

    @Option(names = "--max-tokens", paramLabel = "N", description = "Bounds each turn of the model.")
    private @Nullable String maxTokens;

    @Option(
            names = "--reasoning-effort",
            paramLabel = "WORD",
            description = "none, low, medium, high or another word of the model's; for Anthropic and Gemini also a"
                    + " number of tokens.")
    private @Nullable String reasoningEffort;

    @Option(names = "--steps", paramLabel = "N", description = "Turns of the model in one question. Default: 12.")
    private @Nullable String steps;

    @Option(names = "--time", paramLabel = "TIME", description = "For one question, such as 90s or 10m. Default: 5m.")
    private @Nullable String time;

    @Option(
            names = "--context",
            paramLabel = "N",
            description = "The model's window in tokens: a longer conversation is shortened, and Ollama is told."
                    + " Default: 100000, with Ollama 8192.")
    private @Nullable String context;

    @Option(names = "--adapter", paramLabel = "FILE", description = "A LoRA adapter (GGUF), laid over a local: model.")
    private @Nullable String adapter;

    @Option(
            names = "--stall",
            paramLabel = "TIME",
            description = "Give a model up that has sent nothing for this time. Default: 2m.")
    private @Nullable String stall;

    @Option(
            names = {"-s", "--system"},
            paramLabel = "TEXT-OR-FILE",
            description = "Added to the prompt. The name of a file that is there, or @FILE, stands for what is in it;"
                    + " anything else is the text.")
    private @Nullable String system;

    @Option(
            names = "--lessons",
            paramLabel = "FILE",
            description = "A lesson book (jupan practice --learn): worked examples like the question go with it.")
    private @Nullable String lessons;

    @Mixin
    private final RunLimits limits = new RunLimits();

    /// Nothing but a model and where it is, for a command with options of its own.
    public static AskOptions ofModel(String name, @Nullable String baseUrl) {
        AskOptions options = new AskOptions();
        options.model = name;
        options.baseUrl = baseUrl;
        return options;
    }

    /// The first option here that means something on this machine alone.
    public Optional<String> ofThisMachine() {
        return Stream.of(
                        baseUrl == null ? "" : "--base-url",
                        headers.isEmpty() ? "" : "--header",
                        adapter == null ? "" : "--adapter",
                        lessons == null ? "" : "--lessons")
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    /// What holds, with what the configuration and the environment say.
    public Setup setup(Surroundings surroundings) {
        OptionValues values = OptionValues.of(Optional.ofNullable(profile), surroundings);
        SessionOptions options = new SessionOptions(
                Optional.empty(),
                values.get("mode", mode, AskOptions::mode).orElse(Mode.CODE),
                limits.limits(surroundings, values),
                settings(values, surroundings));
        ModelAccess access = ModelAccess.of(given(), values.configuration(), surroundings.environment());
        Optional<Path> laidOver = values.get(
                "adapter", adapter, Path::of, text -> values.configuration().resolve(text));
        Optional<LessonBook> book = values.get(
                        "lessons",
                        lessons,
                        Path::of,
                        text -> values.configuration().resolve(text))
                .map(LessonBook::read);
        return Setup.of(orInstalled(access, surroundings), options, laidOver, book, surroundings);
    }

    /// Looks for an installed model only where nobody chose one.
    private static ModelAccess orInstalled(ModelAccess access, Surroundings surroundings) {
        if (access.selection().source() != ModelSelection.Source.DEFAULT) {
            return access;
        }
        try {
            return surroundings
                    .weights()
                    .usual()
                    .map(model -> access.otherwise(new ModelName(Provider.LOCAL, model.name()).toString()))
                    .orElse(access);
        } catch (IOException unreadable) {
            return access;
        }
    }

    private ModelAccess.Given given() {
        Map<String, String> lines = new HashMap<>();
        headers.forEach(line -> lines.putAll(OptionValues.read("header", line, Headers::of)));
        return new ModelAccess.Given(
                Optional.ofNullable(model),
                Optional.ofNullable(baseUrl).map(url -> OptionValues.read("base-url", url, AskOptions::address)),
                Optional.empty(),
                lines,
                Optional.ofNullable(price).map(text -> OptionValues.read("price", text, Price::of)));
    }

    /// What is meant to be added to the prompt: the text, or what is in a file of that name.
    public static String systemText(String text, Surroundings surroundings) {
        return textOrFile(text, Path::of, file(surroundings));
    }

    private static Function<String, String> file(Surroundings surroundings) {
        return name -> new Documents(surroundings.err())
                .addAll(List.of(name))
                .texts()
                .values()
                .iterator()
                .next();
    }

    private Settings settings(OptionValues values, Surroundings surroundings) {
        Function<String, String> file = file(surroundings);
        return new Settings(
                values.get("dialect", dialect, AskOptions::dialect),
                values.get("thinking", thinking, AskOptions::thinking),
                values.get("temperature", temperature, OptionValues.fraction(n -> n >= 0 && n <= 2, "from 0 to 2")),
                values.get("top-p", topP, OptionValues.fraction(n -> n > 0 && n <= 1, "above 0 and at most 1")),
                values.get("seed", seed, OptionValues::seed),
                values.get("max-tokens", maxTokens, OptionValues.whole(1)),
                values.get("reasoning-effort", reasoningEffort, AskOptions::word),
                values.get("steps", steps, OptionValues.whole(1)),
                values.get("time", time, DurationReader::read),
                values.get("context", context, OptionValues.whole(Settings.LEAST_CONTEXT_TOKENS)),
                values.get("stall", stall, DurationReader::read),
                values.get(
                        "system",
                        system,
                        text -> textOrFile(text, Path::of, file),
                        text -> textOrFile(text, values.configuration()::resolve, file)));
    }

    public static URI address(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException other) {
            throw new IllegalArgumentException("takes an address such as http://localhost:8000/v1, not " + text, other);
        }
    }

    private static Mode mode(String text) {
        return Arrays.stream(Mode.values())
                .filter(each -> each.name().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("takes direct or think or code, not " + text));
    }

    private static Dialect dialect(String text) {
        return Dialect.ofWord(text.strip().toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new IllegalArgumentException("takes auto, prefer-text, tools or text, not " + text));
    }

    private static ThinkingStart thinking(String text) {
        return ThinkingStart.ofWord(text.strip().toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new IllegalArgumentException("takes auto or model or template, not " + text));
    }

    private static String word(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (!word.matches("[a-z0-9_-]{1,32}")) {
            throw new IllegalArgumentException("takes a word such as low, medium or high, not " + text);
        }
        return word;
    }

    /// @param place where a file of this name is
    /// @param content reads it
    private static String textOrFile(String text, Function<String, Path> place, Function<String, String> content) {
        try {
            if (text.startsWith("@")) {
                return content.apply(place.apply(text.substring(1)).toString());
            }
            Path path = place.apply(text);
            return Files.isRegularFile(path) ? content.apply(path.toString()) : text;
        } catch (InvalidPathException noName) {
            return text;
        }
    }
}
