package io.github.jupan.cli.terminal;

import java.io.PrintStream;
import java.util.EnumSet;
import java.util.Set;

/// The two places that a command writes to. When both are the terminal they are one, so that lines do not mix.
///
/// @param out for what was asked for
/// @param aside for everything else
public record Surfaces(Surface out, Surface aside) {

    private static final Set<String> LINKING_PROGRAMS = Set.of("iTerm.app", "WezTerm", "vscode", "ghostty");

    private static final Set<String> LINKING_TYPES =
            Set.of("xterm-kitty", "xterm-ghostty", "wezterm", "foot", "alacritty", "contour");

    public static Surfaces of(Surroundings surroundings) {
        Surface out = surface(surroundings, StandardStream.OUT, surroundings.out());
        boolean same = surroundings.isTerminal(StandardStream.OUT) && surroundings.isTerminal(StandardStream.ERR);
        return new Surfaces(out, same ? out : surface(surroundings, StandardStream.ERR, surroundings.err()));
    }

    private static Surface surface(Surroundings surroundings, StandardStream stream, PrintStream printer) {
        return new Surface(SafeStream.raw(printer), abilities(surroundings, stream), new SystemScreen());
    }

    /// Terminals that are known to make links (OSC 8), by what they say of themselves. What runs within tmux or screen
    /// is not told by them whether the terminal outside does.
    private static boolean makesLinks(Surroundings surroundings, String type) {
        if (surroundings.variable("TMUX") != null || surroundings.variable("STY") != null) {
            return false;
        }
        String program = surroundings.variable("TERM_PROGRAM");
        String vte = surroundings.variable("VTE_VERSION");
        return (program != null && LINKING_PROGRAMS.contains(program))
                || LINKING_TYPES.contains(type)
                // Before 0.50 the library was thrown off by them.
                || (vte != null && vte.matches("\\d{4,9}") && Integer.parseInt(vte) >= 5000)
                || surroundings.variable("WT_SESSION") != null
                || surroundings.variable("KONSOLE_VERSION") != null;
    }

    /// See <https://no-color.org>.
    public static Set<Surface.Ability> abilities(Surroundings surroundings, StandardStream stream) {
        Set<Surface.Ability> abilities = EnumSet.noneOf(Surface.Ability.class);
        if (surroundings.isTerminal(stream)) {
            abilities.add(Surface.Ability.TERMINAL);
            String type = surroundings.variable("TERM");
            if (type != null && !type.equals("dumb")) {
                abilities.add(Surface.Ability.CURSOR);
                if (makesLinks(surroundings, type)) {
                    abilities.add(Surface.Ability.LINKS);
                }
                if (surroundings.variable("NO_COLOR") == null) {
                    abilities.add(Surface.Ability.COLOUR);
                }
            }
        }
        return abilities;
    }
}
