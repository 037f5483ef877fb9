package io.github.jupan.sandbox.internal.guest;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/// Linux's pipes hold 64 kB: with a long text two processes wake each other a thousand times. A pipe of 1 MB, which
/// any process may have, is four times as fast.
public final class WidePipe {

    private static final int STANDARD_INPUT = 0;

    /// `fcntl(2)`, from `linux/fcntl.h`.
    private static final int F_SETPIPE_SZ = 1031;

    private static final int BYTES = 1 << 20;

    private WidePipe() {}

    /// Makes standard input such a pipe where the system can.
    @SuppressWarnings("restricted")
    public static void tryForInput() {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor signature = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
        linker.defaultLookup().find("fcntl").ifPresent(fcntl -> {
            MethodHandle call = linker.downcallHandle(fcntl, signature, Linker.Option.firstVariadicArg(2));
            try {
                int ignored = (int) call.invokeExact(STANDARD_INPUT, F_SETPIPE_SZ, BYTES);
            } catch (Throwable e) {
                // It stays as it is.
            }
        });
    }
}
