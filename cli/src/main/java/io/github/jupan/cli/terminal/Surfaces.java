package io.github.jupan.cli.terminal;

import java.io.PrintStream;
import java.util.EnumSet;
import java.util.Set;

/// The two places that a command writes to. When both are the terminal they are one, so that lines do not mix.
///
/// @param out for what was asked for
/// @param aside for everything else
public record Surfaces(Surface out, Surface aside) {

    public static Surfaces of(Surroundings surroundings) {
        Surface out = surface(surroundings, StandardStream.OUT, surroundings.out());
        boolean same = surroundings.isTerminal(StandardStream.OUT) && surroundings.isTerminal(StandardStream.ERR);
        return new Surfaces(out, same ? out : surface(surroundings, StandardStream.ERR, surroundings.err()));
    }

    private static Surface surface(Surroundings surroundings, StandardStream stream, PrintStream printer) {
        return new Surface(SafeStream.raw(printer), abilities(surroundings, stream), new SystemScreen());
    }

    /// See <https://no-color.org>.
    public static Set<Surface.Ability> abilities(Surroundings surroundings, StandardStream stream) {
        Set<Surface.Ability> abilities = EnumSet.noneOf(Surface.Ability.class);
        if (surroundings.isTerminal(stream)) {
            abilities.add(Surface.Ability.TERMINAL);
            String type = surroundings.variable("TERM");
            if (type != null && !type.equals("dumb")) {
                abilities.add(Surface.Ability.CURSOR);
                if (surroundings.variable("NO_COLOR") == null) {
                    abilities.add(Surface.Ability.COLOUR);
                }
            }
        }
        return abilities;
    }
}
