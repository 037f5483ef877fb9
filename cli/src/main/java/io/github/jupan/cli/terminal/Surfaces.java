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

    /// The same for somebody who wants every text as it came: without colours, and nothing drawn again.
    public static Surfaces plain(Surroundings surroundings) {
        Surface out = plain(surroundings, StandardStream.OUT, surroundings.out());
        boolean same = surroundings.isTerminal(StandardStream.OUT) && surroundings.isTerminal(StandardStream.ERR);
        return new Surfaces(out, same ? out : plain(surroundings, StandardStream.ERR, surroundings.err()));
    }

    private static Surface plain(Surroundings surroundings, StandardStream stream, PrintStream printer) {
        Set<Surface.Ability> all = abilities(surroundings, stream);
        all.retainAll(Set.of(Surface.Ability.TERMINAL));
        return new Surface(SafeStream.raw(printer), all);
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
