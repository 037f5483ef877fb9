package io.github.jupan.cli.models;

import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.ThinkingStart;
import io.github.jupan.cli.options.Setup;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.models.ModelAccess;
import io.github.jupan.models.ModelConfigurationException;
import io.github.jupan.models.ModelName;
import io.github.jupan.models.ModelOptions;
import io.github.jupan.models.Models;
import io.github.jupan.models.OfflineModel;
import io.github.jupan.models.OpenedModel;
import io.github.jupan.models.Provider;
import io.github.jupan.models.ThinkingOpener;
import io.github.jupan.models.Tokens;
import io.github.jupan.practice.lessons.LessonBook;
import io.github.jupan.server.ModelSource;
import io.github.jupan.server.RequestException;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The models that the command line and the environment configure, for a server's sessions.
public final class ConfiguredModels implements ModelSource, AutoCloseable {

    private static final Duration FIRST_PIECE = ModelOptions.defaults().timeout();

    private final SessionOptions usual;
    private final Surroundings surroundings;
    private final Chooser chooser;
    private final Optional<Path> adapter;
    private final LocalModels local;
    private volatile Optional<LessonBook> lessons;
    private volatile ModelAccess access;

    /// @param chooser who names models beside the one that is configured
    public ConfiguredModels(Setup setup, Surroundings surroundings, Chooser chooser) {
        this.usual = setup.options();
        this.access = setup.access();
        this.surroundings = surroundings;
        this.chooser = chooser;
        this.lessons = setup.lessons();
        this.adapter = setup.adapter();
        this.local = new LocalModels(surroundings.weights(), adapter);
    }

    public enum Chooser {
        /// Whoever sits at the terminal.
        USER,
        /// A client of a server, which must not have files of this machine read.
        CLIENT
    }

    @Override
    public SessionOptions usual() {
        return usual;
    }

    /// The LoRA adapter that lies over the configured model.
    public Optional<Path> adapter() {
        return adapter;
    }

    /// From here on a model is at this address.
    ///
    /// @return what the user should know of that
    public synchronized Optional<String> place(String model, URI baseUrl) {
        access = access.with(
                new ModelAccess.Given(Optional.of(model), Optional.of(baseUrl), Optional.empty(), Map.of()));
        return Models.warning(model, options(model, Settings.USUAL));
    }

    /// From here on these are shown beside each question.
    public void lessons(LessonBook book) {
        lessons = Optional.of(book);
    }

    /// From here on what leads to the chosen model leads to this one too.
    public synchronized void alsoFor(String model) {
        access = access.alsoFor(model);
    }

    private ModelOptions options(String model, Settings settings) {
        ModelOptions.Builder options = ModelOptions.builder().environment(surroundings.environment());
        access.lead(model, options);
        settings.seed().ifPresent(options::seed);
        settings.maxTokens().ifPresent(options::maxTokens);
        settings.reasoningEffort().ifPresent(options::reasoningEffort);
        settings.contextTokens().ifPresent(options::contextTokens);
        // Who may be silent for longer may also take longer before the first piece.
        settings.stall().filter(stall -> stall.compareTo(FIRST_PIECE) > 0).ifPresent(options::timeout);
        return options.build();
    }

    @Override
    public Opened open(Optional<String> name, Settings settings) {
        Opened opened = opened(name, settings);
        return lessons.map(book -> opened.withLessons(book::beside)).orElse(opened);
    }

    private Opened opened(Optional<String> name, Settings settings) {
        try {
            String own = access.selection().name();
            String wished = name.orElse(own);
            if (chooser == Chooser.CLIENT
                    && isFile(wished)
                    && !ModelName.parse(wished).equals(ModelName.parse(own))) {
                throw new RequestException(
                        RequestException.Kind.MODEL,
                        ModelName.parse(wished).provider() == Provider.REPLAY
                                ? "a client cannot have a file replayed; start the server with --model replay:FILE"
                                : "a client cannot have a file loaded; jupan models add FILE gives it a name");
            }
            ModelName parsed = ModelName.parse(wished);
            if (parsed.provider() == Provider.LOCAL) {
                refuseAddress(options(wished, settings));
                return local.open(parsed.model(), settings);
            }
            OpenedModel model = Models.open(wished, options(wished, settings));
            return new Opened(
                    model.name(),
                    model.model(),
                    model.offersTools() ? Dialect.AUTO : Dialect.PREFER_TEXT,
                    model.contextTokens().stream().boxed().findFirst(),
                    start(model.thinking()));
        } catch (ModelConfigurationException wrong) {
            throw new RequestException(RequestException.Kind.MODEL, String.valueOf(wrong.getMessage()));
        }
    }

    @Override
    public Optional<Price> price(String model) {
        return access.price(model).map(each -> new Price(each.input(), each.output(), each.currency()));
    }

    private static ThinkingStart start(ThinkingOpener opener) {
        return switch (opener) {
            case UNKNOWN -> ThinkingStart.UNKNOWN;
            case MODEL -> ThinkingStart.BY_MODEL;
            case TEMPLATE -> ThinkingStart.BY_TEMPLATE;
        };
    }

    private static void refuseAddress(ModelOptions options) {
        if (options.baseUrl().isPresent()) {
            throw new ModelConfigurationException(
                    "local takes no base URL: leave it out, or choose another model, such as openai:NAME");
        }
    }

    private static boolean isFile(String model) {
        ModelName name = ModelName.parse(model);
        return name.provider() == Provider.REPLAY
                || (name.provider() == Provider.LOCAL && LocalModels.isPath(name.model()));
    }

    @Override
    public List<Listing> list() {
        List<Listing> all = new ArrayList<>();
        all.addAll(local.list());
        all.add(new Listing(OfflineModel.NAME, true, "a planner, not a language model"));
        Models.reachable(surroundings.environment())
                .forEach(each -> all.add(new Listing(each.provider().form(), each.usable(), each.status())));
        return List.copyOf(all);
    }

    @Override
    public List<TokenPiece> split(String text, Optional<String> encoding) {
        Tokens.Encoding by = encoding.map(ConfiguredModels::encoding).orElse(Tokens.Encoding.CL100K_BASE);
        return Tokens.split(text, by).stream()
                .map(token -> new TokenPiece(token.id(), token.text(), token.display()))
                .toList();
    }

    private static Tokens.Encoding encoding(String name) {
        return Arrays.stream(Tokens.Encoding.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new RequestException(
                        RequestException.Kind.USAGE,
                        "there is no encoding " + name + "; use "
                                + Arrays.stream(Tokens.Encoding.values())
                                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(" or "))));
    }

    @Override
    public void close() {
        local.close();
    }
}
