package io.github.jupan.cli;

import io.github.jupan.cli.terminal.Called;
import io.github.jupan.cli.terminal.Spelling;
import io.github.jupan.cli.terminal.StandardStream;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.UsageException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// A question without a command, `jupan "What is 17 * 23?"` or `echo question | jupan`, is one for `ask`.
record BareQuestion(CommandLine commands, Surroundings surroundings) {

    static final String ASK = "ask";

    /// Words that are commands elsewhere.
    private static final Map<String, String> ELSEWHERE = Map.of(
            "help",
            "jupan --help",
            "version",
            "jupan --version",
            "chat",
            "jupan",
            "repl",
            "jupan",
            "config",
            "jupan doctor");

    /// The arguments with the command that they leave out.
    ///
    /// @throws UsageException for a word that is nearly a command
    String[] completed(String... args) {
        OptionalInt place = firstWord(args);
        if (place.isEmpty()) {
            return args;
        }
        if (place.getAsInt() >= args.length) {
            return surroundings.isTerminal(StandardStream.IN)
                            && Arrays.stream(args).noneMatch(this::belongsToAsk)
                    ? args
                    : behindAsk(args);
        }
        String word = args[place.getAsInt()];
        Map<String, CommandLine> known = commands.getSubcommands();
        if (known.containsKey(word)) {
            return args;
        }
        boolean alone = args.length == 1;
        boolean oneWord = word.chars().noneMatch(Character::isWhitespace);
        Optional<String> meant = alone && ELSEWHERE.containsKey(word)
                ? Optional.of(ELSEWHERE.get(word)).map(line -> line.equals("jupan") ? Called.name() : Called.in(line))
                : Spelling.near(word, known.keySet()).filter(_ -> oneWord);
        if (meant.isPresent() && (alone || args[0].equals(word))) {
            throw new UsageException("unknown command " + word + ", did you mean " + meant.get()
                    + "? A question goes behind ask: jupan ask \"" + String.join(" ", args) + "\"");
        }
        return behindAsk(args);
    }

    private static String[] behindAsk(String... args) {
        return Stream.concat(Stream.of(ASK), Arrays.stream(args)).toArray(String[]::new);
    }

    private boolean belongsToAsk(String argument) {
        return Set.of("-q", "--quiet", "--json", "--best-of", "--by").contains(argument.replaceFirst("=.*", ""));
    }

    /// Behind all options and their values; empty where one is none of `ask`'s.
    private OptionalInt firstWord(String... args) {
        CommandSpec ask =
                Objects.requireNonNull(commands.getSubcommands().get(ASK)).getCommandSpec();
        int at = 0;
        while (at < args.length && args[at].startsWith("-") && args[at].length() > 1) {
            if (args[at].equals("--")) {
                return OptionalInt.of(at + 1);
            }
            String name = args[at].startsWith("--") ? args[at].replaceFirst("=.*", "") : args[at].substring(0, 2);
            OptionSpec option = ask.findOption(name);
            if (option == null || option.usageHelp() || option.versionHelp()) {
                return OptionalInt.empty();
            }
            boolean valueBehind = option.arity().max() > 0 && args[at].equals(name);
            at += valueBehind ? 2 : 1;
        }
        return OptionalInt.of(at);
    }
}
