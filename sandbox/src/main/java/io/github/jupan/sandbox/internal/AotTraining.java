package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.internal.Wire.Report;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// Does once what workers do, so that the JVM sees which classes it takes: see [AotCache].
final class AotTraining {

    private static final List<String> SNIPPETS = List.of(
            "import " + String.join(", ", Guest.USUAL_MODULES),
            "print(message.count('r'), [c for c in message][2::3], f'{2 ** 100:,}')",
            "documents['a'].split(), sorted(documents), re.findall('[a-z]+', message)",
            "sum(fractions.Fraction(1, n) for n in range(1, 9)), decimal.Decimal('9.11') < decimal.Decimal('9.9')",
            "(datetime.date(2024, 3, 1) - datetime.date(2023, 3, 1)).days, json.dumps({'a': [1, 2.5, None]})",
            "class C:\n    def f(self):\n        return self.x\nC().f()",
            "1 +");

    private AotTraining() {}

    public static void main(String[] arguments) throws InterruptedException {
        Semaphore ended = new Semaphore(0);
        GuestThread guest = new GuestThread(
                new OutputStream() {
                    @Override
                    public void write(int b) {}

                    @Override
                    public void write(byte[] frame) throws IOException {
                        var in = new DataInputStream(new ByteArrayInputStream(frame));
                        Report report = Wire.report(Wire.read(in));
                        if (report == Report.COMPLETED || report == Report.RAISED) {
                            ended.release();
                        }
                    }
                },
                Limits.DEFAULT.frames() * Bindings.STACK_PER_FRAME_BYTES);
        guest.bind(new BindingWire.Named("message", new Binding.Text("strawberry")));
        guest.bind(new BindingWire.Named("documents", new Binding.TextMap(Map.of("a", "one two"))));
        for (int run = 1; run <= SNIPPETS.size(); run++) {
            guest.run(run, Limits.DEFAULT.outputBytes(), SNIPPETS.get(run - 1));
            ended.acquire();
        }
        guest.reset();
        guest.run(SNIPPETS.size() + 1, Limits.DEFAULT.outputBytes(), "1");
        ended.acquire();
        System.exit(0);
    }
}
