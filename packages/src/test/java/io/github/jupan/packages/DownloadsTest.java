package io.github.jupan.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.packages.DownloadException.Reason;
import io.github.jupan.testkit.Answer;
import io.github.jupan.testkit.LocalServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloadsTest {

    private static final byte[] FILE = bytes(1_000_000, 1);
    private static final Downloads.Patience HASTY =
            new Downloads.Patience(Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofSeconds(30));

    @TempDir
    Path folder;

    @Test
    void bringsAFileAndSaysHowMuchIsThere() throws Exception {
        List<Long> arrived = new ArrayList<>();
        try (LocalServer server = new LocalServer(Served.ranged(FILE));
                Downloads downloads = new Downloads(HASTY)) {
            downloads.fetch(checked(server.uri("/file")), target(), arrived::add);
        }
        assertThat(target()).hasBinaryContent(FILE);
        assertThat(arrived).isSorted().endsWith((long) FILE.length);
    }

    /// A hub sends to a CDN, from which ranges come.
    @Test
    void goesOnWhereItWasCutBehindARedirectToo() throws Exception {
        Files.write(target(), Arrays.copyOf(FILE, 400_000));
        Answer cdn = Served.upTo(FILE, 250_000);
        try (LocalServer server = new LocalServer(exchange -> {
                    if (exchange.getRequestURI().getPath().equals("/resolve")) {
                        exchange.getResponseHeaders().add("Location", "/cdn?signature=x");
                        exchange.getResponseHeaders().add("X-Linked-Size", String.valueOf(FILE.length));
                        exchange.sendResponseHeaders(302, -1);
                    } else {
                        cdn.to(exchange);
                    }
                });
                Downloads downloads = new Downloads(HASTY)) {
            downloads.fetch(checked(server.uri("/resolve")), target(), arrived -> {});
            List<Integer> starts = server.asked().stream()
                    .filter(asked -> asked.path().startsWith("/cdn"))
                    .map(asked -> asked.headers().getFirst("Range").replaceAll("\\D", ""))
                    .map(Integer::valueOf)
                    .toList();
            assertThat(starts).startsWith(400_000).hasSizeGreaterThan(2).isSorted();
        }
        assertThat(target()).hasBinaryContent(FILE);
    }

    @Test
    void beginsAnewWhereAServerHasNoRanges() throws Exception {
        Files.write(target(), bytes(300_000, 2));
        try (LocalServer server = new LocalServer(Served.whole(FILE));
                Downloads downloads = new Downloads(HASTY)) {
            downloads.fetch(checked(server.uri("/file")), target(), arrived -> {});
        }
        assertThat(target()).hasBinaryContent(FILE);
    }

    @Test
    void whatWasThereAndIsWrongIsFetchedAnewOnce() throws Exception {
        Files.write(target(), bytes(300_000, 2));
        try (LocalServer server = new LocalServer(Served.ranged(FILE));
                Downloads downloads = new Downloads(HASTY)) {
            downloads.fetch(checked(server.uri("/file")), target(), arrived -> {});
            assertThat(server.asked()).hasSize(2);
        }
        assertThat(target()).hasBinaryContent(FILE);
    }

    @Test
    void whatIsThereWholeIsNotAskedFor() throws Exception {
        Files.write(target(), FILE);
        try (LocalServer server = new LocalServer(Served.ranged(FILE));
                Downloads downloads = new Downloads(HASTY)) {
            downloads.fetch(checked(server.uri("/file")), target(), arrived -> {});
            assertThat(server.asked()).isEmpty();
            downloads.fetch(unknown(server.uri("/file")), target(), arrived -> {});
            assertThat(server.asked()).hasSize(1);
        }
        assertThat(target()).hasBinaryContent(FILE);
    }

    @Test
    void wrongBytesAreRefusedAndLeaveNothing() throws Exception {
        try (LocalServer server = new LocalServer(Served.ranged(bytes(FILE.length, 3)));
                Downloads downloads = new Downloads(HASTY)) {
            RemoteFile file = checked(server.uri("/file"));
            assertThatThrownBy(() -> downloads.fetch(file, target(), arrived -> {}))
                    .isInstanceOf(DownloadException.class)
                    .hasMessageContaining("is not the file: its SHA-256 differs");
        }
        assertThat(target()).doesNotExist();
    }

    @Test
    void aFileOfAnotherSizeIsRefusedBeforeItComes() throws Exception {
        try (LocalServer server = new LocalServer(Served.ranged(bytes(77, 3)));
                Downloads downloads = new Downloads(HASTY)) {
            RemoteFile file = checked(server.uri("/file"));
            assertThatThrownBy(() -> downloads.fetch(file, target(), arrived -> {}))
                    .hasMessageEndingWith("has another file: 77 bytes instead of 1000000");
        }
        try (LocalServer server = new LocalServer(Served.chunked(bytes(1_000_001, 3)));
                Downloads downloads = new Downloads(HASTY)) {
            RemoteFile file = checked(server.uri("/file"));
            assertThatThrownBy(() -> downloads.fetch(file, target(), arrived -> {}))
                    .hasMessageEndingWith("sends more than it should");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, REFUSED, 1, does not give it (status 401)",
        "403, REFUSED, 1, does not give it (status 403)",
        "404, NOT_THERE, 1, has no such file (404)",
        "429, UNREACHABLE, 4, answers with status 429 again and again",
        "500, UNREACHABLE, 4, answers with status 500 again and again",
        "503, UNREACHABLE, 4, answers with status 503 again and again"
    })
    void aRefusalIsSaid(int status, Reason reason, int requests, String message) throws Exception {
        try (LocalServer server = new LocalServer(Answer.status(status, "no", Map.of("Retry-After", "3600")));
                Downloads downloads = new Downloads(HASTY)) {
            RemoteFile file = checked(server.uri("/file"));
            assertThatThrownBy(() -> downloads.fetch(file, target(), arrived -> {}))
                    .isInstanceOfSatisfying(
                            DownloadException.class,
                            thrown -> assertThat(thrown.reason()).isEqualTo(reason))
                    .hasMessageEndingWith(message);
            assertThat(server.asked()).hasSize(requests);
        }
    }

    @Test
    void aServerThatIsBusyForAMomentIsAskedAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Answer file = Served.ranged(FILE);
        Answer busy = Answer.status(503, "");
        try (LocalServer server =
                        new LocalServer(exchange -> (asked.incrementAndGet() < 3 ? busy : file).to(exchange));
                Downloads downloads = new Downloads(HASTY)) {
            downloads.fetch(checked(server.uri("/file")), target(), arrived -> {});
        }
        assertThat(target()).hasBinaryContent(FILE);
    }

    @Test
    void whereNobodyListensThereIsNoSecondTry() {
        try (Downloads downloads = new Downloads(Downloads.Patience.USUAL)) {
            RemoteFile file = checked(URI.create("http://127.0.0.1:1/file"));
            assertThatThrownBy(() -> downloads.fetch(file, target(), arrived -> {}))
                    .hasMessage("127.0.0.1:1 cannot be reached");
        }
    }

    @Test
    void aServerThatFallsSilentIsLeftAndWhatCameStays() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Answer silent = exchange -> {
            Answer some = Served.upTo(FILE, 1_000);
            some.to(exchange);
            try {
                over.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        };
        try (LocalServer server = new LocalServer(silent);
                Downloads downloads = new Downloads(
                        new Downloads.Patience(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(2)))) {
            RemoteFile file = checked(server.uri("/file"));
            AtomicInteger most = new AtomicInteger();
            Thread stop = Thread.currentThread();
            assertThatThrownBy(() -> downloads.fetch(file, target(), arrived -> {
                        most.set((int) arrived);
                        if (arrived >= 2_000) {
                            stop.interrupt();
                        }
                    }))
                    .isInstanceOf(InterruptedException.class);
            assertThat(Files.size(target())).isEqualTo(most.get()).isGreaterThanOrEqualTo(2_000);
            assertThat(Files.readAllBytes(target())).isEqualTo(Arrays.copyOf(FILE, most.get()));
            over.countDown();
        }
    }

    @Test
    void whatDoesNotFitOnTheDiskIsNotBegun() throws Exception {
        try (LocalServer server = new LocalServer(Served.chunked(FILE));
                Downloads downloads = new Downloads(HASTY)) {
            RemoteFile file =
                    new RemoteFile(server.uri("/file"), OptionalLong.of(1L << 60), Optional.of("00".repeat(32)));
            assertThatThrownBy(() -> downloads.fetch(file, target(), arrived -> {}))
                    .hasMessageStartingWith("there is too little room in " + folder + ": 1,152,921,504,607 MB");
        }
        assertThat(target()).doesNotExist();
    }

    @Test
    void holdsNoMoreThanABufferInMemory() throws Exception {
        long bytes = 400L << 20;
        Answer endless = exchange -> {
            exchange.sendResponseHeaders(200, bytes);
            byte[] piece = new byte[1 << 20];
            for (long sent = 0; sent < bytes; sent += piece.length) {
                exchange.getResponseBody().write(piece);
            }
        };
        Runtime jvm = Runtime.getRuntime();
        try (LocalServer server = new LocalServer(endless);
                Downloads downloads = new Downloads(HASTY)) {
            System.gc();
            long before = jvm.totalMemory() - jvm.freeMemory();
            long[] most = {0};
            downloads.fetch(
                    new RemoteFile(server.uri("/file"), OptionalLong.of(bytes), Optional.empty()),
                    target(),
                    arrived -> {
                        if (arrived > bytes / 2 && most[0] == 0) {
                            System.gc();
                            most[0] = jvm.totalMemory() - jvm.freeMemory() - before;
                        }
                    });
            assertThat(most[0]).isNotZero().isLessThan(50L << 20);
        }
        assertThat(Files.size(target())).isEqualTo(bytes);
    }

    private Path target() {
        return folder.resolve("file");
    }

    private static RemoteFile checked(URI address) {
        try {
            return new RemoteFile(
                    address,
                    OptionalLong.of(FILE.length),
                    Optional.of(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(FILE))));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RemoteFile unknown(URI address) throws IOException {
        return new RemoteFile(address, OptionalLong.empty(), Optional.empty());
    }

    private static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
