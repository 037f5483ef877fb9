package io.github.jupan.cli.models;

import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.ThinkingStart;
import io.github.jupan.cli.terminal.SafeText;
import io.github.jupan.local.LocalModel;
import io.github.jupan.local.LocalModelException;
import io.github.jupan.local.LocalOptions;
import io.github.jupan.local.weights.CatalogueEntry;
import io.github.jupan.local.weights.Installed;
import io.github.jupan.local.weights.WeightsStore;
import io.github.jupan.models.ModelConfigurationException;
import io.github.jupan.models.ModelName;
import io.github.jupan.models.Provider;
import io.github.jupan.server.ModelSource;
import io.github.jupan.server.ModelSource.Opened;
import io.github.jupan.server.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Models in files of this machine, by name (`local:NAME`) or by path (`local:PATH.gguf`). A file that is asked again
/// is not opened again.
final class LocalModels implements AutoCloseable {

    private final WeightsStore store;
    private final Optional<Path> adapter;
    private final Map<Wanted, LocalModel> open = new HashMap<>();

    private record Wanted(Path file, LocalOptions options) {}

    /// @param adapter goes with the model that the user chose
    LocalModels(WeightsStore store, Optional<Path> adapter) {
        this.store = store;
        this.adapter = adapter;
    }

    /// @param model what stands behind the colon; empty for the usual one
    /// @throws ModelConfigurationException when there is no such model, with what to do
    synchronized Opened open(String model, Settings settings) {
        Found found = find(model);
        LocalModel opened;
        try {
            opened = open.computeIfAbsent(
                    new Wanted(found.file(), options(settings)),
                    wanted -> LocalModel.open(wanted.file(), wanted.options()));
        } catch (LocalModelException cannot) {
            throw new ModelConfigurationException(String.valueOf(cannot.getMessage()), cannot);
        }
        Dialect dialect =
                found.entry().flatMap(entry -> Dialect.ofWord(entry.dialect())).orElse(Dialect.TEXT);
        return new Opened(
                new ModelName(Provider.LOCAL, found.name()).toString(),
                opened,
                dialect,
                Optional.of(opened.contextTokens()),
                ThinkingStart.UNKNOWN);
    }

    /// The likeliest token each time where nobody says otherwise: that is how these models were measured.
    private LocalOptions options(Settings settings) {
        LocalOptions.Builder options = LocalOptions.builder().temperature(0);
        settings.contextTokens().ifPresent(options::contextTokens);
        settings.maxTokens().ifPresent(options::maxOutputTokens);
        settings.seed().ifPresent(options::seed);
        adapter.ifPresent(options::adapter);
        return options.build();
    }

    private record Found(String name, Path file, Optional<CatalogueEntry> entry) {}

    private Found find(String model) {
        if (isPath(model)) {
            return new Found(model, file(model), Optional.empty());
        }
        try {
            Optional<Installed> installed = model.isEmpty() ? store.usual() : store.find(model);
            return installed
                    .map(each -> new Found(each.name(), whole(each), each.entry()))
                    .orElseThrow(() -> new ModelConfigurationException(missing(model)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Whether it means a file rather than a name.
    static boolean isPath(String model) {
        return model.contains("/") || model.contains("\\") || model.endsWith(".gguf");
    }

    private static Path file(String path) {
        try {
            Path file = Path.of(path).toAbsolutePath().normalize();
            if (!Files.isRegularFile(file)) {
                throw new ModelConfigurationException("there is no file " + path + ": jupan models lists what is here");
            }
            return file;
        } catch (InvalidPathException none) {
            throw new ModelConfigurationException("this is not the name of a file: " + SafeText.of(path), none);
        }
    }

    private static Path whole(Installed model) {
        if (!model.isWhole()) {
            throw new ModelConfigurationException(model.name() + " is damaged ("
                    + model.damage().orElseThrow() + "): " + ModelsCommand.repair(model));
        }
        return model.file();
    }

    private String missing(String model) {
        if (model.isEmpty()) {
            return "no model is installed: jupan models lists those that jupan models pull brings";
        }
        return store.catalogue().find(model).isPresent()
                ? model + " is not installed: jupan models pull " + model
                : "there is no model " + SafeText.of(model) + ": jupan models lists those that are here";
    }

    /// Those that could be asked.
    List<ModelSource.Listing> list() {
        try {
            return store.list().stream()
                    .map(each -> new ModelSource.Listing(
                            new ModelName(Provider.LOCAL, each.name()).toString(),
                            each.isWhole(),
                            each.damage().map(damage -> "damaged: " + damage).orElse("installed on this machine")))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(LocalModel::close);
        open.clear();
    }
}
