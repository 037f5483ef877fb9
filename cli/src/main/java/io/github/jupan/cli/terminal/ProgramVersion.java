package io.github.jupan.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/// What `--version` prints: two lines, which a report of a fault should hold.
public final class ProgramVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {
            "jupan " + number() + commit().map(each -> ", commit " + each).orElse(""),
            "Java " + Runtime.version() + ", " + System.getProperty("java.vendor") + "; "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }

    /// Such as `0.1.0`; `development` outside of a jar.
    public static String number() {
        @Nullable String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /// The commit that this was built from, `-dirty` behind it where files had changed since; empty for a build
    /// outside of a checkout.
    private static Optional<String> commit() {
        try (InputStream file = ProgramVersion.class.getResourceAsStream("commit")) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                            .filter(text -> !text.isBlank());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
