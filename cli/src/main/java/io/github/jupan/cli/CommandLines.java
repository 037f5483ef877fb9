package io.github.jupan.cli;

import io.github.jupan.cli.ask.AskCommand;
import io.github.jupan.cli.ask.TokensCommand;
import io.github.jupan.cli.machine.CompletionCommand;
import io.github.jupan.cli.machine.DoctorCommand;
import io.github.jupan.cli.machine.ManCommand;
import io.github.jupan.cli.machine.PackagesCommand;
import io.github.jupan.cli.models.ModelsCommand;
import io.github.jupan.cli.practice.ExercisesCommand;
import io.github.jupan.cli.practice.PracticeCommand;
import io.github.jupan.cli.practice.PracticeExportCommand;
import io.github.jupan.cli.practice.PracticeRecordedCommand;
import io.github.jupan.cli.practice.PracticeReportCommand;
import io.github.jupan.cli.practice.RankCommand;
import io.github.jupan.cli.practice.RewardCommand;
import io.github.jupan.cli.run.ReplayCommand;
import io.github.jupan.cli.run.RunCommand;
import io.github.jupan.cli.serve.AcpCommand;
import io.github.jupan.cli.serve.McpCommand;
import io.github.jupan.cli.serve.ServeCommand;
import io.github.jupan.cli.serve.WorkerCommand;
import io.github.jupan.cli.session.SessionsCommand;
import io.github.jupan.cli.terminal.Called;
import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.Failure;
import io.github.jupan.cli.terminal.SafeStream;
import io.github.jupan.cli.terminal.Spelling;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.Surfaces;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.sandbox.JupanException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/// Reads a command line and runs its command; whatever fails on the way becomes one line and an exit code.
final class CommandLines {

    private final Surroundings surroundings;
    private final CommandLine commands;

    CommandLines(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.commands = new CommandLine(new JupanCommand(surroundings))
                .addSubcommand(new AskCommand(surroundings))
                .addSubcommand(new RunCommand(surroundings))
                .addSubcommand(new McpCommand(surroundings))
                .addSubcommand(new ReplayCommand(surroundings))
                .addSubcommand(new ServeCommand(surroundings))
                .addSubcommand(new WorkerCommand(surroundings))
                .addSubcommand(new ModelsCommand(surroundings))
                .addSubcommand(new PackagesCommand(surroundings))
                .addSubcommand(new SessionsCommand(surroundings))
                .addSubcommand(new CommandLine(new PracticeCommand(surroundings))
                        .addSubcommand(new PracticeExportCommand(surroundings))
                        .addSubcommand(new PracticeReportCommand(surroundings))
                        .addSubcommand(new PracticeRecordedCommand(surroundings)))
                .addSubcommand(new ExercisesCommand(surroundings))
                .addSubcommand(new RankCommand(surroundings))
                .addSubcommand(new RewardCommand(surroundings))
                .addSubcommand(new TokensCommand(surroundings))
                .addSubcommand(new AcpCommand(surroundings))
                .addSubcommand(new DoctorCommand(surroundings))
                .addSubcommand(new CompletionCommand(surroundings))
                .addSubcommand(new ManCommand(surroundings))
                // Its help has colours, and nothing in it comes from outside.
                .setOut(new PrintWriter(SafeStream.raw(surroundings.out()), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(80)
                .setColorScheme(CommandLine.Help.defaultColorScheme(colours()))
                .setExecutionStrategy(ordered())
                .setParameterExceptionHandler(this::wrong);
    }

    int run(String... args) {
        try {
            checkReadable(args);
            return commands.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, args))
                    .execute(new BareQuestion(commands, surroundings).completed(args));
        } catch (UsageException | OutOfMemoryError | StackOverflowError failure) {
            return failed(failure, args);
        }
    }

    CommandLine commands() {
        return commands;
    }

    private Ansi colours() {
        return Surfaces.of(surroundings).out().can(Surface.Ability.COLOUR) ? Ansi.ON : Ansi.OFF;
    }

