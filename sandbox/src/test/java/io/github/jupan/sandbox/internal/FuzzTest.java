package io.github.jupan.sandbox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.internal.WorkerProcess.Spec;
import io.github.jupan.sandbox.internal.wire.BindingWire;
import io.github.jupan.sandbox.internal.wire.Bound;
import io.github.jupan.sandbox.internal.wire.Payload;
import io.github.jupan.sandbox.internal.wire.Wire;
import io.github.jupan.sandbox.internal.wire.Wire.Command;
import io.github.jupan.sandbox.internal.wire.Wire.Frame;
import io.github.jupan.sandbox.internal.wire.Wire.Report;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Rubbish at both ends of the pipes, made from valid frames and from nothing. The seed is printed, and
/// `-Djupan.fuzz.seed` repeats it; `-Djupan.fuzz.seconds` makes it longer.
class FuzzTest {

    private static final int SECONDS = Integer.getInteger("jupan.fuzz.seconds", 8);
    private static final Spec SPEC = new Spec(192L << 20, 8L << 20);

    private Random random = new Random();

    @BeforeEach
    void seed() {
        long seed = Long.getLong("jupan.fuzz.seed", System.nanoTime());
        System.out.println("FuzzTest seed " + seed);
        random = new Random(seed);
    }

    /// What the host reads from a worker that was taken over.
    @Test
    void readingRubbishEndsInAnIOExceptionAndNothingElse() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        int rounds = 0;
        while (System.nanoTime() < end) {
            byte[] bytes = rubbish();
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            try {
                while (true) {
                    readReport(Wire.read(in));
                }
            } catch (IOException refused) {
                // As it should.
            }
            DataInputStream commands = new DataInputStream(new ByteArrayInputStream(bytes));
            try {
                while (true) {
                    Frame frame = Wire.read(commands);
                    if (Wire.command(frame) == Command.BIND) {
                        BindingWire.read(frame.open(), commands, _ -> _ -> "");
                    }
                }
            } catch (IOException refused) {
                // As it should.
            }
            rounds++;
        }
        System.out.println("FuzzTest rounds " + rounds);
        assertThat(rounds).isGreaterThan(100);
    }

    /// What a worker does that reads rubbish: it ends.
    @Test
    void aWorkerThatReadsRubbishEnds() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        int rounds = 0;
        do {
            WorkerProcess worker = WorkerProcess.start(SPEC, OsLayer.strongest());
            var guard = Timers.after(TimeUnit.SECONDS.toNanos(120), worker::kill);
            try {
                for (int i = 0; i < 50; i++) {
                    worker.send(rubbish());
                }
                worker.send(longerThanAnyFrame());
                while (true) {
                    worker.read();
                }
            } catch (IOException ended) {
                // Its end of a pipe is closed.
            }
            assertThat(guard.cancel(false)).as("it ended by itself").isTrue();
            // Three is the bound on its memory, where rubbish announces a text that is too long for it.
            assertThat(worker.obituary()).matches("(?s)exit code (0|3).*");
            rounds++;
        } while (System.nanoTime() < end);
        System.out.println("FuzzTest workers " + rounds);
    }

    /// A frame that was begun is full after that, and what follows is none.
    private static byte[] longerThanAnyFrame() {
        byte[] bytes = new byte[Wire.MAX_PAYLOAD + 100];
        java.util.Arrays.fill(bytes, (byte) -1);
        return bytes;
    }

    private static void readReport(Frame frame) throws IOException {
        DataInputStream payload = frame.open();
        switch (Wire.report(frame)) {
            case READY, STARTED -> payload.readInt();
            case OUTPUT -> payload.readUnsignedByte();
            case CALL -> {
                Payload.readText(payload);
                Payload.readText(payload);
            }
            case COMPLETED -> Payload.readText(payload);
            case RAISED -> {
                Payload.readText(payload);
                Payload.readText(payload);
                Payload.readText(payload);
            }
            case FLOOD, INTERRUPTED, BROKEN -> {}
        }
    }

    private byte[] rubbish() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] frame : valid()) {
            if (random.nextInt(3) > 0) {
                bytes.writeBytes(frame);
            }
        }
        byte[] all = bytes.toByteArray();
        switch (random.nextInt(4)) {
            case 0 -> {
                all = new byte[random.nextInt(256)];
                random.nextBytes(all);
            }
            case 1 -> {
                for (int i = random.nextInt(8); i >= 0 && all.length > 0; i--) {
                    all[random.nextInt(all.length)] = (byte) random.nextInt();
                }
            }
            case 2 -> all = java.util.Arrays.copyOf(all, random.nextInt(all.length + 1));
            default -> {}
        }
        return all;
    }

    private List<byte[]> valid() {
        List<byte[]> frames = new ArrayList<>();
        String text = "가".repeat(random.nextInt(100)) + "x".repeat(random.nextInt(100));
        try {
            BindingWire.write("text", Bound.of(new Binding.Text(text)), frames::add);
            BindingWire.write("list", Bound.of(new Binding.TextList(List.of(text, ""))), frames::add);
            BindingWire.write("f", Bound.of(new Binding.Function(List.of("a"), "Doc.", _ -> "")), frames::add);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        frames.add(Payload.of(Command.RUN)
                .number(random.nextInt(9))
                .number(1)
                .number(1000)
                .text("1 + 1")
                .frame());
        frames.add(Payload.of(Command.INTERRUPT).number(random.nextInt(9)).frame());
        frames.add(Payload.of(Command.RETURN).text("=1").frame());
        frames.add(Payload.of(Command.RESET).frame());
        frames.add(Payload.of(Report.CALL).text("f").text("{}").frame());
        frames.add(Payload.of(Report.RAISED).text("E").text("m").text(text).frame());
        return frames;
    }
}
