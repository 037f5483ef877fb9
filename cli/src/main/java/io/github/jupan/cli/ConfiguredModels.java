package io.github.jupan.cli;

import io.github.jupan.agent.Dialect;
import io.github.jupan.models.ModelConfigurationException;
import io.github.jupan.models.ModelName;
import io.github.jupan.models.Models;
import io.github.jupan.models.OfflineModel;
import io.github.jupan.models.OpenedModel;
import io.github.jupan.models.Provider;
import io.github.jupan.models.Tokens;
import io.github.jupan.server.ModelSource;
import io.github.jupan.server.RequestException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The models that the command line and the environment configure, for a server's sessions.
final class ConfiguredModels implements ModelSource {

    private final ModelChoice choice;
    private final Surroundings surroundings;
    private final Chooser chooser;

    /// @param chooser who names models beside the one that is configured
    ConfiguredModels(ModelChoice choice, Surroundings surroundings, Chooser chooser) {
        this.choice = choice;
        this.surroundings = surroundings;
        this.chooser = chooser;
    }

    enum Chooser {
        /// Whoever sits at the terminal.
        USER,
        /// A client of a server, which must not have files of this machine read.
        CLIENT
    }

    @Override
    public Opened open(Optional<String> name) {
        try {
            String own = choice.select(surroundings).name();
            String wished = name.orElse(own);
            if (chooser == Chooser.CLIENT
                    && isFile(wished)
                    && !ModelName.parse(wished).equals(ModelName.parse(own))) {
                throw new RequestException(
                        RequestException.Kind.MODEL,
                        "a client cannot have a file replayed; start the server with --model replay:FILE");
            }
            OpenedModel model = choice.open(wished, surroundings);
            return new Opened(model.name(), model.model(), model.takesTools() ? Dialect.AUTO : Dialect.TEXT);
        } catch (ModelConfigurationException wrong) {
            throw new RequestException(RequestException.Kind.MODEL, String.valueOf(wrong.getMessage()));
        }
    }

    private static boolean isFile(String model) {
        return ModelName.parse(model).provider() == Provider.REPLAY;
    }

    @Override
    public List<Listing> list() {
        List<Listing> all = new ArrayList<>();
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
}
