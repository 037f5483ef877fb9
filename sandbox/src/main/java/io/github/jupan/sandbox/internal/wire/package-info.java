/// What host and worker say to each other.
///
/// Start with [Wire]; [BindingWire] is how texts travel, [MiddleCut] how long output is cut on either side.
@NullMarked
package io.github.jupan.sandbox.internal.wire;

import org.jspecify.annotations.NullMarked;
