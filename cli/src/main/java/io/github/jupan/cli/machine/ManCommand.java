package io.github.jupan.cli.machine;

import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.UsageException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Manual pages, made of what `--help` says.
@Command(
        name = "man",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = {
            "Prints a manual page (man(7)): of jupan, or of one of its commands.",
            "",
            "jupan man ask | man -l - shows one; jupan man > ~/.local/share/man/man1/jupan.1 keeps one.",
            ""
        })
public final class ManCommand implements Runnable {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "Default: jupan itself.")
    private @Nullable String command;

    public ManCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        CommandLine root = spec.root().commandLine();
        CommandLine wanted = command == null ? root : root.getSubcommands().get(command);
        if (wanted == null) {
            throw new UsageException("there is no command " + command + "; jupan --help lists them");
        }
        surroundings.out().print(page(wanted));
    }

    static String page(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        String name = spec.qualifiedName("-");
        StringBuilder page = new StringBuilder();
        page.append(".TH ").append(name.toUpperCase(Locale.ROOT)).append(" 1 \"\" \"jupan\"\n");
        String[] description = spec.usageMessage().description();
        page.append(".SH NAME\n")
                .append(name)
                .append(" \\- ")
                .append(text(first(description)))
                .append('\n');
        page.append(".SH SYNOPSIS\n")
                .append(text(plain(command.getHelp().synopsis(0)).strip()))
                .append('\n');
        page.append(".SH DESCRIPTION\n");
        paragraphs(page, description);
        page.append(".SH OPTIONS\n");
        spec.positionalParameters().forEach(place -> item(page, place.paramLabel(), place));
        for (OptionSpec option : spec.options()) {
            String value = option.arity().max() > 0 ? " " + option.paramLabel() : "";
            item(page, String.join(", ", option.names()) + value, option);
        }
        if (!command.getSubcommands().isEmpty()) {
            page.append(".SH COMMANDS\n");
            command.getSubcommands()
                    .forEach((word, below) -> page.append(".TP\n.B ")
                            .append(text(word))
                            .append('\n')
                            .append(text(
                                    first(below.getCommandSpec().usageMessage().description())))
                            .append('\n'));
        }
        if (!spec.usageMessage().exitCodeList().isEmpty()) {
            page.append(".SH EXIT STATUS\n");
            spec.usageMessage()
                    .exitCodeList()
                    .forEach((code, meaning) -> page.append(".TP\n.B ")
                            .append(code)
                            .append('\n')
                            .append(text(meaning))
                            .append('\n'));
        }
        String[] footer = spec.usageMessage().footer();
        if (footer.length > 0) {
            page.append(".SH EXAMPLES\n");
            paragraphs(page, footer);
        }
        return page.toString();
    }

    private static void item(StringBuilder page, String term, ArgSpec of) {
        page.append(".TP\n.B ").append(text(term)).append('\n');
        page.append(text(String.join(" ", of.description()))).append('\n');
    }

    private static void paragraphs(StringBuilder page, String... lines) {
        for (String line : lines) {
            page.append(line.isEmpty() ? ".PP" : text(line)).append('\n');
        }
    }

    private static String first(String... description) {
        return Arrays.stream(description)
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
    }

    private static String plain(String synopsis) {
        return CommandLine.Help.Ansi.OFF
                .string(synopsis)
                .replaceAll("\u001b\\[[\\d;]*m", "")
                .replaceAll("\\s+", " ");
    }

    /// What would be a request or an escape for roff is text.
    private static String text(String line) {
        String escaped =
                line.replace("%n", " ").replace("%%", "%").replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
