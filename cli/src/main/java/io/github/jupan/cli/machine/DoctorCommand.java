package io.github.jupan.cli.machine;

import io.github.jupan.cli.options.AskOptions;
import io.github.jupan.cli.options.Setup;
import io.github.jupan.cli.render.ExecutionText;
import io.github.jupan.cli.terminal.Called;
import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.Surfaces;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.local.LocalModel;
import io.github.jupan.models.ModelConfigurationException;
import io.github.jupan.models.ModelSelection;
import io.github.jupan.models.Models;
import io.github.jupan.models.Reachability;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Isolation;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.sandbox.SandboxException;
import io.github.jupan.sandbox.WorkerSandbox;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// Is everything here that is needed, and what to do where it is not.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = {
            "Checks the JDK, the cache folder, the sandbox, its isolation and the models, and says what to do.",
            "",
            "Exit code 4: the sandbox does not work.",
            ""
        })
public final class DoctorCommand implements Callable<Integer> {

    private enum Mark {
        GOOD("✓", Style.PROVEN),
        BAD("✗", Style.ERROR),
        OPEN("·", Style.DIM);

        final String symbol;
        final Style style;

        Mark(String symbol, Style style) {
            this.symbol = symbol;
            this.style = style;
        }
    }

    private final Surroundings surroundings;
    private final Surface out;

    public DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.out = Surfaces.of(surroundings).out();
    }

    @Override
    public Integer call() {
        say(Mark.GOOD, "JDK", Runtime.version() + " in " + System.getProperty("java.home"), Optional.empty());
        CacheFolder cache = CacheFolder.of(WorkerSandbox.cacheFolder(), WorkerSandbox.wishedCacheFolder());
        say(cache.advice().isEmpty() ? Mark.GOOD : Mark.BAD, "cache", cache.state(), cache.advice());
        isolation();
        boolean works = sandbox();
        selection();
        models();
        out.flush();
        return (works ? ExitCode.DONE : ExitCode.SANDBOX).number();
    }

    private void isolation() {
        Isolation strongest = WorkerSandbox.strongestIsolation();
        String layers = Stream.of(Isolation.values())
                .filter(strongest::includes)
                .map(Isolation::word)
                .collect(Collectors.joining(", "));
        Optional<String> advice = WorkerSandbox.isolationAdvice();
        say(advice.isEmpty() ? Mark.GOOD : Mark.OPEN, "isolation", layers, advice.map(more -> "for more, " + more));
    }

    private boolean sandbox() {
        long start = System.nanoTime();
        try (Sandbox sandbox = surroundings.openSandbox();
                Interpreter python = sandbox.open(Limits.DEFAULT)) {
            Execution first = python.run("1 + 1", (channel, text) -> {}, new Cancellation());
            Duration cold = Duration.ofNanos(System.nanoTime() - start);
            Execution second = python.run("2 + 2", (channel, text) -> {}, new Cancellation());
            boolean right = value(first).equals("2") && value(second).equals("4");
            String times = "1 + 1 gives %s after %s, the next run takes %s"
                    .formatted(value(first), seconds(cold), seconds(second.elapsed()));
            say(
                    right ? Mark.GOOD : Mark.BAD,
                    "sandbox",
                    times,
                    right
                            ? Optional.empty()
                            : Optional.of(Called.in("report this with the output of jupan --version")));
            return right;
        } catch (SandboxException broken) {
            say(Mark.BAD, "sandbox", String.valueOf(broken.getMessage()), Optional.empty());
            return false;
        }
    }

    private static String value(Execution execution) {
        return ExecutionText.value(execution)
                .or(() -> ExecutionText.failure(execution))
                .orElse("nothing");
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f s", time.toNanos() / 1e9);
    }

    private void selection() {
        try {
            Setup setup = new AskOptions().setup(surroundings);
            ModelSelection selection = setup.access().selection();
            String chosen = switch (selection.source()) {
                case OPTION -> "asked for";
                case PROFILE -> "from the configuration's profile";
                case ENVIRONMENT -> "from JUPAN_MODEL";
                case CONFIGURATION -> "from the configuration file";
                case INSTALLED -> "installed on this machine";
                case DEFAULT -> "the default: a planner, not a language model";
            };
            say(Mark.GOOD, "model", selection.name() + ", " + chosen, Optional.empty());
        } catch (ModelConfigurationException | UsageException wrong) {
            say(
                    Mark.BAD,
                    "model",
                    "the configuration is wrong",
                    Optional.ofNullable(wrong.getMessage()).map(Called::in));
        }
    }

    private void models() {
        LocalModel.residentBytesOfAll()
                .forEach((pid, bytes) -> say(
                        Mark.GOOD,
                        "local",
                        "a model is loaded in process " + pid + " and takes " + (bytes >> 20) + " MB of memory",
                        Optional.empty()));
        Map<String, String> environment = surroundings.environment();
        for (Reachability model : Models.reachable(environment)) {
            say(model.usable() ? Mark.GOOD : Mark.OPEN, model.provider().word(), model.status(), model.advice());
        }
    }

    private void say(Mark mark, String what, String state, Optional<String> advice) {
        out.freshLine();
        out.write(mark.style, mark.symbol + " ");
        out.write(Style.BOLD, "%-9s ".formatted(what));
        out.write(Style.PLAIN, state);
        advice.ifPresent(line -> out.write(Style.DIM, "; " + line));
        out.write(Style.PLAIN, "\n");
        out.flush();
    }
}
