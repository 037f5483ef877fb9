package io.github.jupan.cli;

import io.github.jupan.cli.PackageFolder.Added;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        versionProvider = JupanCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Adds Python packages to what code in the sandbox may import.",
            "",
            "Pure Python alone: the sandbox runs no native code. docs/packages.md says more.",
            ""
        },
        footer = {"", "jupan packages add sympy"})
final class PackagesCommand implements Runnable {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    PackagesCommand(Surroundings surroundings) {
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
                            defaultValue = "https://pypi.org/simple",
                            description = "Where names are looked up. Default: ${DEFAULT-VALUE}.")
                    URI index)
            throws IOException, InterruptedException {
        PackageFolder folder = surroundings.packageFolder();
        Path path = Path.of(source);
        if (Files.exists(path)) {
            PythonFiles files = Files.isRegularFile(path) && source.endsWith(".whl")
                    ? Wheel.read(path.getFileName().toString(), Files.readAllBytes(path))
                    : SourceFolder.read(path);
            say("added " + titled(folder.add(files)));
            missing(files, folder).forEach(need -> say("it needs " + need + ": add that as well"));
            return ExitCode.DONE.number();
        }
        if (source.contains("/") || source.endsWith(".whl")) {
            throw new UsageException("there is no file " + source);
        }
        try (PackageIndex packages = new PackageIndex(index)) {
            for (PythonFiles files : packages.fetch(source)) {
                say("added " + titled(folder.add(files)));
            }
        }
        return ExitCode.DONE.number();
    }

    private static List<String> missing(PythonFiles files, PackageFolder folder) throws IOException {
        List<String> there = folder.list().stream().map(Added::name).toList();
        List<String> missing = new ArrayList<>();
        for (Requirement need : files.requirements()) {
            if (need.isNeededHere() && !there.contains(need.name())) {
                missing.add(need.name());
            }
        }
        return missing;
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
        if (!surroundings.packageFolder().remove(name)) {
            throw new UsageException(name + " was not added; jupan packages list says what was");
        }
        say("removed " + Requirement.normalised(name));
        return ExitCode.DONE.number();
    }
}
