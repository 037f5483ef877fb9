package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What `dist/release` writes leads to the archives, by addresses and hashes that are right: installed from a server on
/// this machine in the way of each package manager.
@Execution(ExecutionMode.SAME_THREAD)
class ReleaseTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private HttpServer server;
    private String at;
    private Path out;
    private String version;

    @BeforeEach
    void release() throws Exception {
        Matcher found = Pattern.compile("<artifactId>jupan</artifactId>\\s*<version>(.*?)<")
                .matcher(Files.readString(Checkout.root().resolve("pom.xml")));
        assertThat(found.find()).isTrue();
        version = found.group(1);
        Path program = Files.createDirectories(folder.resolve("made/jupan-" + version + "/bin"))
                .resolve("jupan");
        Files.writeString(program, "#!/bin/sh\necho \"it was asked $*\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path archives = Files.createDirectories(folder.resolve("archives of today"));
        ran(folder.resolve("made"), "tar", "czf", archives + "/jupan-" + version + ".tar.gz", "jupan-" + version);
        try (ZipOutputStream zip =
                new ZipOutputStream(Files.newOutputStream(archives.resolve("jupan-" + version + ".zip")))) {
            zip.putNextEntry(new ZipEntry("jupan-" + version + "/bin/jupan"));
            zip.write(Files.readAllBytes(program));
        }
        out = Files.createDirectories(folder.resolve("out"));
        server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), out, OutputLevel.NONE);
        server.start();
        at = "http://127.0.0.1:" + server.getAddress().getPort();
        String script = Checkout.root().resolve("dist/release").toString();
        ran(folder, "bash", script, "--at", at + "/", "--maven", "file:/m2", "--archives", archives.toString(), "out");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theSumsAreThoseOfTheArchives() throws Exception {
        ran(out, "sha256sum", "--check", "--strict", "SHA256SUMS");
        assertThat(out.resolve("SHA256SUMS")).content().hasLineCount(2);
    }

    @Test
    void sdkmansDescriptorInstallsTheZip() throws Exception {
        JsonNode descriptor = JSON.readTree(out.resolve("sdkman.json").toFile());
        assertThat(descriptor.get("candidate").asText()).isEqualTo("jupan");
        assertThat(descriptor.get("version").asText()).isEqualTo(version);
        Path zip = fetched(
                descriptor.get("url").asText(),
                descriptor.at("/checksums/SHA-256").asText());
        // SDKMAN unpacks, and moves the one folder to candidates/jupan/VERSION, whose bin is on the path.
        Path candidate = folder.resolve("candidates/jupan/" + version);
        Files.createDirectories(candidate.getParent());
        Path unzipped = Files.createDirectories(folder.resolve("unzipped"));
        ran(unzipped, Path.of(System.getProperty("java.home"), "bin", "jar").toString(), "xf", zip.toString());
        Files.move(unzipped.resolve("jupan-" + version), candidate);
        assertThat(ran(folder, "sh", candidate + "/bin/jupan", "ask", "x")).isEqualTo("it was asked ask x\n");
    }

    @Test
    void homebrewsFormulaInstallsTheArchive() throws Exception {
        String formula = Files.readString(out.resolve("jupan.rb"));
        Path archive = fetched(quoted(formula, "url"), quoted(formula, "sha256"));
        // Homebrew unpacks, enters the one folder, and does what `install` says.
        ran(folder, "tar", "xzf", archive.toString());
        assertThat(formula).contains("libexec.install Dir[\"*\"]").contains("libexec/\"bin/jupan\"");
        assertThat(ran(folder, "jupan-" + version + "/bin/jupan", "ask", "x")).isEqualTo("it was asked ask x\n");
        assertThat(quoted(formula, "version")).isEqualTo(version);
    }

    @Test
    void jbangsCatalogueNamesTheModuleAndItsMain() throws Exception {
        JsonNode alias =
                JSON.readTree(out.resolve("jbang-catalog.json").toFile()).at("/aliases/jupan");
        assertThat(alias.get("script-ref").asText()).isEqualTo("io.github.jupan:jupan-cli:" + version);
        assertThat(alias.get("main").asText()).isEqualTo(Main.class.getName());
        assertThat(alias.get("repositories").get(1).asText()).isEqualTo("jupan=file:/m2");
        String launcher = Files.readString(Checkout.root().resolve("jupan"));
        alias.get("runtime-options").forEach(option -> assertThat(launcher).contains(option.asText()));
    }

    private Path fetched(String url, String sha256) throws Exception {
        assertThat(url).startsWith(at + "/jupan-" + version);
        Path file = folder.resolve("fetched");
        try (InputStream in = URI.create(url).toURL().openStream()) {
            Files.copy(in, file);
        }
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        assertThat(HexFormat.of().formatHex(sum)).isEqualTo(sha256);
        return file;
    }

    private static String quoted(String formula, String key) {
        Matcher line = Pattern.compile("(?m)^  " + key + " \"(.*)\"$").matcher(formula);
        assertThat(line.find()).isTrue();
        return line.group(1);
    }

    private static String ran(Path in, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command))
                .directory(in.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
