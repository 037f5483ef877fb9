package io.github.jupan.cli.machine;

import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.Interrupts;
import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.Surfaces;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.packages.DownloadException;
import io.github.jupan.packages.Downloads;
import io.github.jupan.packages.PackageFolder;
import io.github.jupan.packages.PackageFolder.Added;
import io.github.jupan.packages.PackageIndex;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Which Python packages code finds beside the standard library.
@Command(
        name = "packages",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Adds Python packages to what code in the sandbox may import.",
            "",
            "Pure Python alone: the sandbox runs no native code. docs/packages.md says more.",
            ""
        },
        footer = {"", "jupan packages add sympy"})
public final class PackagesCommand implements Runnable {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public PackagesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "write add, list or remove after packages");
    }

    private void say(String line) {
        Surface out = Surfaces.of(surroundings).out();
        out.line(Style.PLAIN, line);
        out.flush();
    }

    private static String titled(Added added) {
        return added.version().isEmpty() ? added.name() : added.name() + " " + added.version();
    }

    @Command(mixinStandardHelpOptions = true, description = "Adds a wheel, a folder of sources, or a package by name.")
    int add(
            @Parameters(
                            paramLabel = "NAME-OR-PATH",
                            description = "A file, a folder (./shapes), or a name in the index, also as name==1.2.")
                    String source,
            @Option(
                            names = "--index",
                            paramLabel = "URL",
                            description = "Where names are looked up. Default: PIP_INDEX_URL or UV_INDEX_URL, else"
                                    + " https://pypi.org/simple.")
                    @Nullable
                    URI index)
            throws IOException {
        PackageFolder folder = surroundings.packageFolder();
        Path path = Path.of(source);
        if (Files.exists(path)) {
            Added added = folder.add(path);
            say("added " + titled(added));
            folder.missing(added).forEach(need -> say("it needs " + need + ": add that as well"));
            return ExitCode.DONE.number();
        }
        if (source.contains("/") || source.endsWith(".whl")) {
            throw new UsageException("there is no file " + source);
        }
        URI address = index == null ? PackageIndex.usual(surroundings.environment()) : index;
        try (Downloads downloads = new Downloads();
                Interrupts _ = Interrupts.handledBy(Thread.currentThread()::interrupt)) {
            folder.add(source, new PackageIndex(address, downloads)).forEach(added -> say("added " + titled(added)));
        } catch (InterruptedException stopped) {
            surroundings.err().println("jupan: cancelled");
            return ExitCode.CANCELLED.number();
        } catch (DownloadException failed) {
            throw new UsageException(failed.getMessage() + "; give jupan packages add a wheel or a folder, or another"
                    + " index with --index");
        }
        return ExitCode.DONE.number();
    }

    @Command(mixinStandardHelpOptions = true, description = "Lists the packages that were added.")
    int list() throws IOException {
        for (Added added : surroundings.packageFolder().list()) {
            say(titled(added));
        }
        return ExitCode.DONE.number();
    }

    @Command(mixinStandardHelpOptions = true, description = "Removes a package.")
    int remove(@Parameters(paramLabel = "NAME") String name) throws IOException {
        List<String> removed = surroundings.packageFolder().remove(name);
        if (removed.isEmpty()) {
            throw new UsageException(name + " was not added; jupan packages list says what was");
        }
        removed.forEach(each -> say("removed " + each));
        return ExitCode.DONE.number();
    }
}
