package io.github.jupan.cli.session;

import io.github.jupan.cli.options.AskOptions;
import io.github.jupan.cli.options.OptionValues;
import io.github.jupan.cli.terminal.UsageException;
import java.net.URI;
import java.util.Optional;

/// What follows `/model`: a name, which may have spaces, and where the model is.
record ModelRequest(String name, Optional<URI> baseUrl) {

    private static final String OPTION = " --base-url";

    static ModelRequest of(String text) {
        int option = text.indexOf(OPTION);
        if (option < 0) {
            return new ModelRequest(text, Optional.empty());
        }
        String url =
                text.substring(option + OPTION.length()).replaceFirst("^=", "").strip();
        if (url.isEmpty()) {
            throw new UsageException("write /model openai:NAME --base-url http://localhost:8000/v1");
        }
        return new ModelRequest(
                text.substring(0, option).strip(),
                Optional.of(OptionValues.read("base-url", url, AskOptions::address)));
    }
}
