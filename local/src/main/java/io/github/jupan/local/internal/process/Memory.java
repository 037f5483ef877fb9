package io.github.jupan.local.internal.process;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// What the machine has and a process takes: from Linux' `/proc`, elsewhere as `ps` and the JDK say it.
final class Memory {

    private Memory() {}

    /// How much of a process lies in memory.
    static OptionalLong residentBytes(long pid) {
        try {
            Path status = Path.of("/proc", Long.toString(pid), "status");
            if (Files.exists(status)) {
                return field(status, "VmRSS:");
            }
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid))
                    .redirectErrorStream(true)
                    .start();
            String line = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return OptionalLong.of(kilobytes(line) << 10);
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /// The most that a new process can have without others being pushed out: never more than this container or
    /// machine has, and on Linux what is available now, which counts what only caches files.
    static long availableBytes() {
        long total =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        try {
            return Math.min(
                    total, field(Path.of("/proc/meminfo"), "MemAvailable:").orElse(total));
        } catch (IOException | NumberFormatException notLinux) {
            return total;
        }
    }

    private static OptionalLong field(Path file, String name) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> kilobytes(line) << 10)
                .findFirst();
    }

    private static long kilobytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", ""));
    }
}
