package io.github.jupan.sandbox;

import java.time.Duration;

/// What a snippet may use up. Past a limit the run ends as [Execution.LimitHit].
///
/// @param deadline wall-clock time of one run
/// @param heapBytes memory of the guest, beyond what the bound texts need
/// @param outputBytes how much output, value and error text (UTF-8) is kept of each; more is cut in the middle
/// @param codeBytes the longest snippet, in UTF-8
/// @param frames how deep functions may surely call each other; some way beyond it Python raises `RecursionError`
/// @param boundBytes the sum of all bound texts, in UTF-8
public record Limits(Duration deadline, long heapBytes, int outputBytes, int codeBytes, int frames, long boundBytes) {

    /// 10 s, 256 MB, 64 kB of output, 64 kB of code, 512 frames, 128 MB of bound text.
    public static final Limits DEFAULT =
            new Limits(Duration.ofSeconds(10), 256L << 20, 64 << 10, 64 << 10, 512, 128L << 20);

    public Limits {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("the deadline must be positive, not " + deadline);
        }
        if (heapBytes < 64L << 20) {
            throw new IllegalArgumentException("a worker needs at least 64 MB of heap, not " + heapBytes + " bytes");
        }
        if (outputBytes < 256 || codeBytes < 1 || frames < 16 || boundBytes < 0) {
            throw new IllegalArgumentException("a limit is too small to run anything: " + outputBytes
                    + " bytes of output, " + codeBytes + " of code, " + frames + " frames, " + boundBytes
                    + " bytes of text");
        }
    }

    public Limits withDeadline(Duration value) {
        return new Limits(value, heapBytes, outputBytes, codeBytes, frames, boundBytes);
    }

    public Limits withHeapBytes(long value) {
        return new Limits(deadline, value, outputBytes, codeBytes, frames, boundBytes);
    }

    public Limits withOutputBytes(int value) {
        return new Limits(deadline, heapBytes, value, codeBytes, frames, boundBytes);
    }

    public Limits withBoundBytes(long value) {
        return new Limits(deadline, heapBytes, outputBytes, codeBytes, frames, value);
    }
}
