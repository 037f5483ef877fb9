package io.github.jupan.cli.options;

import io.github.jupan.cli.terminal.StandardStream;
import io.github.jupan.cli.terminal.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Text piped in, which is a document. A caller such as a CI job may hand down a pipe that nobody writes to or
/// closes: after [#PATIENCE] without a first byte it is left alone, and the user is told so. Once something came,
/// the text is read to its end, however long that takes.
public final class PipedText {

    public static final String NAME = "stdin";
    public static final Duration PATIENCE = Duration.ofSeconds(3);

    private PipedText() {}

    /// Adds what is piped in, if anything is.
    public static void addTo(Documents documents, Surroundings surroundings, Duration patience) throws IOException {
        boolean process = surroundings.in() == System.in;
        if (surroundings.isTerminal(StandardStream.IN) || (process && StandardStream.inputIsNothing())) {
            return;
        }
        Optional<InputStream> text = firstByteWithin(surroundings.in(), patience);
        if (text.isPresent()) {
            documents.add(NAME, text.get());
        } else {
            surroundings
                    .err()
                    .println("jupan: nothing came on standard input, going on without it"
                            + " (--document - waits for it, </dev/null says there is none)");
        }
    }

    private static Optional<InputStream> firstByteWithin(InputStream in, Duration patience) throws IOException {
        CompletableFuture<InputStream> arrival = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("stdin").start(() -> {
            try {
                arrival.complete(awaitFirst(in));
            } catch (IOException failure) {
                arrival.completeExceptionally(failure);
            }
        });
        try {
            return Optional.of(arrival.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join());
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof TimeoutException) {
                return Optional.empty();
            }
            throw failure.getCause() instanceof IOException broken ? broken : new IOException(failure.getCause());
        }
    }

    private static InputStream awaitFirst(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return InputStream.nullInputStream();
        }
        PushbackInputStream whole = new PushbackInputStream(in, 1);
        whole.unread(first);
        return whole;
    }
}
