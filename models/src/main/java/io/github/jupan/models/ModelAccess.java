package io.github.jupan.models;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Which model the user chose, and what leads to each: an address, a key, a header or a price is for the very model
/// that it was given with, and no other model's requests go there. Any other model is reached at its provider's own
/// address, with that provider's key. Immutable.
///
/// The first that says something decides: the command line, a profile named there, the environment, a profile chosen
/// otherwise, the file. What one of them says of an address without naming a model goes with the model that the
/// next of them names; without any, with the OpenAI-compatible one that the user chose.
public final class ModelAccess {

    /// The offline model alone.
    public static final ModelAccess NOTHING =
            new ModelAccess(new ModelSelection("offline", ModelSelection.Source.DEFAULT, Optional.empty()), List.of());

    private final ModelSelection selection;
    private final List<Bound> bound;

    /// What one source says.
    ///
    /// @param headers by name
    /// @param price of the model's tokens
    public record Given(
            Optional<String> model,
            Optional<URI> baseUrl,
            Optional<String> apiKey,
            Map<String, String> headers,
            Optional<Price> price) {

        static final Given NOTHING = new Given(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

        public Given {
            headers = Map.copyOf(headers);
        }

        /// Without a price.
        public Given(
                Optional<String> model, Optional<URI> baseUrl, Optional<String> apiKey, Map<String, String> headers) {
            this(model, baseUrl, apiKey, headers, Optional.empty());
        }

        /// Leaves out what may be secret.
        @Override
        public String toString() {
            return "Given[model=" + model + ", baseUrl=" + baseUrl + "]";
        }

        private boolean isForAModel() {
            return baseUrl.isPresent() || apiKey.isPresent() || !headers.isEmpty() || price.isPresent();
        }

        private Given with(String name) {
            return new Given(Optional.of(name), baseUrl, apiKey, headers, price);
        }

        private Given withoutPrice() {
            return new Given(model, baseUrl, apiKey, headers);
        }

        /// For a model that is OpenAI's by its name: variables of the same meaning stand before the file.
        private Given after(Map<String, String> environment) {
            return new Given(
                    model,
                    baseUrl.filter(_ -> Models.openAiBaseUrl(environment).isEmpty()),
                    apiKey.filter(
                            _ -> Keys.variable(Provider.OPENAI, environment).isEmpty()),
                    headers,
                    price);
        }
    }

    private record Level(ModelSelection.Source source, Given given) {}

    /// @param typed whether the user said it in this very call
    private record Bound(String model, Given given, boolean typed) {

        private boolean isFor(String name) {
            return same(model, name);
        }
    }

    private ModelAccess(ModelSelection selection, List<Bound> bound) {
        this.selection = selection;
        this.bound = List.copyOf(bound);
    }

    /// @param commandLine what the user wrote there
    public static ModelAccess of(Given commandLine, Configuration configuration, Map<String, String> environment) {
        List<Level> levels = levels(commandLine, configuration, environment);
        ModelSelection selection = levels.stream()
                .filter(level -> level.given().model().isPresent())
                .findFirst()
                .map(level -> new ModelSelection(level.given().model().orElseThrow(), level.source(), Optional.empty()))
                .orElseGet(() -> new ModelSelection("offline", ModelSelection.Source.DEFAULT, hint(environment)));
        List<Bound> bound = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            Given given = levels.get(i).given();
            if (given.isForAModel()) {
                Optional<String> owner = levels.subList(i, levels.size()).stream()
                        .flatMap(level -> level.given().model().stream())
                        .findFirst();
                if (owner.isPresent()) {
                    bound.add(new Bound(owner.get(), given, i == 0));
                } else if (i == 0 || isOpenAis(selection.name())) {
                    bound.add(new Bound(selection.name(), i == 0 ? given : given.after(environment), i == 0));
                }
            }
        }
        return new ModelAccess(selection, bound);
    }

