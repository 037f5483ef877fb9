package io.github.jupan.cli.serve;

import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.sandbox.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The token that clients of the HTTP server must send. It is never an argument: those show in a list of processes.
final class AccessToken {

    private static final int BYTES = 32;

    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private AccessToken() {}

    /// What the user gave.
    static Optional<String> find(@Nullable String file, Surroundings surroundings) {
        return file == null ? Optional.ofNullable(surroundings.variable("JUPAN_TOKEN")) : Optional.of(read(file));
    }

    /// @throws UsageException when it cannot be read, or others can read it
    static String read(String file) {
        try {
            Path path = Path.of(file);
            PrivateFolder.check(path);
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                refuseOthers(path, Files.getPosixFilePermissions(path));
            }
            return Files.readString(path).strip();
        } catch (IOException | InvalidPathException unreadable) {
            String why = String.valueOf(unreadable.getMessage());
            throw new UsageException(
                    "cannot read the token file " + file + (why.equals(file) ? "; is it there?" : ": " + why));
        }
    }

    private static void refuseOthers(Path file, Set<PosixFilePermission> rights) {
        if (rights.stream().anyMatch(OTHERS::contains)) {
            throw new UsageException("the token file " + file + " is not yours alone ("
                    + PosixFilePermissions.toString(rights) + "); chmod 600 " + file);
        }
    }

    /// One that nobody can guess.
    static String made() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /// Keeps a token where its user's programs find it, until it is closed.
    record Kept(Path file) implements AutoCloseable {

        /// @throws UsageException when the file cannot be made
        static Kept in(Path folder, int port, String token) {
            Path file = folder.resolve("serve-" + port + ".token");
            try {
                // Temporary files are made for their owner alone.
                Path made = Files.createTempFile(PrivateFolder.create(folder), "serve", ".token");
                Files.writeString(made, token + "\n");
                Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
                return new Kept(file);
            } catch (IOException refused) {
                throw new UsageException("cannot keep the token in " + file + ": " + refused.getMessage()
                        + "; give one with --token-file FILE or JUPAN_TOKEN");
            }
        }

        @Override
        public void close() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException stays) {
                // It is worth nothing once the server has ended.
            }
        }
    }
}
