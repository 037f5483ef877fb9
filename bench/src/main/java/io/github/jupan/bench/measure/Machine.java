package io.github.jupan.bench.measure;

import io.github.jupan.bench.rivals.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where the numbers come from.
public final class Machine {

    private static final Path MEMORY = Path.of("/proc/meminfo");

    private Machine() {}

    public static List<String> describe(Path root) throws IOException {
        return List.of(
                "- machine: " + Runtime.getRuntime().availableProcessors() + " cores, " + (megabytes("MemTotal") >> 10)
                        + " GiB of memory",
                "- system: " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                "- JDK: " + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + ", "
                        + System.getProperty("java.vendor.version"),
                "- commit: " + Command.run(root, "git", "describe", "--always", "--dirty"),
                "- load at the beginning: " + load());
    }

    /// How many threads wanted a core, on average of the last minute; above the number of cores, times are too long.
    public static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    }

    /// What could be used without driving anything else out.
    public static long availableMegabytes() throws IOException {
        return megabytes("MemAvailable");
    }

    private static long megabytes(String name) throws IOException {
        return Files.readAllLines(MEMORY).stream()
                        .filter(line -> line.startsWith(name + ":"))
                        .map(line -> line.replaceAll("\\D", ""))
                        .mapToLong(Long::parseLong)
                        .findFirst()
                        .orElseThrow()
                >> 10;
    }
}
