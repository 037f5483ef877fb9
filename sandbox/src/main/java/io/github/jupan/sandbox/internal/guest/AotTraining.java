package io.github.jupan.sandbox.internal.guest;

import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.internal.wire.BindingWire;
import io.github.jupan.sandbox.internal.wire.Wire;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Does once what workers do, so that the JVM sees which classes it takes: see [AotCache].
public final class AotTraining {

    private static final List<String> SNIPPETS = List.of(
            "import " + String.join(", ", Guest.USUAL_MODULES),
            "print(message.count('r'), [c for c in message][2::3], f'{2 ** 100:,}')",
            "documents['a'].split(), sorted(documents), re.findall('[a-z]+', message)",
            "sum(fractions.Fraction(1, n) for n in range(1, 9)), decimal.Decimal('9.11') < decimal.Decimal('9.9')",
            "(datetime.date(2024, 3, 1) - datetime.date(2023, 3, 1)).days, json.dumps({'a': [1, 2.5, None]})",
            "class C:\n    def f(self):\n        return self.x\nC().f()",
            "1 +",
            "def f(x):\n    return 1 / x\nf(0)",
            "lenght = 3\nlenth",
            "try:\n    {}['a']\nexcept KeyError as e:\n    raise ValueError(1) from e",
            "[].append(1, 2)");

    private static final long PATIENCE_SECONDS = 120;

    private AotTraining() {}

    /// @param arguments the stack of the guest's thread, in bytes
    public static void main(String[] arguments) throws InterruptedException {
        Reports reports = new Reports();
        GuestThread guest = new GuestThread(reports, Long.parseLong(arguments[0]));
        reports.guest.complete(guest);
        guest.bind(new BindingWire.Named("message", new Binding.Text("strawberry")));
        guest.bind(new BindingWire.Named("documents", new Binding.TextMap(Map.of("a", "one two"))));
        int run = 0;
        for (String snippet : SNIPPETS) {
            guest.run(++run, run, Limits.DEFAULT.outputBytes(), snippet);
            reports.awaitEnd();
        }
        guest.reset();
        guest.run(++run, run, Limits.DEFAULT.outputBytes(), "1");
        reports.awaitEnd();
        System.exit(0);
    }

    /// What the guest says to its host, which has no packages to give.
    private static final class Reports extends OutputStream {
        private final CompletableFuture<GuestThread> guest = new CompletableFuture<>();
        private final Semaphore ended = new Semaphore(0);

        @Override
        public void write(int b) {}

        @Override
        public void write(byte[] frame) throws IOException {
            switch (Wire.report(Wire.read(new DataInputStream(new ByteArrayInputStream(frame))))) {
                case COMPLETED, RAISED -> ended.release();
                case CALL -> guest.join().answer("=");
                case READY, STARTED, OUTPUT, FLOOD, INTERRUPTED, BROKEN -> {}
            }
        }

        void awaitEnd() throws InterruptedException {
            if (!ended.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(1);
            }
        }
    }
}
