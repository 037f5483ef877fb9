package io.github.jupan.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The files of a package on their way into the packages folder.
///
/// @param name the package's name, in its normal form
/// @param version empty when it has none
/// @param requirements what it needs, as it says itself
/// @param files from the place below a root, with `/` between folders, to the bytes
record PythonFiles(String name, String version, List<Requirement> requirements, Map<String, byte[]> files) {

    private static final Set<String> NATIVE =
            Set.of("so", "pyd", "dll", "dylib", "a", "o", "c", "cc", "cpp", "h", "pyx", "rs", "f", "f90");

    /// @throws UsageException when something in it is not Python, or nothing is
    PythonFiles {
        requirements = List.copyOf(requirements);
        files = new TreeMap<>(files);
        for (String file : files.keySet()) {
            if (isNative(file)) {
                throw new UsageException(name + " cannot be added: it has native code (" + file
                        + "), and the sandbox runs Python alone");
            }
        }
        if (files.keySet().stream().noneMatch(file -> file.endsWith(".py"))) {
            throw new UsageException(name + " cannot be added: there is no Python module in it");
        }
    }

    private static boolean isNative(String file) {
        String last = file.substring(file.lastIndexOf('/') + 1);
        return last.contains(".so.") || NATIVE.contains(last.substring(last.lastIndexOf('.') + 1));
    }
}
