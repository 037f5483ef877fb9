package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.internal.guest.Guest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.io.IOAccess;

/// Python's standard library, which GraalPy unpacks into the cache folder. That happens once, in a process that runs
/// no guest code, so that no worker ever needs to write a file. The same process compiles what snippets import
/// most, so that no interpreter has to, and the interpreters of a worker share one copy of it.
final class StandardLibrary {

    /// What names the folder to a worker.
    static final String OPTION = "-Dpolyglot.engine.userResourceCache=";

    private StandardLibrary() {}

    /// A line of shell that unpacks and compiles it; empty when that was done.
    ///
    /// @param java the command of a worker's JVM
    static String unpacking(List<String> java) throws IOException {
        int classPath = java.indexOf("-cp") + 1;
        String jars = Integer.toHexString(java.get(classPath).hashCode());
        Path ready = CacheFolder.create("python").resolve("compiled-" + jars);
        if (Files.exists(ready)) {
            return "";
        }
        List<String> unpack = List.of(
                java.getFirst(),
                OPTION + CacheFolder.path().resolve("python"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                java.get(classPath),
                StandardLibrary.class.getName(),
                ready.toString());
        return unpack.stream().map(StandardLibrary::quoted).collect(Collectors.joining(" "))
                + " </dev/null >/dev/null 2>&1; ";
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /// @param arguments the file to make when it is done
    public static void main(String[] arguments) throws IOException {
        try (Context context = Context.newBuilder("python")
                .allowIO(IOAccess.ALL)
                .option("engine.WarnInterpreterOnly", "false")
                .option("python.DontWriteBytecodeFlag", "false")
                .build()) {
            context.eval("python", "import " + String.join(", ", Guest.USUAL_MODULES));
        }
        Path ready = Path.of(arguments[0]);
        if (!Files.exists(ready)) {
            Files.createFile(ready);
        }
    }
}
