package io.github.jupan.sandbox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {

    @TempDir
    Path folder;

    @Test
    void isWhereTheEnvironmentSays() {
        assertThat(CacheFolder.wished(Map.of("XDG_CACHE_HOME", "/c", "HOME", "/h")))
                .isEqualTo(Path.of("/c/jupan"));
        assertThat(CacheFolder.wished(Map.of("HOME", "/h"))).isEqualTo(Path.of("/h/.cache/jupan"));
        assertThat(CacheFolder.wished(Map.of("XDG_CACHE_HOME", "relative", "HOME", "/h")))
                .isEqualTo(Path.of("/h/.cache/jupan"));
    }

    @Test
    void whatCannotBeWrittenHasAnotherPlace() {
        assertThat(CacheFolder.usable(folder.resolve("a/jupan"), folder)).isEqualTo(folder.resolve("a/jupan"));
        assertThat(CacheFolder.usable(Path.of("/proc/none/jupan"), folder).getParent())
                .isEqualTo(folder);
    }
}
