package io.github.jupan.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ProcessMemoryTest {

    @Test
    void seesAChildByItsCommandLineUntilItEnds() throws IOException, InterruptedException {
        assumeThat(Path.of("/proc/self/smaps_rollup"))
                .as("Linux tells it there")
                .exists();
        var cat = new ProcessBuilder("cat", "-", "/dev/null/of-process-memory-test").start();
        // What it echoes shows that it is no longer a copy of this process.
        cat.getOutputStream().write('x');
        cat.getOutputStream().flush();
        assertThat(cat.getInputStream().read()).isEqualTo('x');

        assertThat(ProcessMemory.ofChild("of-process-memory-test")).isBetween(0.01, 50.0);
        cat.destroy();
        cat.waitFor();
        assertThat(ProcessMemory.ofChild("of-process-memory-test")).isZero();
    }
}
