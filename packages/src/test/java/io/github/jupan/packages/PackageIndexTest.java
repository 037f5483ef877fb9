package io.github.jupan.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PackageIndexTest {

    @Test
    void theUsualIndexIsTheOneThatPipAndUvWouldTake() {
        assertThat(PackageIndex.usual(Map.of())).isEqualTo(PackageIndex.USUAL);
        assertThat(PackageIndex.usual(Map.of("UV_INDEX_URL", "https://uv.example/simple")))
                .hasToString("https://uv.example/simple");
        assertThat(PackageIndex.usual(Map.of(
                        "UV_INDEX_URL", "https://uv.example/simple", "PIP_INDEX_URL", " http://127.0.0.1:8/simple/ ")))
                .hasToString("http://127.0.0.1:8/simple/");
        assertThat(PackageIndex.usual(Map.of("PIP_INDEX_URL", "https://me:secret@pip.example/simple")))
                .isEqualTo(PackageIndex.USUAL);
    }
}
