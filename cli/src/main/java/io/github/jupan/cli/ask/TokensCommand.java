package io.github.jupan.cli.ask;

import io.github.jupan.cli.render.TokenText;
import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.Surfaces;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.models.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A text as a model sees it.
@Command(
        name = "tokens",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = {"Shows a text as a model sees it: split into tokens, with their ids.", ""},
        footer = {"", "jupan tokens ubiquitous"})
public final class TokensCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "cl100k_base, of GPT-4, which is the default, or o200k_base, of GPT-4o and later.")
    private Tokens.@Nullable Encoding encoding;

    @Parameters(arity = "1..*", paramLabel = "TEXT", description = "The text; several words are joined by a space.")
    private final List<String> words = new ArrayList<>();

    public TokensCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Surface out = Surfaces.of(surroundings).out();
        String text = String.join(" ", words);
        TokenText.show(encoding == null ? Tokens.split(text) : Tokens.split(text, encoding), out);
        out.flush();
        return ExitCode.DONE.number();
    }
}
