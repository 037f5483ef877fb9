package io.github.jupan.bench.measure;

import io.github.jupan.bench.measure.Finding.Verdict;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What processes take of the machine's memory, in megabytes (2^20 bytes).
public final class ProcessMemory {

    /// Compilers take tens of megabytes while they compile. An idle worker has given them back after this time.
    public static final Duration SETTLING = Duration.ofSeconds(8);

    private static final String WORKER = "io.github.jupan.sandbox.internal.guest.WorkerMain";

    private static final double GROWTH = 1.05;
    private static final double GROWTH_MEGABYTES = 8;

    private ProcessMemory() {}

    /// The workers of this process, with their proportional set size: what several share is split between them.
    public static Workers workers() throws IOException {
        double sum = 0;
        int count = 0;
        for (ProcessHandle process : descendants(WORKER)) {
            if (!isJava(process)) {
                continue;
            }
            double size = proportional(process.pid());
            if (size > 0) {
                sum += size;
                count++;
            }
        }
        return new Workers(count, sum);
    }

    public record Workers(int count, double megabytes) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d workers %.0f MB", count, megabytes);
        }
    }

    /// The proportional set size of a child whose command line has this word; 0 when there is none.
    public static double ofChild(String word) throws IOException {
        double sum = 0;
        for (ProcessHandle process : descendants(word)) {
            sum += proportional(process.pid());
        }
        return sum;
    }

    /// What this process's heap holds when it has been collected.
    public static double heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (double) (1 << 20);
    }

    /// Whether it has grown. Growth below both of these is the collector's own breathing.
    public static Verdict growth(double before, double after) {
        return Verdict.of(after, Math.max(before * GROWTH, before + GROWTH_MEGABYTES));
    }

    private static List<ProcessHandle> descendants(String word) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> commandLine(process).contains(word))
                .toList();
    }

    /// What wraps a worker has the worker's command line in its own.
    private static boolean isJava(ProcessHandle process) {
        return commandLine(process).split("\0", 2)[0].endsWith("java");
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    /// 0 for a process that has ended in the meantime.
    private static double proportional(long pid) throws IOException {
        Path rollup = Path.of("/proc/" + pid + "/smaps_rollup");
        if (Files.notExists(rollup)) {
            return 0;
        }
        return Files.readAllLines(rollup).stream()
                        .filter(line -> line.startsWith("Pss:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024.0;
    }
}
