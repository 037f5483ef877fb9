package io.github.jupan.local.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    @Test
    void hasTheModelsThatWereTried() {
        assertThat(Catalogue.own().entries())
                .extracting(CatalogueEntry::name)
                .containsExactly("smollm2-135m", "qwen2.5-coder-0.5b", "qwen2.5-coder-1.5b");
        assertThat(Catalogue.own().entries()).isSortedAccordingTo(Comparator.comparingLong(CatalogueEntry::bytes));
        assertThat(Catalogue.own().find("qwen2.5-coder-1.5b").orElseThrow().sources())
                .first()
                .isEqualTo(new Source.Published(
                        "Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
                        "f86cb2c1fa58255f8052cc32aeede1b7482d4361",
                        "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"));
    }

    @Test
    void thePartsOfAPackedModelAreTheWhole() {
        for (CatalogueEntry entry : Catalogue.own().entries()) {
            assertThat(entry.sources())
                    .filteredOn(Source.Packed.class::isInstance)
                    .singleElement()
                    .extracting(source -> ((Source.Packed) source)
                            .parts().stream().mapToLong(Source.Part::bytes).sum())
                    .as(entry.name())
                    .isEqualTo(entry.bytes());
        }
    }
}
