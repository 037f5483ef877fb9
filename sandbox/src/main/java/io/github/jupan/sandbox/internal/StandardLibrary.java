package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.OutputListener.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Python's standard library, which GraalPy unpacks into the cache folder. That happens once, in a process that runs
/// no guest code, so that no worker ever needs to write a file.
final class StandardLibrary {

    /// What names the folder to a worker.
    static final String OPTION = "-Dpolyglot.engine.userResourceCache=";

    private StandardLibrary() {}

    /// A line of shell that unpacks it; empty when it is there.
    ///
    /// @param java the command of a worker's JVM
    static String unpacking(List<String> java) throws IOException {
        int classPath = java.indexOf("-cp") + 1;
        String jars = Integer.toHexString(java.get(classPath).hashCode());
        Path unpacked = CacheFolder.create("python").resolve("unpacked-" + jars);
        if (Files.exists(unpacked)) {
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
                unpacked.toString());
        return unpack.stream().map(StandardLibrary::quoted).collect(Collectors.joining(" "))
                + " </dev/null >/dev/null 2>&1; ";
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /// @param arguments the file to make when it is done
    public static void main(String[] arguments) throws IOException {
        GuestOutput.Sink silent = new GuestOutput.Sink() {
            @Override
            public void output(Channel channel, byte[] bytes, int length) {}

            @Override
            public void flood() {}
        };
        new Guest(
                        Guest.engine(),
                        new GuestOutput(Channel.STDOUT, silent),
                        new GuestOutput(Channel.STDERR, silent),
                        _ -> "")
                .close();
        Path unpacked = Path.of(arguments[0]);
        if (!Files.exists(unpacked)) {
            Files.createFile(unpacked);
        }
    }
}
