package io.github.jupan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Workers are used again, and no worker is used until it breaks.
class ManyInterpretersTest {

    @Test
    void oneAfterAnotherForAsLongAsOneLikes() {
        Limits small = Limits.DEFAULT.withHeapBytes(64L << 20);
        for (int i = 0; i < 8; i++) {
            try (Interpreter python = Sandboxes.WORKERS.open(small)) {
                String code = "import decimal, fractions, statistics, typing, dataclasses, inspect\n" + i + " + 1";
                assertThat(Sandboxes.value(python, code)).isEqualTo(Integer.toString(i + 1));
            }
        }
    }
}
