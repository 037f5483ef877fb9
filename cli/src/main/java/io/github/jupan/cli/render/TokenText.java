package io.github.jupan.cli.render;

import io.github.jupan.cli.terminal.SafeText;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.models.Token;
import java.util.List;
import java.util.stream.Collectors;

/// Shows tokens: coloured alternately, or with bars between them where there is no colour; then their ids.
public final class TokenText {

    private static final String BLUE = "\u001b[30;104m";
    private static final String YELLOW = "\u001b[30;103m";
    private static final String OFF = "\u001b[0m";

    private TokenText() {}

    public static void show(List<Token> tokens, Surface surface) {
        if (surface.can(Surface.Ability.COLOUR)) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < tokens.size(); i++) {
                line.append(i % 2 == 0 ? BLUE : YELLOW)
                        .append(SafeText.of(tokens.get(i).display()))
                        .append(OFF);
            }
            surface.raw(line + "\n");
        } else {
            surface.line(Style.PLAIN, tokens.stream().map(Token::display).collect(Collectors.joining("|")));
        }
        String ids = tokens.stream().map(token -> Integer.toString(token.id())).collect(Collectors.joining(" "));
        String count = tokens.size() == 1 ? "1 token" : tokens.size() + " tokens";
        surface.line(Style.DIM, count + ": " + ids);
    }
}
