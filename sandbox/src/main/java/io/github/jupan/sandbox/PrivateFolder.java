package io.github.jupan.sandbox;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Folders and files that code or secrets are read from: only their user may have written there. Where the file
/// system knows no such rights nothing is checked.
public final class PrivateFolder {

    private static final Set<PosixFilePermission> WRITTEN_BY_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private PrivateFolder() {}

    /// Makes the folder, and those above it that are not there, for the user alone.
    ///
    /// @return the folder
    /// @throws IOException when it cannot be made, or somebody else could have changed what is in it
    public static Path create(Path folder) throws IOException {
        FileAttribute<?>[] own = POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        check(folder);
        return Files.createDirectories(folder, own);
    }

    /// Does nothing for what is not there.
    ///
    /// @throws IOException when it is neither this user's nor the system's, or others may write there
    public static void check(Path path) throws IOException {
        if (!POSIX || !Files.exists(path)) {
            return;
        }
        if (!isOwn(path)) {
            throw new IOException(path + " belongs to another user ("
                    + Files.getOwner(path).getName() + "), who could have put anything there");
        }
        Set<PosixFilePermission> rights =
                Files.readAttributes(path, PosixFileAttributes.class).permissions();
        if (rights.stream().anyMatch(WRITTEN_BY_OTHERS::contains)) {
            throw new IOException("others may write to " + path + " (" + PosixFilePermissions.toString(rights)
                    + "): see that what is there is yours, then chmod go-w " + path);
        }
    }

    private static boolean isOwn(Path path) throws IOException {
        int owner = (Integer) Files.getAttribute(path, "unix:uid", new LinkOption[0]);
        return owner == 0 || owner == new UnixSystem().getUid();
    }
}
