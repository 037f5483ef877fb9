package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.HostFunction;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.internal.WorkerProcess.Spec;
import io.github.jupan.sandbox.internal.guest.Guest;
import io.github.jupan.sandbox.internal.wire.BindingWire;
import io.github.jupan.sandbox.internal.wire.Bound;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What one interpreter has bound, and what its worker has not been told yet.
final class Bindings {

    /// A text is at its largest while it turns from bytes into a Java string and then into Python's: at worst a
    /// few astral characters make Python store each character in four bytes.
    private static final int HEAP_PER_TEXT_BYTE = 5;

    /// What the interpreter itself needs, and room for short texts.
    static final long BASE_HEAP_BYTES = 64L << 20;

    private static final long HEAP_STEP_BYTES = 128L << 20;

    /// What a Python function call takes of the guest thread's stack, generously.
    static final long STACK_PER_FRAME_BYTES = 64 << 10;

    private final Limits limits;
    private final PackageDoor packages;
    private final Map<String, Bound> all = new LinkedHashMap<>();
    private final Set<String> untold = new LinkedHashSet<>();

    Bindings(Limits limits, PackageDoor packages) {
        this.limits = limits;
        this.packages = packages;
    }

    void put(String name, Binding value) {
        if (!PythonName.isOne(name)) {
            throw new IllegalArgumentException("not a name that Python takes: " + name);
        }
        Bound bound = Bound.of(value);
        long bytes = bound.utf8Bytes()
                + all.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(name))
                        .mapToLong(entry -> entry.getValue().utf8Bytes())
                        .sum();
        if (bytes > limits.boundBytes()) {
            throw new IllegalArgumentException(
                    "the bound texts have " + bytes + " bytes together; the limit is " + limits.boundBytes());
        }
        all.put(name, bound);
        untold.add(name);
    }

    /// The worker of an interpreter with the usual limits and without long texts.
    static Spec usualSpec() {
        return spec(Limits.DEFAULT, 0);
    }

    /// The worker that can hold all of it.
    Spec spec() {
        return spec(limits, all.values().stream().mapToLong(Bound::memoryBytes).sum());
    }

    private static Spec spec(Limits limits, long textBytes) {
        long extra = Math.max(0, textBytes * HEAP_PER_TEXT_BYTE - BASE_HEAP_BYTES / 2);
        long steps = (extra + HEAP_STEP_BYTES - 1) / HEAP_STEP_BYTES;
        return new Spec(
                limits.heapBytes() + BASE_HEAP_BYTES + steps * HEAP_STEP_BYTES,
                limits.frames() * STACK_PER_FRAME_BYTES);
    }

    HostFunction function(String name) {
        if (name.equals(Guest.PACKAGES)) {
            return packages;
        }
        return all.get(name) instanceof Bound(Binding.Function function, var _)
                ? function.function()
                : _ -> {
                    throw new IllegalArgumentException("there is no function " + name);
                };
    }

    /// A new worker knows nothing.
    void forgetTold() {
        untold.addAll(all.keySet());
    }

    void tell(WorkerProcess worker) throws IOException {
        for (String name : Set.copyOf(untold)) {
            BindingWire.write(name, Objects.requireNonNull(all.get(name)), worker::send);
            untold.remove(name);
        }
    }
}
