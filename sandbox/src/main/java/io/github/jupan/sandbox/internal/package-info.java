/// The worker process and the host's end of it.
///
/// Start with [WorkerInterpreter] on the host's side and [WorkerMain] on the worker's; [Wire] is what they say to
/// each other, [Guest] is the Python interpreter itself.
@NullMarked
package io.github.jupan.sandbox.internal;

import org.jspecify.annotations.NullMarked;
