package io.github.jupan.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.cli.Main;
import io.github.jupan.cli.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class StoreOptionTest {

    @TempDir
    private Path folder;

    @Test
    void whoeverNamesNoServerLoadsNothingOfItsModule() throws Exception {
        Path loaded = folder.resolve("loaded");
        Process process = start("-Xlog:class+load:file=" + loaded, "-cp", System.getProperty("java.class.path"));
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(loaded))
                .contains(Main.class.getName(), "org.sqlite")
                .doesNotContain("io.github.jupan.postgres", "org.postgresql", "com.zaxxer", "org.flywaydb")
                .doesNotContain("io.github.jupan.temporal", "io.temporal", "io.grpc", "com.google.protobuf");
    }

    private Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of(options));
        command.addAll(List.of(Main.class.getName(), "sessions"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(folder.resolve("said").toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        return builder.start();
    }

    @Test
    void anAddressOfAnotherKindIsRefusedWithoutItsPassword() {
        Program.Result result = new Program().run("sessions", "--store", "jdbc:mysql://db/x?password=secret");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("--store jdbc:mysql://db/x: there is no store")
                .doesNotContain("secret");
    }

    @Test
    void aDatabaseThatCannotBeReachedHasItsLine() {
        Program.Result result = new Program()
                .with("JUPAN_STORE", "jdbc:postgresql://127.0.0.1:1/x?password=secret")
                .run("sessions");
        assertThat(result.exit()).isNotZero();
        assertThat(result.err())
                .contains("cannot use jdbc:postgresql://127.0.0.1:1/x for sessions: it cannot be reached")
                .doesNotContain("secret");
    }
}
