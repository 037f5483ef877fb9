package io.github.jupan.packages;

import io.github.jupan.packages.DownloadException.Reason;
import io.github.jupan.packages.internal.Answer;
import io.github.jupan.packages.internal.Silence;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/// Brings files from elsewhere onto the disk: weights of models and Python packages alike. What is there already is
/// gone on with (a `Range` of [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#name-range-requests)), a cut
/// connection is taken up again, no more than a buffer is held in memory, and what came is checked. Safe for use by
/// many threads, each with a file of its own; interrupting the thread stops it, and what has come stays.
public final class Downloads implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 17;

    /// Tries in a row that bring nothing.
    private static final int MOST_TRIES = 4;

    /// Of a file whose size nobody said.
    private static final long MOST_BYTES = 1L << 30;

    private final HttpClient client;
    private final Patience patience;

    /// @param pause before the second try, twice as long before each further one
    /// @param longest that a server may have wait by `Retry-After`
    /// @param silence after which a connection is given up
    record Patience(Duration pause, Duration longest, Duration silence) {
        static final Patience USUAL =
                new Patience(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1));
    }

    public Downloads() {
        this(Patience.USUAL);
    }

    Downloads(Patience patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
    }

    /// Brings a file, or what is missing of it. When bytes that were there before spoil it, it is fetched anew, once.
    ///
    /// @param to its beginning, when there is one; made else
    /// @param arrived hears how many bytes are there
    /// @throws DownloadException when it cannot be had; what has come stays, unless it is wrong
    public void fetch(RemoteFile file, Path to, LongConsumer arrived) throws IOException, InterruptedException {
        boolean begun = size(to) > 0;
        bring(file, "*/*", to, arrived);
        if (begun && !isRight(file, to)) {
            Files.delete(to);
            bring(file, "*/*", to, arrived);
            begun = false;
        }
        if (!begun && !isRight(file, to)) {
            Files.delete(to);
            throw new DownloadException(
                    Reason.WRONG, "what " + file.host() + " sent is not the file: its SHA-256 differs");
        }
    }

    /// Brings a short text, such as a page of an index.
    ///
    /// @param accept the type that it should be of
    byte[] read(RemoteFile page, String accept) throws IOException, InterruptedException {
        Path file = Files.createTempFile("jupan", ".page");
        try {
            bring(page, accept, file, arrived -> {});
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static boolean isRight(RemoteFile file, Path to) throws IOException, InterruptedException {
        return file.sha256().isEmpty() || file.sha256().get().equals(Sha256.of(to));
    }

    private void bring(RemoteFile file, String accept, Path to, LongConsumer arrived)
            throws IOException, InterruptedException {
        if (size(to) > file.bytes().orElse(Long.MAX_VALUE)) {
            Files.delete(to);
        }
        long most = size(to);
        boolean came = false;
        int fruitless = 0;
        while (true) {
            Optional<Setback> setback = attempt(file, accept, to, arrived);
            if (setback.isEmpty()) {
                return;
            }
            boolean more = size(to) > most;
            most = Math.max(most, size(to));
            came |= more;
            fruitless = more ? 1 : fruitless + 1;
            if (fruitless == MOST_TRIES || (!came && setback.get().hopeless())) {
                throw new DownloadException(Reason.UNREACHABLE, setback.get().why());
            }
            Thread.sleep(setback.get().pause().orElse(patience.pause().multipliedBy(1L << (fruitless - 1))));
        }
    }

    /// Why a try did not bring all.
    ///
    /// @param pause that the server asked for
    /// @param hopeless whether there is no use in a second try when nothing has ever come
    private record Setback(String why, Optional<Duration> pause, boolean hopeless) {

        static Setback later(String why) {
            return new Setback(why, Optional.empty(), false);
        }
    }

    private Optional<Setback> attempt(RemoteFile file, String accept, Path to, LongConsumer arrived)
            throws IOException, InterruptedException {
        long have = size(to);
        if (have > 0 && have == file.bytes().orElse(-1)) {
            return Optional.empty();
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(file.address()).header("Accept", accept).timeout(patience.silence());
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        HttpResponse<InputStream> response;
        try {
            response = client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException unreachable) {
            return Optional.of(new Setback(file.host() + " cannot be reached", Optional.empty(), true));
        }
        try (InputStream body = response.body()) {
            Answer answer = Answer.of(response, have);
            return switch (answer) {
                case Answer.Whole whole -> take(file, whole.bytes(), 0, body, to, arrived);
                case Answer.Rest rest -> take(file, rest.bytes(), have, body, to, arrived);
                case Answer.Nothing _ -> Optional.empty();
                case Answer.Unfitting _ -> {
                    Files.delete(to);
                    yield Optional.of(Setback.later(file.host() + " does not go on with what has come"));
                }
                case Answer.Later later ->
                    Optional.of(new Setback(
                            file.host() + " answers with status " + response.statusCode() + " again and again",
                            later.pause().map(this::bounded),
                            false));
                case Answer.Refused refused -> throw refusal(file, refused);
            };
        }
    }

    private Duration bounded(Duration asked) {
        return asked.compareTo(patience.longest()) < 0 ? asked : patience.longest();
    }

    private static DownloadException refusal(RemoteFile file, Answer.Refused refused) {
        return refused.isGone()
                ? new DownloadException(Reason.NOT_THERE, file.host() + " has no such file (404)")
                : new DownloadException(
                        Reason.REFUSED, file.host() + " does not give it (status " + refused.status() + ")");
    }

    /// @param total of the whole file, as the server says
    /// @param from where the body begins
    private Optional<Setback> take(
            RemoteFile file, OptionalLong total, long from, InputStream body, Path to, LongConsumer arrived)
            throws IOException, InterruptedException {
        if (file.bytes().isPresent() && total.isPresent() && file.bytes().getAsLong() != total.getAsLong()) {
            throw new DownloadException(
                    Reason.WRONG,
                    file.host() + " has another file: " + total.getAsLong() + " bytes instead of "
                            + file.bytes().getAsLong());
        }
        OptionalLong known = file.bytes().isPresent() ? file.bytes() : total;
        DiskRoom.check(to, known.orElse(from) - from);
        long at = from;
        try (Silence silence = Silence.watching(body, patience.silence());
                OutputStream out =
                        from == 0 ? Files.newOutputStream(to) : Files.newOutputStream(to, StandardOpenOption.APPEND)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = silence.read(buffer); read >= 0; read = silence.read(buffer)) {
                at += read;
                if (at > known.orElse(MOST_BYTES)) {
                    throw new DownloadException(Reason.WRONG, file.host() + " sends more than it should");
                }
                DiskRoom.write(out, buffer, read, to);
                arrived.accept(at);
            }
        } catch (Silence.CutException cut) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while a file was fetched");
            }
            return Optional.of(Setback.later("the connection to " + file.host() + " breaks off again and again"));
        }
        return at < known.orElse(0)
                ? Optional.of(Setback.later("the connection to " + file.host() + " breaks off again and again"))
                : Optional.empty();
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
