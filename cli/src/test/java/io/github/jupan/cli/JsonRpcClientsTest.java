package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Clients that others wrote, and those of `docs/how-to/json-rpc.md`, against the whole program.
class JsonRpcClientsTest {

    private static final String TOKEN = "a-token-of-23-characters";
    private static final List<String> PACKAGES = List.of("vscode-jsonrpc@8.2.1", "json-rpc-2.0@1.8.1", "ws@8.23.0");

    @TempDir
    private Path folder;

    /// What `./jupan` is in a checkout.
    @BeforeEach
    void putLauncher() throws IOException {
        String launcher = "#!/bin/sh\nexec '%s' --enable-native-access=ALL-UNNAMED -cp '%s' %s \"$@\"\n"
                .formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        Main.class.getName());
        Files.setPosixFilePermissions(
                Files.writeString(folder.resolve("jupan"), launcher), PosixFilePermissions.fromString("rwx------"));
    }

    @ParameterizedTest
    @CsvSource({"python3, python", "node, js"})
    void theExampleAnswersAndShowsWhatHappens(String runner, String language) throws Exception {
        Process client = start(runner, client(runner, language, example(language)));
        assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("There are 3 r's in \"strawberry\".\n");
        assertThat(client.errorReader().readAllAsString())
                .startsWith("How many r's are in strawberry?\n")
                .contains(".count(", "There are 3 r's");
        assertThat(client.waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"python3, python", "node, js"})
    void theExampleSaysAnErrorOfTheServer(String runner, String language) throws Exception {
        String wrong = example(language)
                .replaceFirst(
                        "session=session|\\{ session,", language.equals("js") ? "{ session: \"x\"," : "session=\"x\"");
        Process client = start(runner, client(runner, language, wrong));
        assertThat(client.inputReader().readAllAsString()).isEmpty();
        assertThat(client.errorReader().readAllAsString()).isEqualTo("there is no session x\n");
        assertThat(client.waitFor()).isEqualTo(1);
    }

    private String client(String runner, String language, String program) throws Exception {
        needs(runner);
        return Files.writeString(folder.resolve(language.equals("js") ? "client.mjs" : "client.py"), program)
                .toString();
    }

    @Test
    void vscodeJsonrpcSpeaksWithItOverStandardInputAndOutput() throws Exception {
        assertThat(run("node", client("stdio.mjs").toString())).isEqualTo("""
            There are 3 r's in "strawberry". asked turn_end
            cancelled
            -32010 there is no session x
            exit 0
            """);
    }

    @Test
    void jsonRpc20SpeaksWithItOverAWebSocket() throws Exception {
        Path client = client("socket.mjs");
        Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        Process server = start("./jupan", "serve", "--http", "--port", "0", "--token-file", token.toString());
        try (BufferedReader words =
                new BufferedReader(new InputStreamReader(server.getErrorStream(), StandardCharsets.UTF_8))) {
            String listening = String.valueOf(words.readLine());
            Matcher port = Pattern.compile("jupan: listening on http://127\\.0\\.0\\.1:(\\d+)/rpc")
                    .matcher(listening);
            assertThat(port.matches()).as(listening).isTrue();
            assertThat(run("node", client.toString(), port.group(1), TOKEN))
                    .isEqualTo("17 * 23 = 391 asked turn_end\na 3 77 1\n");
        } finally {
            server.destroy();
            assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(server.exitValue()).as("after SIGTERM").isZero();
    }

    /// A client of the test's own, beside the packages that it imports.
    private static Path client(String name) throws Exception {
        needs("node");
        needs("npm");
        Path cache = Path.of("target", "npm-json-rpc").toAbsolutePath();
        Files.createDirectories(cache);
        if (!Files.exists(cache.resolve("node_modules/ws"))) {
            List<String> install = new ArrayList<>(
                    List.of("npm", "install", "--prefix", cache.toString(), "--no-audit", "--no-fund", "--silent"));
            install.addAll(PACKAGES);
            Process npm = new ProcessBuilder(install).redirectErrorStream(true).start();
            npm.getInputStream().readAllBytes();
            skipUnless(npm.waitFor() == 0, "npm cannot install " + PACKAGES);
        }
        return Files.copy(
                Path.of("src/test/resources/clients", name),
                cache.resolve(name),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static void needs(String program) throws InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            there = false;
        }
        skipUnless(there, "there is no " + program);
    }

    private static void skipUnless(boolean there, String reason) {
        if (!there) {
            System.out.println("skipped: " + reason);
        }
        Assumptions.assumeTrue(there, reason);
    }

    private static String example(String language) throws IOException {
        String page = Files.readString(Checkout.root().resolve("docs/how-to/json-rpc.md"));
        Matcher block = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$").matcher(page);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private String run(String... command) throws Exception {
        Process process = start(command);
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out + err).isZero();
        return out;
    }

    private Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.endsWith("_API_KEY") || name.startsWith("JUPAN_"));
        // Nor a model that this machine has, nor a configuration.
        builder.environment().keySet().removeAll(Set.of("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"));
        builder.environment().putIfAbsent("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        builder.environment().put("HOME", folder.toString());
        return builder.start();
    }
}
