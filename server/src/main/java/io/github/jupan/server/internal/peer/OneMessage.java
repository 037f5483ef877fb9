package io.github.jupan.server.internal.peer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/// One message of a client that has nothing to read from but the answer to it, as over HTTP.
public final class OneMessage {

    private final Function<Outlet, Peer> peers;
    private final Consumer<Peer> receive;

    /// @param peers makes the peer that takes the message
    /// @param receive gives it the message
    public OneMessage(Function<Outlet, Peer> peers, Consumer<Peer> receive) {
        this.peers = peers;
        this.receive = receive;
    }

    /// The answer alone: there is no place for notifications. Empty when there is none.
    public String answer() throws InterruptedException {
        LastAnswer last = new LastAnswer();
        Peer peer = peers.apply(last);
        receive.accept(peer);
        peer.awaitAnswers();
        return last.message;
    }

    /// Sends all that comes of it, the answer last, on the calling thread.
    ///
    /// @param patience how long the client may take nothing when there is no room
    /// @param whenGone called when the client has gone before the end
    public void stream(Transport transport, Duration patience, Consumer<Peer> whenGone) {
        CompletableFuture<Peer> made = new CompletableFuture<>();
        Outbox outbox = new Outbox(transport, patience, () -> {
            var _ = made.thenAccept(whenGone);
        });
        Peer peer = peers.apply(outbox);
        made.complete(peer);
        Thread.ofVirtual().start(() -> {
            try {
                receive.accept(peer);
                peer.awaitAnswers();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                outbox.end();
            }
        });
        outbox.sendAll();
    }

    private static final class LastAnswer implements Outlet {
        private volatile String message = "";

        @Override
        public void answer(String answer) {
            message = answer;
        }

        @Override
        public void notification(String notification) {}

        @Override
        public boolean takesMore() {
            return false;
        }
    }
}
