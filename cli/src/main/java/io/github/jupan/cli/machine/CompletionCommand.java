package io.github.jupan.cli.machine;

import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.Surroundings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What a shell needs to complete commands and options.
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = {
            "Prints a script by which a shell completes jupan's commands and options.",
            "",
            "bash: eval \"$(jupan completion bash)\" in ~/.bashrc; zsh: the same in ~/.zshrc, behind compinit;"
                    + " fish: jupan completion fish > ~/.config/fish/completions/jupan.fish",
            ""
        })
public final class CompletionCommand implements Runnable {

    private enum Shell {
        BASH,
        ZSH,
        FISH
    }

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private Shell shell = Shell.BASH;

    public CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        CommandLine root = spec.root().commandLine();
        surroundings
                .out()
                .print(
                        switch (shell) {
                            case BASH, ZSH -> AutoComplete.bash(root.getCommandName(), root);
                            case FISH -> fish(root);
                        });
    }

    private static String fish(CommandLine root) {
        StringBuilder script = new StringBuilder("# fish completion for " + root.getCommandName() + "\n");
        Map<String, CommandLine> commands = root.getSubcommands();
        String names = String.join(" ", commands.keySet());
        String none = "not __fish_seen_subcommand_from " + names;
        options(root, none, script);
        commands.forEach((name, command) -> {
            line(script, none, "-f -a " + quoted(name), command.getCommandSpec());
            String seen = "__fish_seen_subcommand_from " + name;
            options(command, seen, script);
            command.getSubcommands()
                    .forEach((inner, below) -> line(script, seen, "-a " + quoted(inner), below.getCommandSpec()));
        });
        return script.toString();
    }

    private static void line(StringBuilder script, String condition, String what, CommandSpec described) {
        script.append("complete -c jupan -n ")
                .append(quoted(condition))
                .append(' ')
                .append(what)
                .append(" -d ")
                .append(quoted(first(List.of(described.usageMessage().description()))))
                .append('\n');
    }

    private static void options(CommandLine command, String condition, StringBuilder script) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            String names = List.of(option.names()).stream()
                    .map(name -> name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                    .collect(Collectors.joining(" "));
            script.append("complete -c jupan -n ")
                    .append(quoted(condition))
                    .append(' ')
                    .append(names)
                    .append(option.arity().max() > 0 ? " -r" : "")
                    .append(" -d ")
                    .append(quoted(first(List.of(option.description()))))
                    .append('\n');
        }
    }

    private static String first(List<String> description) {
        String text = description.isEmpty() ? "" : description.getFirst();
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").strip() + "'";
    }
}
