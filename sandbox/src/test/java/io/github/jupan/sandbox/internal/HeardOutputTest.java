package io.github.jupan.sandbox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.sandbox.Execution.Output;
import io.github.jupan.sandbox.internal.wire.Wire.WireException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeardOutputTest {

    @Test
    void theHostKeepsNoMoreOutputThanItAskedFor() throws WireException {
        HeardOutput heard = new HeardOutput((_, _) -> {}, 1000);
        byte[] bytes = "가".repeat(300).getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            heard.hear(1, new byte[] {b});
        }
        assertThat(heard.output()).isEqualTo(new Output("가".repeat(300), ""));
        assertThatThrownBy(() -> heard.hear(1, new byte[101])).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> heard.hear(3, new byte[1])).isInstanceOf(WireException.class);
    }
}
