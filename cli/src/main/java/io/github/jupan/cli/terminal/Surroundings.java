package io.github.jupan.cli.terminal;

import io.github.jupan.local.weights.Catalogue;
import io.github.jupan.local.weights.WeightsStore;
import io.github.jupan.packages.PackageFolder;
import io.github.jupan.sandbox.Packages;
import io.github.jupan.sandbox.PrivateFolder;
import io.github.jupan.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All that the program takes from outside, so that a test can be the outside.
///
/// @param out safe to write anything to, where it is a terminal; so is `err`
/// @param terminals which of the streams are terminals
/// @param sandbox makes the sandbox that runs the model's code
public record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Set<StandardStream> terminals,
        Function<Packages, Sandbox> sandbox) {

    public Surroundings {
        environment = Map.copyOf(environment);
        terminals = Set.copyOf(terminals);
        out = terminals.contains(StandardStream.OUT) ? safe(out) : out;
        err = terminals.contains(StandardStream.ERR) ? safe(err) : err;
    }

    private static PrintStream safe(PrintStream stream) {
        return stream instanceof SafeStream ? stream : new SafeStream(stream);
    }

    /// The same for somebody who wants every text as it came: a terminal that can nothing but print.
    public Surroundings plain() {
        Map<String, String> dumb = new HashMap<>(environment);
        dumb.put("TERM", "dumb");
        return new Surroundings(in, out, err, dumb, terminals, sandbox);
    }

    public boolean isTerminal(StandardStream stream) {
        return terminals.contains(stream);
    }

    @Nullable
    public String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /// Where the XDG base directory specification puts a program's state.
    public Path stateFolder() {
        String state = variable("XDG_STATE_HOME");
        return state == null ? home().resolve(".local/state/jupan") : Path.of(state, "jupan");
    }

    /// The sandbox, with the packages that were added.
    public Sandbox openSandbox() {
        return sandbox.apply(Packages.in(packageFolder().path()));
    }

    public PackageFolder packageFolder() {
        return new PackageFolder(dataFolder().resolve("packages"));
    }

    public WeightsStore weights() {
        return new WeightsStore(dataFolder().resolve("models"), Catalogue.own());
    }

    /// Where the XDG base directory specification puts a program's data: packages that code imports, and models.
    ///
    /// @throws UsageException when somebody else could have put anything there
    Path dataFolder() {
        String data = variable("XDG_DATA_HOME");
        Path folder = data == null ? home().resolve(".local/share/jupan") : Path.of(data, "jupan");
        try {
            PrivateFolder.check(folder);
        } catch (IOException refused) {
            throw new UsageException(refused.getMessage() + "; or set XDG_DATA_HOME to another folder");
        }
        return folder;
    }

    public Path home() {
        String home = variable("HOME");
        return Path.of(home == null ? System.getProperty("user.home", ".") : home);
    }
}
