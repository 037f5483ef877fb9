package io.github.jupan.cli.run;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.cli.options.Documents;
import io.github.jupan.cli.options.OptionValues;
import io.github.jupan.cli.options.PipedText;
import io.github.jupan.cli.options.RunLimits;
import io.github.jupan.cli.render.ExecutionText;
import io.github.jupan.cli.render.JsonRenderer;
import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.Interrupts;
import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.Surfaces;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.OutputListener.Channel;
import io.github.jupan.sandbox.Sandbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Python in the sandbox, as the agent runs it.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = {
            "Runs Python in the sandbox, as the agent would.",
            "",
            "What the code prints and the value of its last expression go to standard output; of more than 4 MB the"
                    + " middle is left out, with a note. Exit code 0: it ran to its end; 1: it raised; 5: it was"
                    + " stopped at a limit.",
            ""
        },
        footer = {"", "jupan run -c 'sum(range(101))'", "echo 'sum(range(101))' | jupan run -"})
public final class RunCommand implements Callable<Integer> {

    private static final int ONLY_RUN = 1;

    /// A person or a file takes more than a model can read.
    private static final int OUTPUT_BYTES = 4 << 20;

    private final Surroundings surroundings;

    @Mixin
    private final RunLimits limits = new RunLimits();

    @Option(
            names = {"-d", "--document"},
            paramLabel = "FILE",
            description = "A text (UTF-8) that the code finds in documents[\"FILE\"]; may be repeated.")
    private final List<String> files = new ArrayList<>();

    @Option(names = "--json", description = "Print every event as a line of JSON (docs/events.md).")
    private boolean json;

    @Option(names = "-c", paramLabel = "CODE", description = "Run this instead of a file.")
    private @Nullable String typed;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The Python file; - is standard input.")
    private @Nullable String file;

    public RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Map<String, String> documents =
                new Documents(surroundings.err()).addAll(files).texts();
        String code = code();
        Surfaces surfaces = Surfaces.of(surroundings);
        AgentListener shown = json ? new JsonRenderer(surroundings.out()) : event -> show(event, surfaces);
        Cancellation cancellation = new Cancellation();
        AgentListener listener = event -> {
            shown.onEvent(event);
            if (surroundings.out().checkError()) {
                cancellation.cancel();
            }
        };
        try (Sandbox sandbox = surroundings.openSandbox();
                Interpreter python = sandbox.open(limits.limits(surroundings, OptionValues.of(surroundings))
                        .withOutputBytes(OUTPUT_BYTES));
                Interrupts _ = Interrupts.handledBy(cancellation::cancel)) {
            python.bind("documents", new Binding.TextMap(documents));
            listener.onEvent(new AgentEvent.RunStarted(ONLY_RUN, code));
            Execution execution;
            // Whoever reads slowly takes none of the run's time.
            try (ExecutorService printing =
                    Executors.newSingleThreadExecutor(Thread.ofVirtual().factory())) {
                execution = python.run(
                        code,
                        (channel, text) -> printing.execute(
                                () -> listener.onEvent(new AgentEvent.Printed(ONLY_RUN, channel, text))),
                        cancellation);
            }
            listener.onEvent(new AgentEvent.RunEnded(ONLY_RUN, execution));
            return exitCode(execution).number();
        }
    }

    /// Python itself skips a byte order mark at the start of a file.
    private String code() throws IOException {
        if (typed != null) {
            if (file != null) {
                throw new UsageException("-c runs what stands behind it: leave out " + file);
            }
            return typed;
        }
        if (file == null) {
            throw new UsageException("there is no program; name a file, - for standard input, or -c CODE");
        }
        Documents source = new Documents(surroundings.err());
        if (file.equals("-")) {
            source.add(PipedText.NAME, surroundings.in());
        } else {
            source.add(file);
        }
        String text = source.texts().values().stream().findFirst().orElse("");
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static void show(AgentEvent event, Surfaces surfaces) {
        if (event instanceof AgentEvent.Printed printed) {
            Surface surface = printed.channel() == Channel.STDOUT ? surfaces.out() : surfaces.aside();
            surface.write(Style.PLAIN, printed.text());
            surface.flush();
        } else if (event instanceof AgentEvent.RunEnded ended) {
            end(ended.execution(), surfaces);
        }
    }

    private static void end(Execution execution, Surfaces surfaces) {
        if (surfaces.out().isBroken()) {
            return;
        }
        switch (execution) {
            case Execution.Completed completed ->
                ExecutionText.value(completed).ifPresent(value -> surfaces.out().whole(Style.PLAIN, value));
            case Execution.Raised raised ->
                surfaces.aside().whole(Style.ERROR, raised.error().traceback().stripTrailing());
            case Execution.LimitHit hit ->
                surfaces.aside().line(Style.ERROR, "jupan: " + hit.detail().strip());
            case Execution.Cancelled cancelled -> surfaces.aside().line(Style.PLAIN, "jupan: cancelled");
        }
        surfaces.out().flush();
        surfaces.aside().flush();
    }

    private static ExitCode exitCode(Execution execution) {
        return switch (execution) {
            case Execution.Completed completed -> ExitCode.DONE;
            case Execution.Raised raised -> ExitCode.NOT_ANSWERED;
            case Execution.LimitHit hit -> ExitCode.LIMIT;
            case Execution.Cancelled cancelled -> ExitCode.CANCELLED;
        };
    }
}
