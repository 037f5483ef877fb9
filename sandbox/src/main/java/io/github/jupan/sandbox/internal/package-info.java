/// The host's end of a worker process: starts it, follows its runs, ends it.
///
/// Start with [WorkerInterpreter]. What the worker does is in the package `guest`, what both say to each other in
/// `wire`.
@NullMarked
package io.github.jupan.sandbox.internal;

import org.jspecify.annotations.NullMarked;
