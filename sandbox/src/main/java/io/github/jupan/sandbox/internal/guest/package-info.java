/// What runs in a worker's process: the Python interpreter, and what it knows.
///
/// Start with [WorkerMain], then [GuestThread] and [Guest]. The Python of it lies beside, `prelude.py` first.
@NullMarked
package io.github.jupan.sandbox.internal.guest;

import org.jspecify.annotations.NullMarked;
