package io.github.jupan.server.internal.rpc;

import static io.github.jupan.server.internal.rpc.Param.optional;

import io.github.jupan.sandbox.Limits;
import java.time.Duration;

/// The parameter `limits`: what each run of code may use up.
final class RunBounds {

    static final Shape.Fields SHAPE = new Shape.Fields(
            optional("deadline_ms", new Shape.Whole(1, 600_000), "time of one run; usually 10000"),
            optional("heap_bytes", new Shape.Whole(64L << 20, 4L << 30), "memory; 268435456"),
            optional("output_bytes", new Shape.Whole(256, 4 << 20), "output kept of each kind; 65536"));

    static final Param PARAM = optional("limits", SHAPE, "what each run of code may use up");

    private RunBounds() {}

    /// @param usual where the client says nothing
    static Limits of(Arguments arguments, Limits usual) {
        Arguments given = arguments.fields(PARAM.name(), SHAPE);
        return usual.withDeadline(Duration.ofMillis(
                        given.whole("deadline_ms", usual.deadline().toMillis())))
                .withHeapBytes(given.whole("heap_bytes", usual.heapBytes()))
                .withOutputBytes((int) given.whole("output_bytes", usual.outputBytes()));
    }
}
