package io.github.jupan.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnTest {

    private static final String HOLDER = """
        import io.github.jupan.packages.Turn;

        void main(String[] folder) throws Exception {
            Turn.take(java.nio.file.Path.of(folder[0]), () -> {});
            IO.println("taken");
            Thread.sleep(java.time.Duration.ofMinutes(10));
        }
        """;

    @TempDir
    Path folder;

    @Test
    void oneAtATimeHasIt() throws Exception {
        try (Turn turn = Turn.take(folder, () -> {})) {
            assertThat(turn).isNotNull();
            assertThat(Turn.tryTake(folder)).isEmpty();
        }
        try (Turn turn = Turn.tryTake(folder).orElseThrow()) {
            assertThat(turn).isNotNull();
        }
    }

    @Test
    void aProcessThatIsKilledLosesIt() throws Exception {
        Path source = Files.writeString(folder.resolve("Holder.java"), HOLDER);
        Path shared = folder.resolve("shared");
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--class-path",
                        System.getProperty("java.class.path"),
                        source.toString(),
                        shared.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("taken");
            assertThat(Turn.tryTake(shared)).isEmpty();
        } finally {
            holder.destroyForcibly();
        }
        assertThat(holder.waitFor(1, TimeUnit.MINUTES)).isTrue();
        try (Turn turn = Turn.take(shared, () -> {})) {
            assertThat(turn).isNotNull();
        }
    }
}
