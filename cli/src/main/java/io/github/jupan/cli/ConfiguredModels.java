package io.github.jupan.cli;

import io.github.jupan.agent.Dialect;
import io.github.jupan.models.ModelConfigurationException;
import io.github.jupan.models.Models;
import io.github.jupan.models.OpenedModel;
import io.github.jupan.models.Tokens;
import io.github.jupan.server.ModelSource;
import io.github.jupan.server.RequestException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The models that the command line and the environment configure, for a server's sessions.
final class ConfiguredModels implements ModelSource {

    private final ModelChoice choice;
    private final Surroundings surroundings;

    ConfiguredModels(ModelChoice choice, Surroundings surroundings) {
        this.choice = choice;
        this.surroundings = surroundings;
    }

    @Override
    public Opened open(Optional<String> name) {
        try {
            OpenedModel model =
                    choice.open(name.orElseGet(() -> choice.select(surroundings).name()), surroundings);
            return new Opened(model.name(), model.model(), model.takesTools() ? Dialect.AUTO : Dialect.TEXT);
        } catch (ModelConfigurationException wrong) {
            throw new RequestException(RequestException.Kind.MODEL, String.valueOf(wrong.getMessage()));
        }
    }

    @Override
    public List<Listing> list() {
        return Models.reachable(surroundings.environment()).stream()
                .map(each -> new Listing(each.provider().form(), each.usable(), each.status()))
                .toList();
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
