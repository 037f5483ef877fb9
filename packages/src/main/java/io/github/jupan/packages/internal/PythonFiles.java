package io.github.jupan.packages.internal;

import io.github.jupan.packages.PackageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// The files of a package on their way into the packages folder.
///
/// @param name the package's name, in its normal form
/// @param version empty when it has none
/// @param paths below a root, with `/` between folders
public record PythonFiles(String name, String version, Set<String> paths, Content content) {

    /// That a package may have, unpacked.
    static final long MOST_BYTES = 256L << 20;

    private static final Set<String> NATIVE =
            Set.of("so", "pyd", "dll", "dylib", "a", "o", "c", "cc", "cpp", "h", "pyx", "rs", "f", "f90");

    /// Where the files' bytes are.
    public interface Content {
        /// Copies all files below a folder, a buffer at a time.
        void copyTo(Path folder) throws IOException;
    }

    /// @throws PackageException when something in it is not Python, or nothing is
    public PythonFiles {
        paths = Collections.unmodifiableSet(new TreeSet<>(paths));
        for (String file : paths) {
            if (isNative(file)) {
                throw new PackageException(name + " cannot be added: it has native code (" + file
                        + "), and the sandbox runs Python alone");
            }
        }
        if (paths.stream().noneMatch(file -> file.endsWith(".py"))) {
            throw new PackageException(name + " cannot be added: there is no Python module in it");
        }
    }

    private static boolean isNative(String file) {
        String last = file.substring(file.lastIndexOf('/') + 1);
        return last.contains(".so.") || NATIVE.contains(last.substring(last.lastIndexOf('.') + 1));
    }
}