    private static List<Level> levels(Given commandLine, Configuration configuration, Map<String, String> environment) {
        Level profile = new Level(ModelSelection.Source.PROFILE, configuration.givenInProfile());
        Optional<String> variable =
                Optional.of(environment.getOrDefault("JUPAN_MODEL", "").strip()).filter(name -> !name.isEmpty());
        List<Level> levels = new ArrayList<>();
        levels.add(new Level(ModelSelection.Source.OPTION, commandLine));
        levels.add(new Level(
                ModelSelection.Source.ENVIRONMENT, new Given(variable, Optional.empty(), Optional.empty(), Map.of())));
        levels.add(configuration.chooser() == Configuration.Chooser.COMMAND_LINE ? 1 : 2, profile);
        levels.add(new Level(ModelSelection.Source.CONFIGURATION, configuration.givenForAll()));
        return levels;
    }

    private static boolean isOpenAis(String name) {
        try {
            Provider provider = ModelName.parse(name).provider();
            return provider == Provider.OPENAI || provider == Provider.RESPONSES;
        } catch (ModelConfigurationException unknown) {
            return false;
        }
    }

    /// Whether two names are of one model, however they are written.
    private static boolean same(String one, String other) {
        try {
            return ModelName.parse(one).equals(ModelName.parse(other));
        } catch (ModelConfigurationException unknown) {
            return one.equals(other);
        }
    }

    private static Optional<String> hint(Map<String, String> environment) {
        List<Provider> ready = Arrays.stream(Provider.values())
                .filter(provider -> provider != Provider.RESPONSES) // its key is that of OPENAI
                .filter(provider -> Keys.variable(provider, environment).isPresent())
                .toList();
        if (ready.isEmpty()) {
            return Optional.empty();
        }
        String variables = ready.stream()
                .map(provider -> Keys.variable(provider, environment).orElseThrow())
                .collect(Collectors.joining(" and "));
        return Optional.of(variables + (ready.size() == 1 ? " is" : " are") + " set: for a real model add --model "
                + ready.stream().map(Provider::form).collect(Collectors.joining(" or --model ")));
    }

    /// The model to use where nobody names another.
    public ModelSelection selection() {
        return selection;
    }

    /// The same where nobody chose a model: then one that is on this machine, with what was said of a model without
    /// naming it.
    public ModelAccess otherwise(String installed) {
        if (selection.source() != ModelSelection.Source.DEFAULT) {
            return this;
        }
        List<Bound> same = bound.stream()
                .map(each -> each.isFor(selection.name())
                        ? new Bound(installed, each.given().with(installed), each.typed())
                        : each)
                .toList();
        return new ModelAccess(new ModelSelection(installed, ModelSelection.Source.INSTALLED, Optional.empty()), same);
    }

    /// The same with more that the user said, before all else.
    ///
    /// @param given with a model
    public ModelAccess with(Given given) {
        List<Bound> more = new ArrayList<>(bound);
        more.addFirst(new Bound(given.model().orElseThrow(), given, true));
        return new ModelAccess(selection, more);
    }

    /// The same where what leads to the chosen model leads to this one too: a session that is taken up again has its
    /// own model. Only a price that the user said in this very call is its price too.
    public ModelAccess alsoFor(String model) {
        List<Bound> more = new ArrayList<>(bound);
        bound.stream().filter(each -> each.isFor(selection.name())).forEach(each -> {
            Given given = each.given().with(model);
            more.add(new Bound(model, each.typed() ? given : given.withoutPrice(), each.typed()));
        });
        return new ModelAccess(selection, more);
    }

    /// What a model's tokens cost, where the user said so.
    public Optional<Price> price(String model) {
        return bound.stream()
                .filter(each -> each.isFor(model))
                .flatMap(each -> each.given().price().stream())
                .findFirst();
    }

    /// Adds to the options what leads to a model.
    public void lead(String model, ModelOptions.Builder options) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Bound each : bound.reversed()) {
            if (each.isFor(model)) {
                each.given().baseUrl().ifPresent(options::baseUrl);
                each.given().apiKey().ifPresent(options::apiKey);
                headers.putAll(each.given().headers());
            }
        }
        options.headers(headers);
    }
}
