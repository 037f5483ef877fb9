package io.github.jupan.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {

    @TempDir
    Path folder;

    @Test
    void saysWhereFilesGoAndWhy() {
        Path used = folder.resolve("jupan");
        assertThat(CacheFolder.of(used, used).state()).isEqualTo(used + ", made when it is needed");
        CacheFolder other = CacheFolder.of(used, Path.of("/proc/none/jupan"));
        assertThat(other.state()).isEqualTo(used + ", because /proc/none/jupan cannot be written");
        assertThat(other.advice()).isPresent();
    }
}
