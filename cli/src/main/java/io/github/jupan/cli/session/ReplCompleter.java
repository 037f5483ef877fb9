package io.github.jupan.cli.session;

import io.github.jupan.agent.Mode;
import io.github.jupan.cli.terminal.SafeText;
import io.github.jupan.models.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jline.builtins.Completers.FileNameCompleter;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/// Completes commands, and what they take: files, modes, names of models.
final class ReplCompleter implements Completer {

    private final FileNameCompleter files = new FileNameCompleter();

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String first = line.words().isEmpty() ? "" : line.words().getFirst();
        if (line.wordIndex() == 0) {
            if (first.startsWith("/")) {
                Arrays.stream(ReplCommand.values())
                        .map(command -> new Candidate(
                                command.word(), command.word(), null, command.description(), null, null, true))
                        .forEach(candidates::add);
            }
            return;
        }
        ReplCommand.of(first).ifPresent(command -> {
            switch (command) {
                case DOCUMENTS, SAVE, SYSTEM, LESSONS -> {
                    files.complete(reader, line, candidates);
                    candidates.removeIf(file -> !SafeText.line(file.value()).equals(file.value()));
                }
                case MODE ->
                    Arrays.stream(Mode.values())
                            .map(mode -> new Candidate(mode.name().toLowerCase(Locale.ROOT)))
                            .forEach(candidates::add);
                case MODEL -> modelNames().map(ReplCompleter::openEnded).forEach(candidates::add);
                case HELP, RUN, TOKENS, SESSIONS, RESUME, RESTART, RESET, QUIT, EDIT, RETRY, UNDO, COPY, COST -> {}
            }
        });
    }

    /// The word before the colon is all that can be known of a model's name.
    private static Stream<String> modelNames() {
        return Arrays.stream(Provider.values())
                .map(provider -> provider.form().contains(":") ? provider.word() + ":" : provider.word());
    }

    private static Candidate openEnded(String name) {
        return new Candidate(name, name, null, null, null, null, !name.endsWith(":"));
    }
}