    /// Options before a command belong to the session at the terminal; a command would not see them.
    private static IExecutionStrategy ordered() {
        return parsed -> {
            if (parsed.hasSubcommand() && !parsed.matchedOptions().isEmpty()) {
                String option = parsed.matchedOptions().getFirst().longestName();
                String command = parsed.subcommand().commandSpec().name();
                throw new ParameterException(
                        parsed.commandSpec().commandLine(), "write " + option + " after " + command);
            }
            return new RunLast().execute(parsed);
        };
    }

    /// A JVM in the C locale turns other letters into U+FFFD before main is called.
    private static void checkReadable(String... args) {
        for (String arg : args) {
            if (arg.indexOf('\ufffd') >= 0 && !StandardCharsets.UTF_8.name().equals(nativeEncoding())) {
                throw new UsageException("the locale cannot carry these letters; set LC_ALL=C.UTF-8");
            }
        }
    }

    private static String nativeEncoding() {
        return System.getProperty("sun.jnu.encoding", "");
    }

    private int wrong(ParameterException problem, String[] args) {
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        return report(
                new Failure(
                        ExitCode.USAGE,
                        Failure.Kind.USAGE,
                        sentence(problem) + Called.in("; see " + command + " --help")),
                args);
    }

    private static String sentence(ParameterException problem) {
        return switch (problem) {
            case UnmatchedArgumentException unknown when !unknown.getUnmatched().isEmpty() -> unmatched(unknown);
            case MissingParameterException missing ->
                lowerCased(String.valueOf(missing.getMessage()).replaceFirst("^Error: ", ""));
            default -> wrongValue(problem).orElseGet(() -> lowerCased(problem.getMessage()));
        };
    }

    /// What picocli says of an option's type is for programmers.
    private static Optional<String> wrongValue(ParameterException problem) {
        return problem.getArgSpec() instanceof OptionSpec option && problem.getValue() != null
                ? wanted(option.type())
                        .map(kind -> option.longestName() + " takes " + kind + ", not " + problem.getValue())
                : Optional.empty();
    }

    private static Optional<String> wanted(Class<?> type) {
        if (type.isEnum()) {
            return Optional.of(Arrays.stream(type.getEnumConstants())
                    .map(each -> each.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or ")));
        }
        if (type == URI.class) {
            return Optional.of("an address such as http://localhost:8000/v1");
        }
        boolean whole = type == int.class || type == Integer.class || type == Long.class;
        return whole ? Optional.of("a whole number") : Optional.empty();
    }

    private static String unmatched(UnmatchedArgumentException unknown) {
        String word = unknown.getUnmatched().getFirst();
        if (word.startsWith("-") && word.length() > 1) {
            return "unknown option " + word
                    + Spelling.near(word.replaceFirst("=.*", ""), options(unknown.getCommandLine()))
                            .map(meant -> ", did you mean " + meant + "?")
                            .orElse("");
        }
        Set<String> known = unknown.getCommandLine().getSubcommands().keySet();
        if (known.isEmpty()) {
            return "one argument too many: " + word;
        }
        return "unknown command " + word
                + Spelling.near(word, known)
                        .map(meant -> ", did you mean " + meant + "?")
                        .orElse("");
    }

    /// The options' long names; a question without a command may have those of `ask`.
    private static List<String> options(CommandLine command) {
        return Stream.of(command, command.getSubcommands().get(BareQuestion.ASK))
                .filter(Objects::nonNull)
                .flatMap(each -> each.getCommandSpec().options().stream())
                .filter(option -> !option.hidden())
                .flatMap(option -> Stream.of(option.names()))
                .filter(name -> name.startsWith("--"))
                .distinct()
                .toList();
    }

    private static String lowerCased(@Nullable String message) {
        String line = JupanException.line(message);
        return line.isEmpty() ? line : Character.toLowerCase(line.charAt(0)) + line.substring(1);
    }

    private int failed(Throwable failure, String... args) {
        if (surroundings.variable("JUPAN_DEBUG") != null) {
            failure.printStackTrace(surroundings.err());
        }
        return report(Failure.of(failure), args);
    }

    private int report(Failure failure, String... args) {
        surroundings.err().println("jupan: " + failure.message());
        if (Arrays.asList(args).contains("--json")) {
            surroundings.out().println(failure.json());
        }
        return failure.exit().number();
    }
}
