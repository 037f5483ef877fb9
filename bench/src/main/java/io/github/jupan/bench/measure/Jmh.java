package io.github.jupan.bench.measure;

import io.github.jupan.bench.measure.Bench.Effort;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs benchmarks of this module in a JVM of their own, with the options that this one has.
public final class Jmh {

    private Jmh() {}

    public static Collection<RunResult> run(Class<?> benchmarks, Effort effort) throws RunnerException {
        var options = new OptionsBuilder()
                .include("^" + benchmarks.getName() + "\\.")
                .forks(1)
                .warmupIterations(effort == Effort.FULL ? 5 : 2)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(effort == Effort.FULL ? 5 : 2)
                .measurementTime(TimeValue.seconds(2))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        return new Runner(options).run();
    }
}
