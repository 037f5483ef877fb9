package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The first sessions of the public recordings; `jupan replay` plays them all.
class RecordingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"mathcoder-70b-gsm8k.jsonl", "tora-34b-gsm8k.jsonl"})
    void theFirstSessionsGiveWhatWasRecorded(String name) {
        Path file = Checkout.root().resolve("../shared/data/transcripts").resolve(name);
        assumeTrue(Files.exists(file), () -> "no recordings at " + file);
        Program.Result result = new Program().run("replay", "--limit", "8", file.toString());
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("8 sessions, ").contains(" 0 different");
        assertThat(result.exit()).isZero();
    }
}
