package io.github.jupan.sandbox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Packages;
import io.github.jupan.sandbox.SandboxException;
import io.github.jupan.sandbox.internal.WorkerProcess.Spec;
import io.github.jupan.sandbox.internal.wire.Payload;
import io.github.jupan.sandbox.internal.wire.Wire;
import io.github.jupan.sandbox.internal.wire.Wire.Frame;
import io.github.jupan.sandbox.internal.wire.Wire.Report;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// The host's end, facing workers that do not do as they should.
class BadWorkerTest {

    private static final int BAD_STARTS = 2;
    private static final PackageDoor NO_PACKAGES = new PackageDoor(Packages.NONE);

    @Test
    void aWorkerThatSendsRubbishIsReplaced() {
        failsAndThenWorks(Rubbish.class, "the other end sent");
    }

    @Test
    void aWorkerThatEndsAtOnceIsReplaced() {
        failsAndThenWorks(Ends.class, "exit code 9; cannot do it");
    }

    @Test
    void aWorkerThatSaysNothingCanBeCancelled() throws Exception {
        try (Workers workers = new Workers(bad(Silent.class, Integer.MAX_VALUE));
                Interpreter python = new WorkerInterpreter(workers, Limits.DEFAULT, NO_PACKAGES)) {
            Cancellation cancellation = new Cancellation();
            CompletableFuture<Execution> execution =
                    CompletableFuture.supplyAsync(() -> python.run("1", (_, _) -> {}, cancellation));
            cancellation.cancel();
            assertThat(execution.get(5, TimeUnit.MINUTES)).isInstanceOf(Execution.Cancelled.class);
        }
    }

    /// It says that it still uses most of its heap though its interpreter is a fresh one.
    @Test
    void aWorkerThatKeepsItsMemoryIsReplacedAndNobodyNotices() {
        AtomicInteger starts = new AtomicInteger();
        Function<Spec, WorkerProcess> hoarders = bad(Hoarder.class, 2);
        try (Workers workers = new Workers(spec -> {
            starts.incrementAndGet();
            return hoarders.apply(spec);
        })) {
            for (int i = 0; i < 2; i++) {
                try (Interpreter python = new WorkerInterpreter(workers, Limits.DEFAULT, NO_PACKAGES)) {
                    assertThat(python.run("1", (_, _) -> {}, new Cancellation()))
                            .isInstanceOf(Execution.Completed.class);
                }
            }
        }
        assertThat(starts).hasValue(2);
    }

    private static void failsAndThenWorks(Class<?> main, String message) {
        try (Workers workers = new Workers(bad(main, BAD_STARTS));
                Interpreter python = new WorkerInterpreter(
                        workers, Limits.DEFAULT.withDeadline(Duration.ofMinutes(5)), NO_PACKAGES)) {
            assertThatThrownBy(() -> python.run("1 + 1", (_, _) -> {}, new Cancellation()))
                    .isInstanceOf(SandboxException.class)
                    .hasMessageContaining(message);
            assertThat(python.run("1 + 1", (_, _) -> {}, new Cancellation()))
                    .isInstanceOfSatisfying(
                            Execution.Completed.class,
                            c -> assertThat(c.value()).isEqualTo("2"));
        }
    }

    private static Function<Spec, WorkerProcess> bad(Class<?> main, int times) {
        AtomicInteger starts = new AtomicInteger();
        return spec -> starts.getAndIncrement() < times
                ? WorkerProcess.start(spec, OsLayer.strongest(), main, System.getProperty("java.class.path"))
                : WorkerProcess.start(spec, OsLayer.strongest());
    }

    static final class Rubbish {
        public static void main(String[] arguments) throws IOException {
            byte[] bytes = new byte[1 << 16];
            new Random(1).nextBytes(bytes);
            System.out.write(bytes);
            System.out.flush();
            System.in.transferTo(System.err);
        }
    }

    static final class Ends {
        public static void main(String[] arguments) {
            System.err.println("cannot do it");
            Runtime.getRuntime().halt(9);
        }
    }

    static final class Silent {
        public static void main(String[] arguments) throws IOException {
            System.in.transferTo(System.err);
        }
    }

    static final class Hoarder {
        public static void main(String[] arguments) throws IOException {
            DataInputStream in = new DataInputStream(System.in);
            while (true) {
                Frame frame = Wire.read(in);
                switch (Wire.command(frame)) {
                    case RUN -> {
                        int run = frame.open().readInt();
                        System.out.write(Payload.of(Report.STARTED).number(run).frame());
                        System.out.write(Payload.of(Report.COMPLETED).frame());
                    }
                    case RESET ->
                        System.out.write(Payload.of(Report.READY).number(1000).frame());
                    case BIND, PART, INTERRUPT, RETURN -> {}
                }
                System.out.flush();
            }
        }
    }
}
