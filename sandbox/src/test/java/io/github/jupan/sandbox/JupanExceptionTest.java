package io.github.jupan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JupanExceptionTest {

    @Test
    void aMessageIsOneLine() {
        assertThat(JupanException.line(" a\n  b\r\nc ")).isEqualTo("a b c");
        assertThat(JupanException.line(null)).isEqualTo("null");
    }

    @Test
    void javasFramesAreLeftOut() {
        assertThat(JupanException.line("""
                the worker failed (exit code 1; java.lang.Error: x
                \tat org.graalvm.polyglot.Value.execute(Value.java:1098)
                \tat java.base/java.lang.Thread.run(Thread.java:1474)
                \tat io.github.jupan.sandbox.internal.GuestThread.<init>(GuestThread.java:28)
                Caused by: y); look at the docs (here)"""))
                .isEqualTo("the worker failed (exit code 1; java.lang.Error: x Caused by: y); look at the docs (here)");
    }

    @Test
    void whatIsLongIsCut() {
        String line = JupanException.line("at a(".repeat(10_000_000));
        assertThat(line).hasSize(1_000).endsWith("…");
    }
}
