package io.github.jupan.sandbox.internal.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.sandbox.internal.wire.Payload;
import io.github.jupan.sandbox.internal.wire.Wire;
import io.github.jupan.sandbox.internal.wire.Wire.Frame;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The worker's guest, in this process.
class GuestThreadTest {

    private static final int ROOM = 1 << 10;

    /// Importing ahead would call it, and no deadline would end that.
    private static final String HOOK = """
        import sys
        seen = []
        class Hook:
            def find_spec(self, name, path=None, target=None):
                seen.append(name)
        sys.meta_path.insert(0, Hook())
        sys.modules.pop('statistics', None)
        """;

    private final BlockingQueue<String> values = new LinkedBlockingQueue<>();

    @Test
    void noModuleIsImportedAheadOnceASnippetHasRun() throws Exception {
        GuestThread guest = new GuestThread(new Values(), 8 << 20);
        guest.run(1, 1, ROOM, HOOK + "len(seen)");
        assertThat(next()).isEqualTo("0");
        awaitTidying();
        guest.run(2, 2, ROOM, "seen");
        assertThat(next()).isEqualTo("[]");
    }

    /// The guest's thread collects all garbage when nothing is left to do ahead.
    private static void awaitTidying() throws InterruptedException {
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        Instant end = Instant.now().plus(Duration.ofMinutes(5));
        while (garbage.get() != null) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
    }

    private String next() throws InterruptedException {
        return String.valueOf(values.poll(1, TimeUnit.MINUTES));
    }

    private final class Values extends OutputStream {
        @Override
        public void write(int b) {}

        @Override
        public void write(byte[] bytes) throws IOException {
            Frame frame = Wire.read(new DataInputStream(new ByteArrayInputStream(bytes)));
            switch (Wire.report(frame)) {
                case COMPLETED -> values.add(Payload.readText(frame.open()));
                case RAISED -> values.add("raised " + Payload.readText(frame.open()));
                case READY, STARTED, OUTPUT, FLOOD, CALL, INTERRUPTED, BROKEN -> {}
            }
        }
    }
}
